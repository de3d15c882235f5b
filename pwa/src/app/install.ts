import { computed, readonly, ref, shallowRef } from "vue";

/** Chromium's own event; no standard names it, so no library types do. */
interface BeforeInstallPromptEvent extends Event {
  prompt: () => Promise<unknown>;
}

const DISMISSED_AS = "gangwei.install-dismissed";

const offer = shallowRef<BeforeInstallPromptEvent | null>(null);
const dismissed = ref(localStorage.getItem(DISMISSED_AS) !== null);

function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches;
}

/** iOS offers no prompt: there only words can say how. */
function isIos(): boolean {
  return /iPhone|iPad/.test(navigator.userAgent);
}

export type InstallWay = "prompt" | "ios" | null;

/** How this device could install the app, or null when it cannot or has. */
export const installWay = computed<InstallWay>(() => {
  if (offer.value) return "prompt";
  return isIos() && !isInstalled() ? "ios" : null;
});

export const installDismissed = readonly(dismissed);

export function startInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as BeforeInstallPromptEvent;
  });
  addEventListener("appinstalled", () => { offer.value = null; });
}

export async function install(): Promise<void> {
  const event = offer.value;
  offer.value = null;
  await event?.prompt();
}

export function dismissInstall(): void {
  dismissed.value = true;
  localStorage.setItem(DISMISSED_AS, "1");
}
