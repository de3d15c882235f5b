/** Certificates: what other features may use of them. */
export { default as CertificateBadge } from "./CertificateBadge.vue";
export { default as IssueDialog } from "./IssueDialog.vue";
export { expiresSoon, toneOf } from "./state";
