import { get, send } from "@/api";
import type { Id, PasskeyInput, Proof, SecondFactor, TotpSetup } from "@/api/types";

/** What the browser's own functions are asked; only they look inside. */
export interface PasskeyOptions {
  options: object;
}

export function findOwnFactors(): Promise<SecondFactor> {
  return get("/api/own/second-factor");
}

export function confirmByPassword(password: string): Promise<void> {
  return send("POST", "/api/own/confirmation", { password });
}

/** In a whole session: says once more who one is. */
export function confirmByProof(proof: Proof): Promise<unknown> {
  return send("POST", "/api/session/second-factor", proof);
}

export function addPasskey(input: PasskeyInput): Promise<SecondFactor> {
  return send("POST", "/api/own/passkeys", input);
}

export function removePasskey(id: Id): Promise<SecondFactor> {
  return send("DELETE", `/api/own/passkeys/${id}`);
}

export function beginTotp(): Promise<TotpSetup> {
  return send("POST", "/api/own/totp");
}

export function confirmTotp(code: string): Promise<SecondFactor> {
  return send("POST", "/api/own/totp/confirmation", { code });
}

export function removeTotp(): Promise<SecondFactor> {
  return send("DELETE", "/api/own/totp");
}

export async function makeRecoveryCodes(): Promise<string[]> {
  return (await send<{ codes: string[] }>("POST", "/api/own/recovery-codes")).codes;
}
