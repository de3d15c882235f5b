/** Whether this phone ever saw the public log fork. Apart from the rest of the log, because the shell shows it from its start. */
import { readonly, shallowRef } from "vue";
import type { Bytes } from "./cbor";
import { readSetting, writeSetting } from "./db";

/** Two checkpoints, both signed, that cannot be of one log. */
export interface Fork {
  known: Bytes;
  offered: Bytes;
  /** ms since 1970 by this phone. */
  found_at: number;
  /** The server took the report. */
  reported: boolean;
}

const FORK = "log.fork";

const found = shallowRef<Fork | null>(null);

/** null as long as this phone saw none. Once it did it stays: what happened is for people to find out. */
export const fork = readonly(found);

/** Fetches what an earlier run of the app found. */
export async function loadFork(): Promise<void> {
  found.value = (await readSetting<Fork>(FORK)) ?? null;
}

export async function keepFork(seen: Fork): Promise<void> {
  found.value = seen;
  await writeSetting(FORK, seen);
}
