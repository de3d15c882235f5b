/** The end of a visit: the draft becomes a command that the outbox will not let go of. */
import type { Id } from "@/api/types";
import { drafts, enqueue, type Part, partReference, receiptReference, serverOffset } from "@/offline";
import type { InspectionDraft } from "./model/draft";
import { toInput } from "./model/input";
import { visitTimes } from "./model/time";

/** A photo or the signature is not on the phone any more. */
export class PictureGone extends Error {}

async function part(draftId: Id, name: string, media: Part["media"]): Promise<Part> {
  // Its bytes stay where they are: a phone that is nearly full must be able to finish.
  if (!(await drafts.hasPicture(draftId, name))) throw new PictureGone();
  return { name, media };
}

/** Photos first, then the signature: the order in which they are sent. */
function parts(draft: InspectionDraft): Promise<Part[]> {
  const photos = draft.photos.map((photo) => part(draft.id, photo.key, "inspection_photo"));
  const { way, key } = draft.signature;
  const signature = way === "signed" && key !== null ? [part(draft.id, key, "signature")] : [];
  return Promise.all([...photos, ...signature]);
}

/**
 * Puts the finished visit into the outbox and answers the command's id.
 * @throws PictureGone, StorageUnavailable: nothing was finished, the draft is as it was.
 */
export async function finishVisit(draft: InspectionDraft, senderId: Id): Promise<Id> {
  const before = draft.clock_offset_ms;
  const times = visitTimes(draft.started_at, before, serverOffset() ?? before, Date.now());
  const payload = toInput(draft, {
    times, senderId, mediaId: partReference, checkId: receiptReference,
  });
  const label = [draft.unit?.name, draft.site?.name].filter(Boolean).join(" · ");
  const command = await enqueue({ kind: "inspection", label, payload, parts: await parts(draft), draft_id: draft.id });
  return command.id;
}
