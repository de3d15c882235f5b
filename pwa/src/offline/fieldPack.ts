/**
 * What an officer needs where there is no network: units, sites, rosters, checklists, colleagues.
 * Encrypted, of one account, and gone when it expires or the account signs out.
 */
import { get } from "@/api";
import type { FieldPack, Instant, Position, Site } from "@/api/types";
import { noteServerTime } from "./clock";
import { withDb, write } from "./db";
import { forgetKey, seal, unseal } from "./vault";
import { accountId, requireAccount } from "./who";

export interface StoredFieldPack extends FieldPack {
  /** When this phone received it, by this phone's clock. */
  fetched_at: Instant;
}

let known: { account: string; pack: StoredFieldPack } | null = null;

const isFresh = (pack: { expires_at: Instant }): boolean => Date.parse(pack.expires_at) > Date.now();

/** The account's field pack, or null when there is none, or it has expired. */
export async function getFieldPack(): Promise<StoredFieldPack | null> {
  const account = accountId.value;
  if (account === null) return null;
  if (known?.account === account && isFresh(known.pack)) return known.pack;
  known = null;
  const record = await withDb((db) => db.get("packs", account));
  if (!record) return null;
  if (!isFresh(record)) return forget(account);
  const pack = await unseal<StoredFieldPack>("pack", record.sealed).catch(() => null);
  if (pack === null) return forget(account);
  known = { account, pack };
  return pack;
}

async function forget(account: string): Promise<null> {
  await write(["packs"], (tx) => tx.objectStore("packs").delete(account));
  return null;
}

/** Fetches the pack around a position (or of the own station). @throws ApiProblem, NetworkError, StorageUnavailable */
export async function refreshFieldPack(position: Position | null = null): Promise<StoredFieldPack> {
  const account = requireAccount();
  const query = position ? { latitude: position.latitude, longitude: position.longitude } : {};
  const answer = await get<FieldPack>("/api/field-pack", { query, timeoutMs: 60_000 });
  const pack = { ...answer, fetched_at: new Date().toISOString() };
  const sealed = await seal("pack", pack);
  await write(["packs"], (tx) => tx.objectStore("packs").put({ account_id: account, expires_at: pack.expires_at, sealed }));
  known = { account, pack };
  await noteServerTime(pack.as_of);
  return pack;
}

/** Wipes every pack on this phone and the key they were sealed with. */
export async function wipeFieldPacks(): Promise<void> {
  known = null;
  await write(["packs"], (tx) => tx.objectStore("packs").clear());
  await forgetKey("pack");
}

const EARTH_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places on the globe (haversine). */
export function distanceBetween(a: Pick<Position, "latitude" | "longitude">, b: Pick<Position, "latitude" | "longitude">): number {
  const halfHeight = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const halfWidth = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const chord = halfHeight + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfWidth;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function withDistance(site: Site, position: Position): Site {
  if (site.latitude === null || site.longitude === null) return { ...site, distance_m: null };
  const to = { latitude: site.latitude, longitude: site.longitude };
  return { ...site, distance_m: Math.round(distanceBetween(position, to)) };
}

/** The sites, nearest first, with their distance; those without a position last. */
export function nearestSites(sites: readonly Site[], position: Position): Site[] {
  const measured = sites.map((site) => withDistance(site, position));
  return measured.sort((a, b) => (a.distance_m ?? Infinity) - (b.distance_m ?? Infinity));
}
