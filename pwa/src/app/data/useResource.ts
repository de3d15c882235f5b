import { onScopeDispose, ref, shallowRef, watch, type Ref, type WatchSource } from "vue";
import type { Answer } from "@/api/client";

export interface Resource<T> {
  data: Ref<T | null>;
  /** The version that is shown, to be sent with a change to it. */
  etag: Ref<string | null>;
  loading: Ref<boolean>;
  error: Ref<unknown>;
  reload: () => Promise<void>;
  /** Shows what a command answered, without asking again. */
  replace: (answer: Pick<Answer<T>, "data" | "etag">) => void;
}

/** One record, asked for again whenever its key changes; another record's late answer is dropped. */
export function useResource<K, T>(
  key: WatchSource<K>,
  fetchOne: (key: K, signal: AbortSignal) => Promise<Pick<Answer<T>, "data" | "etag">>,
): Resource<T> {
  const data = shallowRef<T | null>(null) as Ref<T | null>;
  const etag = ref<string | null>(null);
  const loading = ref(true);
  const error = shallowRef<unknown>(null);
  let asked = new AbortController();
  let present: K;

  function replace(answer: Pick<Answer<T>, "data" | "etag">): void {
    data.value = answer.data;
    etag.value = answer.etag;
  }

  function begin(next: K): void {
    present = next;
    data.value = null;
    void reload();
  }

  async function reload(): Promise<void> {
    asked.abort();
    const mine = (asked = new AbortController());
    loading.value = true;
    error.value = null;
    try {
      const answer = await fetchOne(present, mine.signal);
      if (!mine.signal.aborted) replace(answer);
    } catch (problem) {
      if (!mine.signal.aborted) error.value = problem;
    }
    if (!mine.signal.aborted) loading.value = false;
  }

  watch(key, begin, { immediate: true });
  onScopeDispose(() => asked.abort());
  return { data, etag, loading, error, reload, replace };
}
