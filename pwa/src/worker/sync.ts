/**
 * The browser sees a network and knows that something waited when the app was left. An open page sends it, and shows that it
 * does; what is then left, because none is open, or it is frozen or gone, the worker sends (docs/sync.md).
 */
import { type Answered, sendUnattended, WAKE } from "@/offline/unattended";

declare const self: ServiceWorkerGlobalScope;

/** Not known to TypeScript: Chromium alone has it. */
interface SyncEvent extends ExtendableEvent {
  tag: string;
}

/** A page that lives answers long before; one that has begun is looked after as often, whether it still is there. */
const LOOK_MS = 2000;

/** Fulfilled when the page has tried; also where it does not answer, or is gone. */
function wake(page: Client): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    let begun = false;
    const end = (): void => {
      clearInterval(watch);
      resolve();
    };
    const look = async (): Promise<void> => {
      if (!begun || !(await self.clients.get(page.id))) end();
    };
    const watch = setInterval(() => void look(), LOOK_MS);
    port1.onmessage = ({ data }: MessageEvent<Answered>) => {
      begun = true;
      if (data === "done") end();
    };
    page.postMessage(WAKE, [port2]);
  });
}

/** @throws Error when something still waits: by that the browser knows that it must try again */
async function send(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.all(pages.map(wake));
  if (await sendUnattended()) throw new Error("something still waits");
}

export function listenToSync(): void {
  self.addEventListener("sync", (event) => {
    const { tag } = event as SyncEvent;
    if (tag === WAKE) (event as SyncEvent).waitUntil(send());
  });
}
