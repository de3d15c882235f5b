/** Guards: what other features may use of them. */
export { listGuardCertificates } from "./api";
export { default as GuardRow } from "./GuardRow.vue";
export { default as IdentityNumberField } from "./IdentityNumberField.vue";
export { identityNumberProblem } from "./identityNumber";
export { certificateStateOptions } from "./options";
export { expiryWords, identityWords } from "./words";
