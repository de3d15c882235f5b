/** A bare address (127.0.0.1, [::1]) cannot be what a passkey is bound to (WebAuthn, 5.1.2). */
export function isBareAddress(host: string): boolean {
  return /^(\d+\.){3}\d+$/.test(host) || host.includes(":");
}

/** Whether this browser can use passkeys at this address; looked at before anything of theirs is loaded. */
export function passkeysPossible(): boolean {
  return "PublicKeyCredential" in window && !isBareAddress(location.hostname);
}
