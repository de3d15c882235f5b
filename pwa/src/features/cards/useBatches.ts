import { onScopeDispose, watch } from "vue";
import type { CardBatchSummary } from "@/api/types";
import { usePages, type Pages } from "@/app/data/usePages";
import { getBatch, listBatches } from "./api";

const PAUSE_MS = 1500;

export function isOpen(batch: CardBatchSummary): boolean {
  return batch.state === "waiting" || batch.state === "running";
}

/** The batches, those that have not ended looked after while the page is visible; `ended` hears of each that ends. */
export function useBatches(ended: (batch: CardBatchSummary) => void): Pages<CardBatchSummary> {
  const pages = usePages(listBatches);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  async function look(): Promise<void> {
    for (const before of pages.items.value.filter(isOpen)) {
      // No answer is no news: the next look asks again.
      const now = await getBatch(before.id).catch(() => before);
      if (over) return;
      pages.items.value = pages.items.value.map((one) => (one.id === now.id ? now : one));
      if (!isOpen(now)) ended(now);
    }
    plan();
  }

  function plan(): void {
    clearTimeout(timer);
    if (over || document.hidden || !pages.items.value.some(isOpen)) return;
    timer = setTimeout(() => void look(), PAUSE_MS);
  }

  watch(pages.items, plan);
  document.addEventListener("visibilitychange", plan);
  onScopeDispose(() => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", plan);
  });
  return pages;
}
