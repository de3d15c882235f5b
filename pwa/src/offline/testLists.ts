/** Signed lists for tests, made as docs/lists.md says, with keys made for the occasion. */
import { sigStructure } from "./algorithms";
import { bytesHead, type Bytes } from "./cbor";

type Entry = [name: number | string, value: Value];

/** A map, written by its entries in their order. */
class Fields {
  constructor(readonly entries: readonly Entry[]) {}
}

export type Value = number | string | null | Uint8Array | Value[] | Fields;

function head(major: number, value: number): number[] {
  if (value < 24) return [(major << 5) | value];
  const size = value < 0x100 ? 1 : value < 0x1_0000 ? 2 : value < 0x1_0000_0000 ? 4 : 8;
  const bytes = Array.from({ length: size }, (_, at) => Number((BigInt(value) >> BigInt(8 * (size - 1 - at))) & 255n));
  return [(major << 5) | (24 + Math.log2(size)), ...bytes];
}

export const fields = (...entries: Entry[]): Value => new Fields(entries);

export function encode(value: Value): number[] {
  if (value === null) return [0xf6];
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return [...head(3, new TextEncoder().encode(value).length), ...new TextEncoder().encode(value)];
  if (value instanceof Uint8Array) return [...bytesHead(value.length), ...value];
  if (value instanceof Fields) return [...head(5, value.entries.length), ...value.entries.flatMap((entry) => entry.flatMap(encode))];
  return [...head(4, value.length), ...value.flatMap(encode)];
}

const ES256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export interface TestKey {
  key_id: number;
  point: Bytes;
  sign: (message: Bytes) => Promise<Bytes>;
}

export async function makeKey(key_id: number): Promise<TestKey> {
  const pair = await crypto.subtle.generateKey(ES256, true, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { key_id, point, sign: async (message) => new Uint8Array(await crypto.subtle.sign(ES256, pair.privateKey, message)) };
}

export const TRUST = "application/gangwei-trust-list+cwt";
export const STATUS = "application/statuslist+cwt";

export async function sign1(type: string, claims: Value, key: TestKey): Promise<Bytes> {
  const header = Uint8Array.from(encode(fields([1, -7], [4, Uint8Array.of(key.key_id)], [16, type])));
  const payload = Uint8Array.from(encode(claims));
  const signature = await key.sign(sigStructure(header, payload));
  return Uint8Array.from([0xd2, 0x84, ...encode(header), 0xa0, ...encode(payload), ...encode(signature)]);
}

export interface Line {
  key: TestKey;
  purpose: 1 | 2;
  from?: number;
  until?: number | null;
  revoked?: number | null;
}

export const ORIGIN = "https://gdw.example";

export interface Made {
  at: number;
  version?: number;
  issuer?: string;
}

export function trustList(lines: readonly Line[], signer: TestKey, { at, version = at, issuer = ORIGIN }: Made): Promise<Bytes> {
  const keys = lines.map(({ key, purpose, from = 0, until = null, revoked = null }) => [key.key_id, -7, key.point, purpose, from, until, revoked]);
  const claims = fields([1, issuer], [2, `${issuer}/api/lists/trust`], [4, at + 30 * 86_400], [6, at], [-65537, version], [-65538, keys]);
  return sign1(TRUST, claims, signer);
}

async function deflate(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A list of `places` certificates; `states` names those that are not valid: 1 revoked, 2 suspended, 3 other. */
export async function statusList(states: Record<number, number>, signer: TestKey, made: Made, places = 64): Promise<Bytes> {
  const { at, version = at, issuer = ORIGIN } = made;
  const bits = new Uint8Array(Math.ceil(places / 4));
  for (const [index, state] of Object.entries(states)) bits[Number(index) >> 2] = (bits[Number(index) >> 2] ?? 0) | (state << ((Number(index) & 3) * 2));
  const list = fields(["lst", await deflate(bits)], ["bits", 2]);
  const claims = fields(
    [1, issuer], [2, `${issuer}/api/lists/status`], [4, at + 7 * 86_400], [6, at], [65533, list], [65534, 3600], [-65537, version],
  );
  return sign1(STATUS, claims, signer);
}
