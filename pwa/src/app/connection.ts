import { computed, readonly, ref, watch } from "vue";
import { get, listenToReach } from "@/api";

export type Connection = "online" | "offline" | "server_silent";

const networked = ref(navigator.onLine);
const reached = ref(true);

/** What the phone knows about the way to the server. */
export const connection = readonly(
  computed<Connection>(() => {
    if (!networked.value) return "offline";
    return reached.value ? "online" : "server_silent";
  }),
);

const ASK_AGAIN_MS = 10_000;

/** Phones tell of a returning network late or never: while there is no answer, the app asks itself. */
function askUntilAnswered(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  watch(connection, (now) => {
    clearInterval(timer);
    if (now !== "online") timer = setInterval(() => void ask(), ASK_AGAIN_MS);
  });
}

async function ask(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  // What it answers is told by `listenToReach`; there is nothing else to know.
  await get("/api/health", { timeoutMs: 5000 }).catch(() => undefined);
}

export function startConnection(): void {
  askUntilAnswered();
  addEventListener("online", () => {
    networked.value = true;
    reached.value = true;
  });
  addEventListener("offline", () => { networked.value = false; });
  listenToReach((answered) => {
    reached.value = answered;
    // Some phones report "offline" wrongly behind a VPN; an answer is the better witness.
    if (answered) networked.value = true;
  });
}
