export default {
  title: "待发送",
} as const;
