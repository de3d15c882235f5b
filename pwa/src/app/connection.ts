import { computed, readonly, ref } from "vue";
import { listenToReach } from "@/api";

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

export function startConnection(): void {
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
