/** Passkeys in the browser: asks the server for a challenge, the device for its answer. Loaded when needed. */
import { startAuthentication, startRegistration, WebAuthnError } from "@simplewebauthn/browser";
import { get, send, type Session } from "@/api";
import type { PasskeyAnswer, PasskeyInput, SecondFactor } from "@/api/types";
import { problemWords } from "@/app/problems";
import { finishSignIn, prepareSignIn, takeSession } from "@/app/session";
import { t } from "@/app/words";
import { addPasskey, confirmByProof, type PasskeyOptions } from "./api";

type Asked = Parameters<typeof startAuthentication>[0]["optionsJSON"];
type AskedToMake = Parameters<typeof startRegistration>[0]["optionsJSON"];

/** A newer way of transport is left out: it only helps the browser to look in the right place. */
const TRANSPORTS = ["usb", "nfc", "ble", "internal", "cable", "hybrid"];

async function ask(path: string): Promise<PasskeyAnswer> {
  const { options } = await get<PasskeyOptions>(path);
  const { id, response } = await startAuthentication({ optionsJSON: options as Asked });
  return {
    credential_id: id,
    client_data: response.clientDataJSON,
    authenticator_data: response.authenticatorData,
    signature: response.signature,
    user_handle: response.userHandle ?? null,
  };
}

/** The whole sign-in. @throws ApiProblem, NetworkError, what the device said */
export async function signInByPasskey(): Promise<void> {
  await prepareSignIn();
  const answer = await ask("/api/session/passkey/challenge");
  await takeSession(await send<Session>("POST", "/api/session/passkey", answer));
}

/** The second step. @throws ApiProblem, NetworkError, what the device said */
export async function finishByPasskey(): Promise<void> {
  await finishSignIn({ passkey: await ask("/api/session/second-factor/challenge") });
}

/** In a whole session: says once more who one is. @throws ApiProblem, NetworkError, what the device said */
export async function confirmByPasskey(): Promise<void> {
  await confirmByProof({ passkey: await ask("/api/session/second-factor/challenge") });
}

/** Makes a passkey on this device. @throws ApiProblem, NetworkError, what the device said */
export async function makePasskey(name: string): Promise<SecondFactor> {
  const { options } = await get<PasskeyOptions>("/api/own/passkeys/challenge");
  const { id, response } = await startRegistration({ optionsJSON: options as AskedToMake });
  const input: PasskeyInput = {
    name,
    credential_id: id,
    client_data: response.clientDataJSON,
    attestation_object: response.attestationObject,
    transports: (response.transports ?? []).filter((one) => TRANSPORTS.includes(one)),
  };
  return addPasskey(input);
}

/** What the device said, in words; everything else as always. */
export function passkeyWords(error: unknown): string {
  if (!(error instanceof Error) || !(error instanceof WebAuthnError || error instanceof DOMException)) return problemWords(error);
  if (error.name === "InvalidStateError") return t("secondFactor.passkey.already");
  return error.name === "NotAllowedError" || error.name === "AbortError" ? t("secondFactor.passkey.cancelled") : t("secondFactor.passkey.failed");
}
