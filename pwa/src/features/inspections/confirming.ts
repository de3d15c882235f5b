/** One's own word that one was at a visit: signed by this phone, kept, and sent by itself. */
import type { SessionAccount, ToConfirm } from "@/api/types";
import { enqueue, type OwnConfirmation, serverOffset, signVisit, type VisitPlace } from "@/offline";

/**
 * Signs and keeps the confirmation; it goes when there is a network. `label`: what the queue calls it.
 * @throws NotEnrolled, StorageUnavailable: nothing was confirmed
 */
export async function confirmVisit(officer: SessionAccount, visit: VisitPlace, label: string): Promise<OwnConfirmation> {
  const said = await signVisit(officer.id, visit, Date.now() + (serverOffset() ?? 0));
  const { device_id, at_ms, signature } = said;
  await enqueue({ kind: "confirmation", label, payload: { ...visit, device_id, at_ms, signature } });
  return said;
}

export function placeOf({ inspection_id, unit_id, site_id }: ToConfirm): VisitPlace {
  return { inspection_id, unit_id, site_id };
}
