/** Turns a finished draft into the record that is sent. Only complete drafts are turned. */
import type { InspectedGuard, InspectedItem, InspectionInput } from "@/api/types";
import { itemOf, type GuardScan, type InspectionDraft } from "./draft";
import { findingOf } from "./findings";
import { compareRoster, type GuardLine } from "./guards";
import { resultOf } from "./result";
import type { VisitTimes } from "./time";

/** The record without what the outbox adds when it takes it: the phone's id and running number. */
export type InspectionPayload = Omit<InspectionInput, "device_id" | "device_sequence">;

/** What the record takes from the moment of finishing, not from the draft. */
export interface Sending {
  times: VisitTimes;
  senderId: string;
  /** Stands in the record for a picture kept under this key, until the server has named it. */
  mediaId: (key: string) => string;
  /** Stands in the record for a check that waits itself, until the server has named it. */
  checkId: (commandId: string) => string;
}

function items(draft: InspectionDraft): InspectedItem[] {
  return (draft.checklist?.items ?? []).map(({ id }) => {
    const { outcome, note } = itemOf(draft, id);
    return { item_id: id, outcome, note: note.trim() };
  });
}

/** Guards nobody saw and nobody called absent are not in the record: it says only what was found. */
function guards(draft: InspectionDraft, checkId: Sending["checkId"]): InspectedGuard[] {
  return compareRoster(draft).flatMap((line) => guard(draft, line, checkId));
}

function verificationId(scan: GuardScan | null, checkId: Sending["checkId"]): string | null {
  if (!scan) return null;
  return scan.verification_id ?? (scan.command_id === null ? null : checkId(scan.command_id));
}

function guard(draft: InspectionDraft, line: GuardLine, checkId: Sending["checkId"]): InspectedGuard[] {
  if (line.state === "not_seen") return [];
  return [{
    guard_id: line.guard_id,
    certificate_number: line.certificate_number,
    name: line.name,
    presence: line.state,
    verification_id: verificationId(line.scan, checkId),
    reason: line.reason,
    note: line.note.trim(),
    finding: findingOf(draft, line),
  }];
}

type Signing = Pick<InspectionInput, "signature" | "no_signature" | "responsible_person">;

function signing(draft: InspectionDraft, mediaId: Sending["mediaId"]): Signing {
  const { way, signer_name, key, note } = draft.signature;
  const name = signer_name.trim();
  if (way === "signed" && key !== null) {
    return { signature: { media_id: mediaId(key), signer_name: name }, no_signature: null, responsible_person: name };
  }
  const reason = way === "absent" ? "absent" : "refused";
  return { signature: null, no_signature: { reason, note: note.trim() }, responsible_person: name || null };
}

/** Of a re-check, what became of the notice's items; and what colleagues confirmed on site. */
function beside(draft: InspectionDraft): Pick<InspectionInput, "confirmations" | "notice_id" | "rechecked"> {
  const { notice, rechecked, confirmations } = draft;
  const states = (notice?.items ?? []).flatMap(({ id }) => (rechecked[id] ? [{ item_id: id, state: rechecked[id] }] : []));
  return { confirmations, ...(notice && { notice_id: notice.id, rechecked: states }) };
}

/** The record to send. Raises TypeError for a draft that `findMissing` would still complain of. */
export function toInput(draft: InspectionDraft, sending: Sending): InspectionPayload {
  const result = resultOf(draft);
  if (!draft.unit || !draft.checklist || !result) throw new TypeError("the draft is not complete");
  return {
    id: draft.id, unit_id: draft.unit.id, site_id: draft.site?.id ?? null, checklist_id: draft.checklist.id,
    ...sending.times,
    officer_ids: [sending.senderId, ...draft.colleagues.map((officer) => officer.id)],
    position: draft.position, items: items(draft), guards: guards(draft, sending.checkId), findings: draft.findings.trim(),
    photos: draft.photos.map(({ key, caption, item_id }) => ({ media_id: sending.mediaId(key), caption: caption.trim(), item_id })),
    ...signing(draft, sending.mediaId), ...beside(draft),
    result, rectify_by: result === "rectification_required" ? draft.rectify_by : null,
  };
}
