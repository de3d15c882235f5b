export default {
  title: "监督检查",
} as const;
