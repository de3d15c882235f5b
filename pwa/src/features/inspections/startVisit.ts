/** The beginning of a visit: a draft on the phone, before anything is asked of the network. */
import type { Id, Position } from "@/api/types";
import { drafts, serverOffset } from "@/offline";
import { choosePlace, newDraft, type DraftNotice } from "./model/draft";
import type { Place } from "./model/places";
import { nowBy } from "./model/time";
import { DRAFT_KIND } from "./useDraft";

/** Keeps a new draft for the place and answers its id. @throws StorageUnavailable */
export async function startVisit(place: Place, position: Position | null, notice: DraftNotice | null = null): Promise<Id> {
  const offset = serverOffset();
  const draft = newDraft(crypto.randomUUID(), nowBy(offset, Date.now()), offset);
  choosePlace(draft, place.unit, place.site);
  draft.position = position;
  draft.notice = notice;
  await drafts.save({ id: draft.id, kind: DRAFT_KIND, value: draft });
  return draft.id;
}
