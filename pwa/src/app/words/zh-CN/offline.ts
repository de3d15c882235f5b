export default {
  title: "离线资料",
} as const;
