import { ref, watch, type Ref } from "vue";
import type { Import, ImportRow, RowVerdict } from "@/api/types";
import { usePages, type Pages } from "@/app/data/usePages";
import { listRows } from "./api";

/** What needs a person comes first; then what would change most. */
const FIRST: readonly RowVerdict[] = ["refused", "leave", "hire", "change", "same", "left_out"];

export function firstVerdict(batch: Pick<Import, "counts">): RowVerdict {
  return FIRST.find((verdict) => batch.counts[verdict] > 0) ?? "hire";
}

/** The rows of the verdict that is looked at; asked for again when another one is chosen. */
export function useRows(batch: () => Import): { verdict: Ref<RowVerdict>; pages: Pages<ImportRow> } {
  const verdict = ref(firstVerdict(batch()));
  const pages = usePages((cursor, signal) => listRows(batch().id, verdict.value, cursor, signal));
  watch(verdict, pages.reload);
  void pages.reload();
  return { verdict, pages };
}
