import { ref, shallowRef } from "vue";
import type { WarningCount } from "@/api/types";
import { can } from "@/app/session";
import { countWarnings } from "./api";

/** How many warnings wait, for the bell and the list; null until it is known. */
export const warningCount = shallowRef<WarningCount | null>(null);
/** Goes up whenever there may be something new, so that an open list can offer to show it. */
export const warningNews = ref(0);

const EVERY_MS = 60_000;
let following = false;

/** Asks anew; what was known stays while nobody answers. */
export async function refreshWarnings(): Promise<void> {
  if (!can("warning:read")) {
    warningCount.value = null;
    return;
  }
  const before = warningCount.value?.open;
  try {
    warningCount.value = await countWarnings();
  } catch {
    return;
  }
  if (before !== undefined && warningCount.value.open !== before) warningNews.value += 1;
}

function look(): void {
  if (document.visibilityState === "visible") void refreshWarnings();
}

/** Each minute while the page is looked at, when one comes back to it, and when the service worker heard of something. open: shows the list. */
export function followWarnings(open: () => void): void {
  void refreshWarnings();
  if (following) return;
  following = true;
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  navigator.serviceWorker?.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.data === "warnings") void refreshWarnings();
    if (event.data === "open-warnings") open();
  });
}
