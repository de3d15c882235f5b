export default {
  title: "扫证核验",
} as const;
