/**
 * The offline store, as features use it. Nothing outside this folder imports its other files
 * (the public page takes what touches no storage: credential.ts, trustList.ts, statusList.ts; the service worker unattended.ts).
 *
 * WHO CALLS WHAT
 *   The shell      `signedIn(accountId, {fieldPack: may record inspections})` after every session answer
 *                  that has an account (also when it starts from a remembered session without
 *                  network), `signedOut()` on sign-out and on 401; shows `waitingCount` and
 *                  `refusedCount` (Vue refs of this account), `hold` (why nothing is being sent) and
 *                  `persistence`. /queue is the screen of features/queue.
 *   A feature      `enqueue(command)` -> the command is on the phone, durably, when the promise is
 *                  fulfilled. Say "waiting to send", never "done"; `receiptOf(command.id)` is done.
 *   An unfinished  `drafts.save({id, kind, value})` as often as wanted (value: plain JSON),
 *   form           `drafts.load(id)`, `drafts.list(kind)` (newest first), `drafts.remove(id)`; pictures
 *                  beside it: `drafts.savePicture(draftId, key, blob)`, `drafts.picture(draftId, key)`,
 *                  `drafts.removePicture(draftId, key)`.
 *   Finishing it   `enqueue({kind: "inspection", id, label, payload, parts, draft_id})`: in one
 *                  transaction the command is stored and the draft hidden. The draft is deleted when
 *                  the server's id is in hand; `reopen(commandId)` brings it back from a refused one.
 *   Waiting for it `onChange(listener)` after every change of the queue (also in another tab), then
 *                  `receiptOf(command.id)`: null while it waits; `commands()` says why.
 *
 * PICTURES     parts: [{name: key, media: "inspection_photo"}] for what lies beside the draft under that key (else with its blob),
 *              and in the payload media_id: partReference(key). Sent in pieces that resume; the payload goes when all are there.
 * SCANS        verification_id: receiptReference(commandId) for a check that still waits itself.
 * NUMBERS      device_id and device_sequence of an inspection are filled in at `enqueue`: leave them out. Where this
 *              browser is enrolled as a device (it enrols by itself), every command gets the device's next number
 *              in the transaction that keeps it, and is signed when it is sent.
 * SENT AT ONCE `takeInHand(command)` keeps a command that the screen then sends itself.
 * ERRORS       Every function rejects with StorageUnavailable when the phone cannot keep anything
 *              (disk full, storage blocked): nothing was kept, say so and keep the form open.
 *              Drafts and commands belong to the account that was signed in; others do not see them.
 * SECRECY      Values, labels and pictures are encrypted with a key that no script can read.
 * FIELD PACK   lies under the officer's PIN (docs/field-pack.md). `getFieldPack()` gives it where it is unlocked in this page, and
 *              asks for nothing; `openFieldPack()` asks for the PIN where that is what is missing, and gives null where the
 *              officer would not. `packStatus` says how it stands, for screens.
 */
export { StorageUnavailable } from "./db";
export { NobodySignedIn } from "./who";
export { signedIn, signedOut, type SignedInOptions } from "./account";
export { deviceId } from "./device";
export { type DeviceState, findDevice } from "./deviceKey";
export { enrolAnew, enrolDevice } from "./enrolment";
export { type InHand, takeInHand } from "./inHand";
export { drafts } from "./drafts";
export { askPersistence, lookUpRoom, persistence } from "./persistence";
export { oneAtATime, onChange } from "./changes";
export { fitsVisit, NotEnrolled, type OwnConfirmation, signVisit, type VisitPlace } from "./visits";
export { partReference, receiptReference } from "./references";
export { enqueue, hold, sendAgain, sendNow, settle } from "./sender";
export { exportCommand, exportEverything, type HandInFile, NoHandInKey } from "./handIn";
export { type HandedIn, handInLine, linesOf } from "./handedIn";
export { commands, discard, PictureMissing, refreshCounts, refusedCount, reopen, waitingCount } from "./outbox";
export { receiptOf, receipts } from "./receipts";
export { distanceBetween, nearestSites } from "./distance";
export { seenTooSoon, spotOf } from "./sightings";
export { dropExpired, getFieldPack, NoPin, refreshFieldPack, type StoredFieldPack } from "./fieldPack";
export { findArea, type PackArea } from "./packArea";
export {
  answerPin, askPin, choosePin, forgetPin, lockPack, openFieldPack, packStatus, type PackState, type PackStatus, pinAsked, refreshPackStatus, unlock,
  type Unlocked,
} from "./packDoor";
export type { Gone, GoneWhy } from "./packVault";
export { type PinFault, pinFault, plainPin } from "./pin";
export type { ListAge } from "./age";
export { ageOf, type KnownLists, knownLists, refreshLists } from "./lists";
export { type Fork, fork } from "./fork";
export { type ListedState, stateAt, type StatusList } from "./statusList";
export type { TrustList } from "./trustList";
export { bestNow, type ClockDoubt, clockDoubt, noteServerTime, serverOffset } from "./clock";
export { type CardCheck, type CardFields, checkScanned, parseScanned } from "./credential";
export type * from "./types";
