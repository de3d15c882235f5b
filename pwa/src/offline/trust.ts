/** The trust list as this phone last received it. */
import { get } from "@/api";
import type { Instant } from "@/api/types";
import { readSetting, writeSetting } from "./db";
import { parseTrustList, type TrustList } from "./trustList";

export interface StoredTrustList {
  list: TrustList;
  fetched_at: Instant;
}

const KEY = "trust_list";

let known: StoredTrustList | null = null;

/** The stored list, or null when this phone never had one. */
export async function getTrustList(): Promise<StoredTrustList | null> {
  known ??= (await readSetting<StoredTrustList>(KEY)) ?? null;
  return known;
}

/** Older than what is stored: a revoked key must not become good again by an old answer. */
function isOlder(list: TrustList, stored: TrustList): boolean {
  return list.version < stored.version && Date.parse(list.issued_at) <= Date.parse(stored.issued_at);
}

/** Fetches the list and keeps it. @throws ApiProblem, NetworkError, InvalidTrustList (the old one stays) */
export async function refreshTrustList(): Promise<StoredTrustList> {
  const list = parseTrustList(await get<unknown>("/api/trust-list"));
  const stored = await getTrustList();
  const kept = stored && isOlder(list, stored.list) ? stored.list : list;
  known = { list: kept, fetched_at: new Date().toISOString() };
  await writeSetting(KEY, known);
  return known;
}
