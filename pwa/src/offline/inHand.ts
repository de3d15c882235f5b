/**
 * A command that a screen sends itself while a person waits. It lies in the queue, with its number, before it is sent: a
 * phone that dies meanwhile loses nothing and leaves no number behind.
 */
import type { CommandOptions } from "@/api";
import { announceChange } from "./changes";
import { withDb, write } from "./db";
import { numbered } from "./delivery";
import { signatureOf, voidNumber } from "./deviceKey";
import { keep, removeCommand } from "./outbox";
import type { Content } from "./queue";
import type { NewCommand } from "./types";
import { seal } from "./vault";

export interface InHand {
  /** The body as it is to be sent: it names the device that signs it. */
  body: <T extends object>(payload: T) => T;
  sign: NonNullable<CommandOptions["sign"]>;
  /** The screen has the server's answer; no receipt is kept. */
  done: () => Promise<void>;
  /** It goes on by itself from now on, as any other. */
  leave: (change: Content & { not_before: number | null }) => Promise<void>;
  /** The server refused it for good: nothing comes under its number. */
  drop: () => Promise<void>;
}

/** @throws StorageUnavailable, NobodySignedIn */
export async function takeInHand(input: NewCommand): Promise<InHand> {
  const { id } = await keep({ ...input, in_hand: true });
  const record = await withDb((db) => db.get("commands", id));
  if (!record) throw new Error("a command that was just kept is gone");
  return {
    body: (payload) => numbered(record, payload) as typeof payload,
    sign: (sent) => signatureOf(record, sent),
    done: () => remove(id, false),
    drop: () => remove(id, true),
    leave: async ({ not_before, ...content }) => {
      const sealed = await seal("device", content);
      await write(["commands"], async (tx) => {
        const now = await tx.objectStore("commands").get(id);
        if (now) await tx.objectStore("commands").put({ ...now, sealed, next_try_at: not_before, in_hand: false });
      });
      announceChange();
    },
  };
}

async function remove(id: string, isVoid: boolean): Promise<void> {
  await write(["commands", "parts", "settings"], async (tx) => {
    const record = await tx.objectStore("commands").get(id);
    if (!record) return;
    await removeCommand(tx, id);
    if (isVoid) await voidNumber(tx, record);
  });
  announceChange();
}
