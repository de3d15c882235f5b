/** Fetching the pack and the lists anew, by hand. */
import { ref, shallowRef } from "vue";
import { type KnownLists, NoPin, type PackArea, refreshFieldPack, refreshLists, refreshPackStatus } from "@/offline";
import { announce } from "@/ui";
import { t } from "@/app/words";

export function useRefresh(done: (lists: KnownLists) => void = () => undefined) {
  const busy = ref(false);
  const error = shallowRef<unknown>(null);

  /** Of the area chosen last, or of this one. Without a PIN only the lists can be kept. */
  async function refresh(area: PackArea | null = null): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      const pack = refreshFieldPack(area).catch((problem: unknown) => { if (!(problem instanceof NoPin)) throw problem; });
      const [lists] = await Promise.all([refreshLists(), pack]);
      done(lists);
      announce(t("offline.refreshed"));
    } catch (problem) {
      error.value = problem;
    }
    await refreshPackStatus();
    busy.value = false;
  }

  return { busy, error, refresh };
}
