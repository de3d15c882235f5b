import type { Session } from "@/api";

/** What lets the app start in a basement: who used it last, never a token. */
interface Remembered {
  session: Session;
  at: number;
}

const STORED_AS = "gangwei.session";
const SIGN_OUT_DUE = "gangwei.sign-out-due";

/** As long as the field pack lives; after that a phone without network asks for a sign-in. */
const LIFE_MS = 24 * 60 * 60_000;

export function remember(session: Session): void {
  const value: Remembered = { session: { ...session, csrf_token: "" }, at: Date.now() };
  localStorage.setItem(STORED_AS, JSON.stringify(value));
}

export function forget(): void {
  localStorage.removeItem(STORED_AS);
}

/** Somebody used this phone, however long ago. */
export const isRemembered = (): boolean => localStorage.getItem(STORED_AS) !== null;

/** The last session of this device, if it is young enough. */
export function recall(now = Date.now()): Session | null {
  try {
    const value = JSON.parse(localStorage.getItem(STORED_AS) ?? "null") as Remembered | null;
    if (!value?.session.account || now - value.at > LIFE_MS || now < value.at) return null;
    return value.session;
  } catch {
    return null;
  }
}

/** A sign-out without network is owed to the server: it is made good at the next start. */
export const signOutDue = {
  get: (): boolean => localStorage.getItem(SIGN_OUT_DUE) !== null,
  set: (): void => { localStorage.setItem(SIGN_OUT_DUE, "1"); },
  clear: (): void => { localStorage.removeItem(SIGN_OUT_DUE); },
};
