/** What the phone can say by itself of a card that was just seen elsewhere: from the sightings that it took along. */
import type { Instant, Position, SeenElsewhere } from "@/api/types";
import { seenTooSoon, spotOf, type StoredFieldPack } from "@/offline";
import type { RosterFact, VisitSite } from "./result";

export interface Here {
  position: Position | null;
  site: VisitSite | null;
  /** When the card was shown, by the server's clock; null: the phone does not know how far its own is off. */
  at: Instant | null;
}

/** Of a genuine card whose holder the pack's rosters name with this number; else nobody knows, and nothing is said. */
export function seenByPack(pack: StoredFieldPack | null, roster: RosterFact | null, { position, site, at }: Here): SeenElsewhere | null {
  const spot = spotOf(position, pack?.sites.find(({ id }) => id === site?.id) ?? null);
  if (!pack?.sightings || !roster || !spot || at === null) return null;
  const { rule, items } = pack.sightings;
  const seen = seenTooSoon({ ...spot, at }, items.filter(({ guard_id }) => guard_id === roster.guard_id), rule);
  return seen && { at: seen.at, agency_name: seen.agency_name, site_name: seen.site_name };
}
