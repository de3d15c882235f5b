/** While a visit is open, the register is asked of each checked card whether it was seen elsewhere too soon. */
import { onScopeDispose, watch, type Ref } from "vue";
import { ApiProblem } from "@/api";
import { getSeenElsewhere } from "./api";
import type { InspectionDraft } from "./model/draft";
import { leaveSeen, takeSeen, unasked } from "./model/seen";

export function useSeenElsewhere(draft: Ref<InspectionDraft>): void {
  const asking = new Set<string>();

  async function ask(id: string): Promise<void> {
    if (asking.has(id)) return;
    asking.add(id);
    try {
      takeSeen(draft.value, id, await getSeenElsewhere(id));
    } catch (error) {
      if (error instanceof ApiProblem && error.status < 500) leaveSeen(draft.value, id);
    } finally {
      asking.delete(id);
    }
  }

  function look(): void {
    if (navigator.onLine) for (const id of unasked(draft.value)) void ask(id);
  }

  watch(() => unasked(draft.value).join(), look, { immediate: true });
  window.addEventListener("online", look);
  onScopeDispose(() => { window.removeEventListener("online", look); });
}
