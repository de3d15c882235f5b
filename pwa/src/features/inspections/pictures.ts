/** Pictures on their way from the camera into the draft. */
import { drafts } from "@/offline";
import type { DraftPhoto, InspectionDraft } from "./model/draft";
import { compressPhoto, UnreadablePhoto } from "./photos";

/** The server takes up to 60; more would only make a record that never arrives over a weak signal. */
export const MOST_PHOTOS = 30;

/** What became of each file: kept, not a picture, or no room for it on the phone. */
export interface Taken {
  photos: DraftPhoto[];
  unreadable: string[];
  notKept: number;
}

async function keep(draftId: string, file: File, itemId: string | null): Promise<DraftPhoto> {
  const blob = await compressPhoto(file);
  const key = crypto.randomUUID();
  // The picture first: a photo the draft names must be there when the draft is finished.
  await drafts.savePicture(draftId, key, blob);
  return { key, caption: "", item_id: itemId, size: blob.size };
}

/** Keeps the files one after the other; a phone has not the memory for several at once. */
export async function takePhotos(draftId: string, files: File[], itemId: string | null): Promise<Taken> {
  const taken: Taken = { photos: [], unreadable: [], notKept: 0 };
  for (const file of files) {
    try {
      taken.photos.push(await keep(draftId, file, itemId));
    } catch (error) {
      if (error instanceof UnreadablePhoto) taken.unreadable.push(file.name);
      else taken.notKept += 1;
    }
  }
  return taken;
}

/** Takes the photo out of the record, then off the phone. */
export async function dropPhoto(draft: InspectionDraft, key: string): Promise<void> {
  draft.photos = draft.photos.filter((photo) => photo.key !== key);
  await drafts.removePicture(draft.id, key).catch(() => undefined);
}

/** Keeps a new signature under a new key and lets go of the one before. */
export async function keepSignature(draft: InspectionDraft, blob: Blob): Promise<void> {
  const before = draft.signature.key;
  const key = crypto.randomUUID();
  await drafts.savePicture(draft.id, key, blob);
  draft.signature.key = key;
  if (before !== null) await drafts.removePicture(draft.id, before).catch(() => undefined);
}
