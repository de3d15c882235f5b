/**
 * Background Sync, where there is one: what waits when a page is left is tried again by the browser as soon as it sees a
 * network, also when no page is open. The service worker asks the open pages first (src/worker/sync.ts).
 */
import { type Answered, WAKE } from "./wake";

/** Not known to TypeScript: Chromium alone has it. */
interface Syncing {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Asks for one event. Where there is none, or it is not allowed, the pages send by themselves as ever. */
export function askForSync(): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  workers?.ready.then((registration) => (registration as Syncing).sync?.register(WAKE)).catch(() => undefined);
}

/** tries: sends what it can. */
export function answerWorker(tries: () => Promise<unknown>): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  workers?.addEventListener("message", ({ data, ports }: MessageEvent) => {
    if (data !== WAKE) return;
    const answer = (word: Answered): void => ports[0]?.postMessage(word);
    answer("begun");
    tries().catch(() => undefined).finally(() => { answer("done"); });
  });
}
