/** What other features show of rectification. */
export { default as NoticeCount } from "./NoticeCount.vue";
export { default as NoticePanel } from "./NoticePanel.vue";
