import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from "vue";
import { NetworkError } from "@/api/problem";
import type { Page } from "@/api/types";

export type FetchPage<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>;

export interface Pages<T> {
  items: Ref<T[]>;
  /** True until the first page of the present question has come or failed. */
  loading: Ref<boolean>;
  loadingMore: Ref<boolean>;
  error: Ref<unknown>;
  hasMore: ComputedRef<boolean>;
  reload: () => Promise<void>;
  more: () => Promise<void>;
}

/**
 * A list that comes in pages. Asking anew cancels the question before it, so a slow answer to an
 * old search never overwrites the newer one.
 */
export function usePages<T>(fetchPage: FetchPage<T>): Pages<T> {
  const items = shallowRef<T[]>([]);
  const loading = ref(true);
  const loadingMore = ref(false);
  const error = shallowRef<unknown>(null);
  const cursor = ref<string | null>(null);
  let asked = new AbortController();

  async function ask(first: boolean): Promise<void> {
    if (first) asked.abort();
    const mine = first ? (asked = new AbortController()) : asked;
    (first ? loading : loadingMore).value = true;
    error.value = null;
    try {
      const page = await fetchPage(first ? undefined : (cursor.value ?? undefined), mine.signal);
      if (mine.signal.aborted) return;
      items.value = first ? page.items : [...items.value, ...page.items];
      cursor.value = page.next_cursor;
    } catch (problem) {
      if (mine.signal.aborted || isGivenUp(problem)) return;
      error.value = problem;
    }
    (first ? loading : loadingMore).value = false;
  }

  onScopeDispose(() => {
    asked.abort();
  });
  return {
    items,
    loading,
    loadingMore,
    error,
    hasMore: computed(() => cursor.value !== null),
    reload: () => ask(true),
    more: () => (loadingMore.value ? Promise.resolve() : ask(false)),
  };
}

function isGivenUp(problem: unknown): boolean {
  return problem instanceof NetworkError && problem.kind === "aborted";
}
