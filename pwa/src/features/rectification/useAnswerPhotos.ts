/** The photos of an answer, from the camera to the server: each made small, shown at once, sent once. */
import { onScopeDispose, ref, type Ref } from "vue";
import type { Id } from "@/api/types";
import { t } from "@/app/words";
import { compressPhoto, UnreadablePhoto } from "@/features/inspections";
import { sendPhoto } from "./api";

export const MOST_PHOTOS = 20;

export interface AnswerPhoto {
  key: string;
  url: string;
  blob: Blob;
  /** What the server called it, once it has it: a second try does not send it again. */
  sent: Id | null;
}

export interface AnswerPhotos {
  photos: Ref<AnswerPhoto[]>;
  /** Why a chosen file was not taken. */
  problem: Ref<string | undefined>;
  take: (files: File[]) => Promise<void>;
  drop: (key: string) => void;
  /** Sends what was not sent yet; answers all ids. Throws what the sending throws. */
  send: () => Promise<Id[]>;
}

export function useAnswerPhotos(): AnswerPhotos {
  const photos = ref<AnswerPhoto[]>([]);
  const problem = ref<string>();

  async function take(files: File[]): Promise<void> {
    problem.value = undefined;
    for (const file of files) {
      if (photos.value.length >= MOST_PHOTOS) {
        problem.value = t("rectification.photosTooMany", { count: MOST_PHOTOS });
        return;
      }
      try {
        const blob = await compressPhoto(file);
        photos.value.push({ key: crypto.randomUUID(), url: URL.createObjectURL(blob), blob, sent: null });
      } catch (error) {
        if (!(error instanceof UnreadablePhoto)) throw error;
        problem.value = t("rectification.photoUnreadable", { name: file.name });
      }
    }
  }

  function drop(key: string): void {
    photos.value = photos.value.filter((photo) => {
      if (photo.key === key) URL.revokeObjectURL(photo.url);
      return photo.key !== key;
    });
  }

  async function send(): Promise<Id[]> {
    const ids: Id[] = [];
    for (const photo of photos.value) ids.push((photo.sent ??= await sendPhoto(photo.blob, photo.key)));
    return ids;
  }

  onScopeDispose(() => { for (const photo of photos.value) URL.revokeObjectURL(photo.url); });
  return { photos, problem, take, drop, send };
}
