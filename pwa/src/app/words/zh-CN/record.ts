/** Words shared by the lists and forms of registered records. */
export default {
  meanwhile: {
    title: "在您修改期间，他人保存了这条记录",
    taken: "下面是对方改过、您没有改的内容，已放进表单：",
    conflicts: "下面的内容你们都改过。表单中保留的是您填的，请逐项决定：",
    theirs: "对方填的",
    mine: "您填的",
    takeTheirs: "改用对方的",
    again: "核对后再次保存。您填的内容没有丢失。",
    empty: "（空）",
  },
  unchanged: "留空则不修改。",
} as const;
