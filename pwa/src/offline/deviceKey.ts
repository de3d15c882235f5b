/**
 * This browser as a device of one account: a key that signs and cannot be read, and the numbers of what it signs
 * (docs/devices.md). The number of a command is taken in the transaction that keeps the command.
 */
import type { Sent } from "@/api";
import type { Id } from "@/api/types";
import { toBase64Url } from "./base64url";
import { readSetting, withDb, write, type Writing } from "./db";

export interface DeviceState {
  id: Id;
  /** base64url of the uncompressed point. */
  public_key: string;
  /** The last number that was given. */
  sequence: number;
  enrolled: boolean;
  revoked: boolean;
  /** Numbers whose records were set aside here, and the keys under which the server is told. */
  voids: { sequence: number; key: Id }[];
}

export interface Numbered {
  account_id: Id;
  device_id: Id | null;
  device_sequence: number | null;
  signed?: boolean;
}

const EC = { name: "ECDSA", namedCurve: "P-256" };
const ES256 = { name: "ECDSA", hash: "SHA-256" };

const nameOf = (account: Id): string => `device:${account}`;
const keyNameOf = (device: Id): string => `sign:${device}`;

type WithSettings = Pick<Writing<"settings">, "objectStore">;

/** The account's device on this browser; undefined before the first enrolment was begun. */
export const findDevice = (account: Id): Promise<DeviceState | undefined> => readSetting<DeviceState>(nameOf(account));

async function stateIn(tx: WithSettings, account: Id): Promise<DeviceState | undefined> {
  return (await tx.objectStore("settings").get(nameOf(account))) as DeviceState | undefined;
}

/** The device, made now if there is none; two tabs at once still end with one. @throws StorageUnavailable */
export async function ownDevice(account: Id): Promise<DeviceState> {
  return (await findDevice(account)) ?? make(account, false);
}

/** Another key and id in place of a device that was revoked: the officer's own wish, never done by itself. */
export const renewDevice = (account: Id): Promise<DeviceState> => make(account, true);

async function make(account: Id, instead: boolean): Promise<DeviceState> {
  const pair = await crypto.subtle.generateKey(EC, false, ["sign", "verify"]);
  const public_key = toBase64Url(await crypto.subtle.exportKey("raw", pair.publicKey));
  const made: DeviceState = { id: crypto.randomUUID(), public_key, sequence: 0, enrolled: false, revoked: false, voids: [] };
  return write(["settings", "keys"], async (tx) => {
    const first = await stateIn(tx, account);
    if (first && !instead) return first;
    await tx.objectStore("keys").put(pair.privateKey, keyNameOf(made.id));
    await tx.objectStore("settings").put(made, nameOf(account));
    return made;
  });
}

/** Changes what is kept of the device, if it is still the same one. */
export function changeDevice(account: Id, id: Id, change: (state: DeviceState) => Partial<DeviceState>): Promise<void> {
  return write(["settings"], async (tx) => {
    const state = await stateIn(tx, account);
    if (state?.id === id) await tx.objectStore("settings").put({ ...state, ...change(state) }, nameOf(account));
  });
}

/** Gives the command its number, inside the caller's transaction. False: the device is not enrolled, so it goes unsigned. */
export async function giveNumber(tx: WithSettings, record: Numbered): Promise<boolean> {
  const state = await stateIn(tx, record.account_id);
  if (!state?.enrolled || state.revoked) return false;
  const sequence = state.sequence + 1;
  await tx.objectStore("settings").put({ ...state, sequence }, nameOf(record.account_id));
  Object.assign(record, { device_id: state.id, device_sequence: sequence, signed: true });
  return true;
}

/** Notes, inside the caller's transaction, that nothing will ever come under the command's number. */
export async function voidNumber(tx: WithSettings, record: Numbered): Promise<void> {
  const state = await stateIn(tx, record.account_id);
  if (!record.signed || record.device_sequence === null || state?.id !== record.device_id) return;
  const voids = [...state.voids, { sequence: record.device_sequence, key: crypto.randomUUID() }];
  await tx.objectStore("settings").put({ ...state, voids }, nameOf(record.account_id));
}

/** base64url of r and s; null where the key is gone. */
export async function signText(device: Id, text: string): Promise<string | null> {
  const key = await withDb((db) => db.get("keys", keyNameOf(device)));
  return key ? toBase64Url(await crypto.subtle.sign(ES256, key, new TextEncoder().encode(text))) : null;
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What answers a challenge. */
export async function signEnrolment(account: Id, state: DeviceState, challenge: string): Promise<string> {
  return (await signText(state.id, ["gangwei-device-1", account, state.id, challenge].join("\n"))) ?? "";
}

/** The headers of a command as it is being sent; none for an unsigned one, or where the key is gone. */
export async function signatureOf(record: Numbered, sent: Sent): Promise<Record<string, string>> {
  const { device_id, device_sequence, signed } = record;
  if (!signed || device_id === null || device_sequence === null) return {};
  const text = ["gangwei-command-1", sent.method, sent.path, sent.key, device_sequence, await digest(sent.body)].join("\n");
  const signature = await signText(device_id, text);
  if (signature === null) return {};
  return {
    "X-Device": device_id, "X-Sequence": String(device_sequence), "X-Device-Signature": signature, "X-Device-Time": String(Date.now()),
  };
}
