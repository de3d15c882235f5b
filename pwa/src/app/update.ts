import { readonly, shallowRef } from "vue";

const waiting = shallowRef<ServiceWorker | null>(null);
let accepted = false;

/** A newer version lies ready; it takes over only when the person says so. */
export const updateReady = readonly(waiting);

function watchInstalling(registration: ServiceWorkerRegistration): void {
  const worker = registration.installing;
  worker?.addEventListener("statechange", () => {
    // Without a controller this is the first installation, not an update.
    if (worker.state === "installed" && navigator.serviceWorker.controller) waiting.value = worker;
  });
}

/** Registers the service worker; asks for a newer version now and whenever the app is shown again. */
export async function startUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
  });
  const registration = await navigator.serviceWorker.register("/sw.js");
  waiting.value = navigator.serviceWorker.controller ? registration.waiting : null;
  registration.addEventListener("updatefound", () => { watchInstalling(registration); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}

export function acceptUpdate(): void {
  accepted = true;
  waiting.value?.postMessage("take-over");
}

/** "Later": it is offered again at the next start. */
export function postponeUpdate(): void {
  waiting.value = null;
}
