import type { PushSubscriptionInput } from "@/api/types";
import { language } from "@/app/words";

/** Whether this browser can be told at all: not in a chat app's browser, and on an iPhone only from the home screen. */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** This browser's address for pushing, null while it has none. */
export async function presentAddress(): Promise<string | null> {
  if (!canPush()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription())?.endpoint ?? null;
}

/** Whether the person or the browser's settings said no before: then asking again asks nobody. */
export function wasRefused(): boolean {
  return canPush() && Notification.permission === "denied";
}

const STORED_AS = "gangwei.push";

/** The server's id of this browser's subscription; it shows which of the listed ones is here. */
export const subscribedHere = {
  get: (): string | null => localStorage.getItem(STORED_AS),
  set: (id: string): void => { localStorage.setItem(STORED_AS, id); },
  forget: (): void => { localStorage.removeItem(STORED_AS); },
};

export class NotGranted extends Error {}

/**
 * Asks the person and the browser, and gives what the server needs.
 * @throws NotGranted where the person or the browser says no; DOMException where its push service cannot be reached
 */
export async function subscribeHere(key: string): Promise<PushSubscriptionInput> {
  if ((await Notification.requestPermission()) !== "granted") throw new NotGranted();
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  await before?.unsubscribe(); // it may be of another key, for which the browser would refuse a new one
  const made = (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })).toJSON();
  const { endpoint = "", keys = {} } = made;
  return { endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "", language: language() };
}

export async function unsubscribeHere(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
