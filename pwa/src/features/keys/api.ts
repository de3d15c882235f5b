import { command, get, type Answer } from "@/api/client";
import type { AffectedCertificate, KeyAlgorithm, KeyPurpose, Page, Publications, SigningKey, SigningKeys } from "@/api/types";

export function listKeys(signal: AbortSignal): Promise<SigningKeys> {
  return get("/api/signing-keys", { signal });
}

export interface PlanInput {
  purpose: KeyPurpose;
  /** Without it: what this installation signs with. */
  algorithm?: KeyAlgorithm;
}

export function planKey(input: PlanInput, idempotencyKey: string): Promise<Answer<SigningKey>> {
  return command("POST", "/api/signing-keys", input, { idempotencyKey });
}

/** `at_once`: also to a key that phones offline do not know long enough. */
export function rotateKey(input: { purpose: KeyPurpose; at_once: boolean }, idempotencyKey: string): Promise<Answer<SigningKey>> {
  return command("POST", "/api/signing-keys/rotation", input, { idempotencyKey });
}

export function revokeKey(keyId: number, reason: string, idempotencyKey: string): Promise<Answer<SigningKey>> {
  return command("POST", `/api/signing-keys/${String(keyId)}/revocation`, { reason }, { idempotencyKey });
}

export function publishNow(idempotencyKey: string): Promise<Answer<Publications>> {
  return command("POST", "/api/signing-keys/publication", {}, { idempotencyKey });
}

/** `open`: only those that have not ended, which must be issued anew. */
export function listAffected(keyId: string, open: boolean, cursor?: string, signal?: AbortSignal): Promise<Page<AffectedCertificate>> {
  return get(`/api/signing-keys/${keyId}/certificates`, { query: { open, cursor }, ...(signal && { signal }) });
}
