/** The field pack's screens: what other features may use of them. */
export { default as FieldPackCard } from "./FieldPackCard.vue";
export { default as PackInvite } from "./PackInvite.vue";
export { default as UnlockPack } from "./UnlockPack.vue";
