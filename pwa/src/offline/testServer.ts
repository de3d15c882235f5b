/** A server for the outbox tests: keeps what it was sent, answers a repeated key as the real one does. */

export type Fault = "unreachable" | "lost_answer" | number | { status: number; code: string } | "portal";

/** An upload: what came so far. */
interface Kept {
  size: number;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Recorded {
  key: string;
  path: string;
  headers: Headers;
  body: string;
  id: string;
}

export class TestServer {
  account: string | null = "officer-1";
  mustChangePassword = false;
  secondFactor = "none";
  /** What the next unsafe requests meet, one each; afterwards all goes well. */
  faults: Fault[] = [];
  unreachable = false;
  /** Whether it takes devices in. */
  enrols = true;
  /** Devices that enrolled, by id, with their keys; and the numbers that were set aside. */
  readonly devices = new Map<string, string>();
  readonly voided: number[] = [];
  readonly records = new Map<string, Recorded>();
  readonly uploads = new Map<string, Kept>();
  /** Commands whose records it keeps apart, or says that it has other ids: by key. */
  quarantines = new Set<string>();
  misnames = new Set<string>();
  requests: string[] = [];

  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const path = url.split("?")[0] ?? url;
    this.requests.push(path);
    if (this.unreachable) throw new TypeError("Failed to fetch");
    if (path === "/api/session") return this.session();
    if (path.startsWith("/api/own/devices")) return this.device(path, init);
    const fault = this.faults.shift();
    if (fault === "unreachable") throw new TypeError("Failed to fetch");
    if (fault === "portal") return new Response("<html>Welcome</html>", { status: 200 });
    if (typeof fault === "number") return problem(fault, "");
    if (typeof fault === "object") return problem(fault.status, fault.code);
    const answer = await (path.startsWith("/api/uploads/") ? this.upload(url, init) : this.record(path, init));
    if (fault === "lost_answer") throw new TypeError("network changed");
    return answer;
  };

  of(path: string): Recorded[] {
    return [...this.records.values()].filter((record) => record.path === path);
  }

  /** The pictures it has whole, as text. */
  pictures(): string[] {
    return [...this.uploads.values()].filter(({ size, bytes }) => bytes.length === size).map(({ bytes }) => new TextDecoder().decode(bytes));
  }

  private async upload(url: string, init: RequestInit): Promise<Response> {
    const { pathname, searchParams } = new URL(url, "https://gw.example.cn");
    const id = pathname.split("/").at(-1) ?? "";
    const kept = this.uploads.get(id);
    if (init.method === "GET") return kept ? shownUpload(id, kept) : problem(404, "not_found");
    const [offset, size] = [Number(searchParams.get("offset")), Number(searchParams.get("size"))];
    const now = kept ?? { size, sha256: searchParams.get("sha256") ?? "", bytes: new Uint8Array(0) };
    if (offset > now.bytes.length) return problem(409, "upload.offset");
    const data = new Uint8Array(await (init.body as Blob).arrayBuffer()).slice(now.bytes.length - offset);
    const next = { ...now, bytes: new Uint8Array([...now.bytes, ...data]) };
    this.uploads.set(id, next);
    return shownUpload(id, next);
  }

  payload<T>(path: string, at = 0): T {
    return JSON.parse(this.of(path)[at]?.body ?? "null") as T;
  }

  private device(path: string, init: RequestInit): Response {
    if (this.enrols === false) return problem(409, "device.too_many");
    const body = JSON.parse(typeof init.body === "string" ? init.body : "null") as { id: string; sequence: number; public_key: string } | null;
    if (path.endsWith("/challenge")) return new Response(JSON.stringify({ challenge: "Y2hhbGxlbmdl" }), { status: 200 });
    if (path.endsWith("/voids")) this.voided.push(body?.sequence ?? 0);
    else this.devices.set(body?.id ?? "", body?.public_key ?? "");
    return new Response(JSON.stringify({ id: body?.id, state: "active" }), { status: 201 });
  }

  private session(): Response {
    const account = this.account === null ? null : { id: this.account, name: "王", role: "station_officer" };
    const held = { must_change_password: this.mustChangePassword, second_factor: this.secondFactor };
    const body = { account, csrf_token: "t", permissions: [], ...held, server_time: new Date().toISOString() };
    return new Response(JSON.stringify(body), { status: 200 });
  }

  private async record(path: string, init: RequestInit): Promise<Response> {
    if (this.account === null) return problem(401, "unauthenticated");
    const key = new Headers(init.headers).get("Idempotency-Key");
    if (key === null) return problem(400, "idempotency.key_required");
    const body = typeof init.body === "string" ? init.body : `${String((init.body as Blob).size)} bytes`;
    const known = this.records.get(key);
    if (known && known.body !== body) return problem(422, "idempotency.payload_differs");
    const recorded = known ?? { key, path, headers: new Headers(init.headers), body, id: this.idFor(key, body) };
    this.records.set(key, recorded);
    if (this.quarantines.has(key)) {
      const kept = { id: key, state: "quarantined", reason: "right_ended", received_at: "2026-11-22T08:00:00Z" };
      return Promise.resolve(new Response(JSON.stringify(kept), { status: 202 }));
    }
    return Promise.resolve(new Response(JSON.stringify(answerTo(recorded)), { status: known ? 200 : 201 }));
  }

  /** A record has the id that the phone gave it. */
  private idFor(key: string, body: string): string {
    const own = body.startsWith("{") ? (JSON.parse(body) as { id?: string }).id : undefined;
    return (this.misnames.has(key) ? undefined : own) ?? `server-${String(this.records.size + 1)}`;
  }
}

function shownUpload(id: string, { size, bytes }: Kept): Response {
  const media = bytes.length === size ? { id } : null;
  return new Response(JSON.stringify({ id, offset: bytes.length, size, media }), { status: 200 });
}

function answerTo({ path, id }: Recorded): object {
  const received_at = "2026-11-22T08:00:00Z";
  if (path === "/api/inspections") return { id, number: `J${id}`, received_at, receipt: { id, number: `J${id}`, received_at, digest: "d1" } };
  if (path === "/api/verifications") return { id, received_at, reason: "revoked", tone: "not_valid" };
  return { id };
}

function problem(status: number, code: string): Response {
  return new Response(JSON.stringify({ code, status, title: "", detail: "", errors: [] }), { status });
}
