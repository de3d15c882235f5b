import { command, get, send, type Answer } from "@/api";
import type { Device, DeviceFinding, DeviceGaps, Id, OwnDevice, Page } from "@/api/types";

export async function findOwnDevices(): Promise<OwnDevice[]> {
  return (await get<{ items: OwnDevice[] }>("/api/own/devices")).items;
}

export function renameDevice(id: Id, name: string): Promise<OwnDevice> {
  return send("PUT", `/api/own/devices/${id}/name`, { name });
}

export function revokeOwnDevice(id: Id, reason: string, idempotencyKey: string): Promise<Answer<OwnDevice>> {
  return command("POST", `/api/own/devices/${id}/revocation`, { reason }, { idempotencyKey });
}

export function listDevices(finding: DeviceFinding | "", cursor: string | undefined, signal: AbortSignal): Promise<Page<Device>> {
  return get("/api/devices", { query: { finding, cursor }, signal });
}

export function getDevice(id: Id, signal: AbortSignal): Promise<Device> {
  return get(`/api/devices/${id}`, { signal });
}

export function getGaps(id: Id, signal: AbortSignal): Promise<DeviceGaps> {
  return get(`/api/devices/${id}/gaps`, { signal });
}

export function revokeDevice(id: Id, reason: string, idempotencyKey: string): Promise<Answer<Device>> {
  return command("POST", `/api/devices/${id}/revocation`, { reason }, { idempotencyKey });
}
