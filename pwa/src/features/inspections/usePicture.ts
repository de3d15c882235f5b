/** A picture of a draft, read from the phone for the screen. */
import { onScopeDispose, ref, watch, type Ref } from "vue";
import { drafts } from "@/offline";

/** Address of the picture for an <img>, or null while it is read or when it is gone. */
export function usePicture(draftId: () => string, key: () => string | null): Ref<string | null> {
  const url = ref<string | null>(null);

  function release(): void {
    if (url.value) URL.revokeObjectURL(url.value);
    url.value = null;
  }

  async function show(name: string | null): Promise<void> {
    const blob = name === null ? null : await drafts.picture(draftId(), name).catch(() => null);
    if (name !== key()) return;
    release();
    url.value = blob && URL.createObjectURL(blob);
  }

  watch(key, (name) => void show(name), { immediate: true });
  onScopeDispose(release);
  return url;
}
