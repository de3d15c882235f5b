/** Tells this tab and the others that the queue changed. */

const CHANNEL = "gangwei.outbox";
const listeners = new Set<() => void>();

let channel: BroadcastChannel | null = null;

function join(): BroadcastChannel | null {
  if (channel === null && typeof BroadcastChannel === "function") {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => { tell(); };
  }
  return channel;
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Calls the listener after each change, also one made in another tab. Returns how to stop. */
export function onChange(listener: () => void): () => void {
  join();
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** Says that something was stored, sent, refused or removed. */
export function announceChange(): void {
  join()?.postMessage("changed");
  tell();
}

/** Runs `work` for each call, but never two at once: calls that come meanwhile get one more run between them. */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;

  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      await work().catch(() => undefined);
    } while (again);
    running = false;
  }

  return () => {
    again = true;
    if (!running) void run();
  };
}
