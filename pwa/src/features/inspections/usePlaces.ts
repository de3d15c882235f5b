/** The list of places to choose from, asked anew as the words or the position change. */
import { onScopeDispose, ref, shallowRef, type Ref } from "vue";
import type { Position } from "@/api/types";
import { findPlacesAnywhere, type Found } from "./lookups";
import type { Place } from "./model/places";

export interface Places {
  query: Ref<string>;
  found: Ref<Found<Place[]> | null>;
  loading: Ref<boolean>;
  error: Ref<unknown>;
  search: () => Promise<void>;
}

export function usePlaces(position: () => Position | null): Places {
  const query = ref("");
  const found = shallowRef<Found<Place[]> | null>(null);
  const loading = ref(true);
  const error = shallowRef<unknown>(null);
  let asked = new AbortController();

  async function search(): Promise<void> {
    asked.abort();
    const mine = (asked = new AbortController());
    loading.value = found.value === null;
    try {
      const answer = await findPlacesAnywhere(query.value, position(), mine.signal);
      if (mine.signal.aborted) return;
      found.value = answer;
      error.value = null;
    } catch (problem) {
      if (mine.signal.aborted) return;
      error.value = problem;
    }
    loading.value = false;
  }

  onScopeDispose(() => {
    asked.abort();
  });
  return { query, found, loading, error, search };
}
