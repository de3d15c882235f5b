/** Tells the server about this browser's key, and about numbers that stand for nothing. */
import { ApiProblem, command, get } from "@/api";
import type { Id } from "@/api/types";
import { changeDevice, type DeviceState, findDevice, ownDevice, renewDevice, signatureOf, signEnrolment } from "./deviceKey";

/** What the phone is called at first; its officer may call it something else. */
function firstName(): string {
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(navigator.userAgent)?.[0] ?? "";
  const browser = /MicroMessenger|HuaweiBrowser|Edg|Firefox|Chrome|Safari/.exec(navigator.userAgent)?.[0] ?? "";
  return [system, browser].filter(Boolean).join(" · ") || "Web";
}

let running: Promise<void> | null = null;

/**
 * Enrols this browser for the account, once; harmless when it is done. A revoked device is not enrolled
 * anew by itself. @throws ApiProblem, NetworkError, StorageUnavailable
 */
export function enrolDevice(account: Id): Promise<void> {
  running ??= enrol(account).finally(() => { running = null; });
  return running;
}

async function enrol(account: Id): Promise<void> {
  const state = await ownDevice(account);
  if (state.enrolled || state.revoked) return;
  const { challenge } = await get<{ challenge: string }>("/api/own/devices/challenge");
  const { id, public_key } = state;
  const body = { id, public_key, name: firstName(), signature: await signEnrolment(account, state, challenge) };
  const { data } = await command<{ id?: string; state?: string } | undefined>("POST", "/api/own/devices", body).catch(taken(account));
  if (data?.id === id) await changeDevice(account, id, () => ({ enrolled: true, revoked: data.state === "revoked" }));
}

/** Somebody has this id or key: another one is made, and enrolled at the next occasion. */
function taken(account: Id) {
  return async (error: unknown): Promise<never> => {
    if (error instanceof ApiProblem && error.code === "device.id_taken") await renewDevice(account);
    throw error;
  };
}

/** In place of a revoked device, by the officer's own wish. */
export async function enrolAnew(account: Id): Promise<void> {
  await renewDevice(account);
  await enrolDevice(account);
}

/** What a refusal says about the device is kept, so that the next try does what it asks for. */
export async function learnFromProblem(account: Id, device: Id | null, error: unknown): Promise<void> {
  if (!(error instanceof ApiProblem) || device === null) return;
  if (error.code === "device.unknown") await changeDevice(account, device, () => ({ enrolled: false }));
  if (error.code === "device.revoked") await changeDevice(account, device, () => ({ revoked: true }));
}

export async function hasVoids(account: Id): Promise<boolean> {
  return ((await findDevice(account))?.voids.length ?? 0) > 0;
}

/** Tells the server which numbers were set aside. What it refuses is not told again. @throws NetworkError */
export async function sendVoids(account: Id): Promise<void> {
  const state = await findDevice(account);
  for (const one of state?.enrolled ? state.voids : []) {
    await tell(account, state as DeviceState, one).catch((error: unknown) => {
      if (!(error instanceof ApiProblem) || error.status >= 500 || [401, 429].includes(error.status)) throw error;
    });
    await changeDevice(account, (state as DeviceState).id, ({ voids }) => ({ voids: voids.filter(({ key }) => key !== one.key) }));
  }
}

async function tell(account: Id, state: DeviceState, one: DeviceState["voids"][number]): Promise<void> {
  const record = { account_id: account, device_id: state.id, device_sequence: one.sequence, signed: true };
  await command("POST", `/api/own/devices/${state.id}/voids`, { sequence: one.sequence }, {
    idempotencyKey: one.key, sign: (sent) => signatureOf(record, sent),
  });
}
