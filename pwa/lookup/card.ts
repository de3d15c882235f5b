/** What the card itself and the published lists prove: loaded where a card was presented, while the register is asked. */
import { ageAt } from "../src/offline/age";
import { type CardCheck, checkPayload, fromDigits } from "../src/offline/credential";
import { readTrustList, type TrustList } from "../src/offline/trustList";
import type { Listed } from "./judge";

const TIMEOUT_MS = 12_000;

export interface Checked {
  check: CardCheck;
  trust: TrustList | null;
}

/**
 * A published list, or null when it cannot be had. The browser's own cache keeps it for some minutes, and nginx as long as
 * the register is silent; this page itself keeps nothing on a stranger's phone.
 */
async function fetchList(name: "trust" | "status", cache: RequestCache = "default"): Promise<Uint8Array<ArrayBuffer> | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, TIMEOUT_MS);
  try {
    const response = await fetch(`/api/lists/${name}`, { signal: controller.signal, credentials: "omit", cache });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function trustList(cache?: RequestCache): Promise<TrustList | null> {
  const bytes = await fetchList("trust", cache);
  return bytes && readTrustList(bytes, null).catch(() => null);
}

/** The card by the published keys. Never throws. */
export async function checkCard(digits: string, cache?: RequestCache): Promise<Checked> {
  const payload = fromDigits(digits);
  if (payload === null) return { check: { outcome: "not_a_card" }, trust: null };
  const trust = await trustList(cache);
  const check: CardCheck = trust ? await checkPayload(payload, trust) : { outcome: "cannot_check" };
  // The list in the browser's cache may be older than the card's key.
  return check.outcome === "unknown_key" && cache === undefined ? checkCard(digits, "reload") : { check, trust };
}

/** What the status list says of a genuine card; null when there is none to be had that these keys signed. Never throws. */
export async function listedState({ check, trust }: Checked): Promise<Listed | null> {
  if (trust === null || check.outcome !== "genuine") return null;
  try {
    const [bytes, { readStatusList, stateAt }] = await Promise.all([fetchList("status"), import("../src/offline/statusList")]);
    if (bytes === null) return null;
    const list = await readStatusList(bytes, trust);
    const fresh = ageAt(list, Date.now()) === "fresh" && ageAt(trust, Date.now()) !== "expired";
    return { state: stateAt(list, check.fields.status_index), as_of: new Date(list.issued_at * 1000).toISOString(), fresh };
  } catch {
    return null;
  }
}
