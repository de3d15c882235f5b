/**
 * Checking guards' cards. For other features:
 *   <GuardScanner :site="{id, name, unit_name} | null" :inspection-id="id" @checked="…" />
 *     camera, photo, number, verdict and "next card"; `checked` is emitted with a CheckedGuard as soon
 *     as there is a verdict, and again with the same `key` if the server's late answer changes it.
 *   checkedGuard.key is the command's id: receiptReference(key) names the check in a queued payload.
 */
export { default as GuardScanner } from "./parts/GuardScanner.vue";
export { type CheckedGuard, toneOf, type VisitSite } from "./result";
export { reasonWords } from "./wording";
export { default as CameraView } from "./parts/CameraView.vue";
export { askPosition } from "./place";
