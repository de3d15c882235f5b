import { createDecipheriv, createECDH, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, pbkdf2Sync } from "node:crypto";
import { expect, it } from "vitest";
import { ITERATIONS, openWith, sealFor, unwrapByPin, wrapUnderPin } from "./packCrypto";

const bytes = (value: ArrayBuffer | Uint8Array): Buffer => Buffer.from(value instanceof Uint8Array ? value : new Uint8Array(value));

function decrypt(key: Uint8Array, iv: Uint8Array, data: ArrayBuffer, beside: Uint8Array): Buffer {
  const whole = bytes(data);
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAAD(beside).setAuthTag(whole.subarray(-16));
  return Buffer.concat([decipher.update(whole.subarray(0, -16)), decipher.final()]);
}

it("is what docs/field-pack.md says, done once more with other means", async () => {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const device = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const { wrapped } = await wrapUnderPin("730158", device);
  const sealed = await sealFor(wrapped.public_key, new TextEncoder().encode("陈志强"), "beside");
  expect(wrapped.iterations).toBe(ITERATIONS);
  const stretched = pbkdf2Sync("730158", wrapped.salt, 600_000, 32, "sha256");
  const wrapping = createHmac("sha256", secret).update("gangwei-pack-1 pin\n").update(stretched).digest();
  const pkcs8 = decrypt(wrapping, wrapped.private_key.iv, wrapped.private_key.data, wrapped.public_key);
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  const own = createECDH("prime256v1");
  own.setPrivateKey(Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url"));
  expect(own.getPublicKey()).toEqual(bytes(wrapped.public_key));
  const [x, y] = [sealed.sender.slice(1, 33), sealed.sender.slice(33)].map((part) => bytes(part).toString("base64url"));
  const sender = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, format: "jwk" });
  const shared = diffieHellman({ privateKey, publicKey: sender });
  const content = new Uint8Array(hkdfSync("sha256", shared, Buffer.concat([sealed.sender, wrapped.public_key]), "gangwei-pack-1 content", 32));
  expect(decrypt(content, sealed.iv, sealed.data, Buffer.from("beside")).toString()).toBe("陈志强");
});

it("opens with the PIN and the device's key together, and with nothing altered", async () => {
  const make = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const [device, other] = [await make(), await make()];
  const { wrapped } = await wrapUnderPin("730158", device, 10);
  const sealed = await sealFor(wrapped.public_key, new Uint8Array([1, 2, 3]), "beside");
  expect(await unwrapByPin("730159", device, wrapped)).toBeNull();
  expect(await unwrapByPin("730158", other, wrapped)).toBeNull();
  const key = await unwrapByPin("730158", device, wrapped);
  if (!key) throw new Error("the right PIN did not open");
  expect(key.extractable).toBe(false);
  expect(new Uint8Array(await openWith(key, wrapped.public_key, sealed, "beside"))).toEqual(new Uint8Array([1, 2, 3]));
  await expect(openWith(key, wrapped.public_key, sealed, "another date")).rejects.toThrow();
  const cut = { ...sealed, data: sealed.data.slice(1) };
  await expect(openWith(key, wrapped.public_key, cut, "beside")).rejects.toThrow();
});
