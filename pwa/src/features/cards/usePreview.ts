import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import type { CardDesign } from "@/api/types";
import { previewTemplate, type Preview } from "./api";

const PAUSE_MS = 500;

/** Both sides of a sample, drawn by the server a moment after each change; what is refused leaves the last picture. */
export function usePreview(agencyCode: () => string, design: Ref<CardDesign | null>): { picture: Ref<Preview | null>; error: Ref<unknown> } {
  const picture = shallowRef<Preview | null>(null);
  const error = ref<unknown>(null);
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    if (!design.value) return;
    asked.abort();
    const mine = (asked = new AbortController());
    try {
      picture.value = await previewTemplate(agencyCode(), design.value, mine.signal);
      error.value = null;
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem;
    }
  }

  watch(
    design,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), picture.value ? PAUSE_MS : 0);
    },
    { deep: true },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    asked.abort();
  });
  return { picture, error };
}
