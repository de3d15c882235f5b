import { onScopeDispose, ref, watch, type Ref } from "vue";
import { problemWords } from "@/app/problems";
import { countCards } from "./api";
import { choiceOf, choiceProblem, type ChoiceDraft } from "./choice";

const PAUSE_MS = 400;

export interface Count {
  /** null while it is not known. */
  cards: Ref<number | null>;
  counting: Ref<boolean>;
  problem: Ref<string>;
  again: () => void;
}

/** How many cards a choice makes, asked anew a moment after each change. */
export function useCount(draft: Ref<ChoiceDraft>): Count {
  const cards = ref<number | null>(null);
  const counting = ref(false);
  const problem = ref("");
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function count(): Promise<void> {
    const mine = (asked = new AbortController());
    try {
      cards.value = await countCards(choiceOf(draft.value), mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) problem.value = problemWords(error);
    }
    if (!mine.signal.aborted) counting.value = false;
  }

  function again(): void {
    clearTimeout(timer);
    asked.abort();
    cards.value = null;
    problem.value = "";
    counting.value = choiceProblem(draft.value) === null;
    if (counting.value) timer = setTimeout(() => void count(), PAUSE_MS);
  }

  watch(draft, again, { deep: true, immediate: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    asked.abort();
  });
  return { cards, counting, problem, again };
}
