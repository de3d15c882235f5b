/** Cards that were seen elsewhere too soon: the register is asked once about each check that has reached it. */
import type { SeenElsewhere } from "@/api/types";
import type { GuardScan, InspectionDraft } from "./draft";

/** Checks the register knows and was not asked about; a typed number or an unreadable code proves no card. */
export function unasked(draft: InspectionDraft): string[] {
  return draft.scans.flatMap((scan) => (scan.verification_id !== null && scan.guard_id !== null && !scan.seen_asked ? [scan.verification_id] : []));
}

/** Puts the register's word beside the scan. It knows more than the phone took along, so it goes first. */
export function takeSeen(draft: InspectionDraft, verificationId: string, seen: SeenElsewhere | null): void {
  const taken = (scan: GuardScan): GuardScan => ({ ...scan, seen_elsewhere: seen, seen_asked: true });
  draft.scans = draft.scans.map((scan) => (scan.verification_id === verificationId ? taken(scan) : scan));
}

/** The register will not say (a day has passed): what the phone said stays. */
export function leaveSeen(draft: InspectionDraft, verificationId: string): void {
  draft.scans = draft.scans.map((scan) => (scan.verification_id === verificationId ? { ...scan, seen_asked: true } : scan));
}
