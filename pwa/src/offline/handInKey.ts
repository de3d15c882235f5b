/** The server's key for what is handed in: public, kept here so that a file can be made without network. */
import { get } from "@/api";
import type { Id } from "@/api/types";
import { readSetting, writeSetting } from "./db";

export interface HandInKey {
  id: Id;
  year: number;
  /** P-256, uncompressed, base64url. */
  public_key: string;
}

const KEY = "hand_in.key";

function isKey(found: unknown): found is HandInKey {
  const { id, public_key } = (found ?? {}) as Partial<HandInKey>;
  return typeof id === "string" && typeof public_key === "string";
}

/** Fetches the present one. @throws ApiProblem, NetworkError */
export async function refreshHandInKey(): Promise<void> {
  const found = await get<unknown>("/api/hand-in-key");
  if (isKey(found)) await writeSetting(KEY, found);
}

/** The latest seen, or the server's now; null when this phone never saw one and has no network. */
export async function handInKey(): Promise<HandInKey | null> {
  await refreshHandInKey().catch(() => undefined);
  return (await readSetting<HandInKey>(KEY)) ?? null;
}
