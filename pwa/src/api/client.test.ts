import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem, buildUrl, command, fetchSession, get, listenToProblems, NetworkError, OtherAccount, search } from "./index";

type Sent = { url: string; init: RequestInit; headers: Headers };
let sent: Sent[] = [];
let answers: (() => Response | Promise<Response>)[] = [];

function json(status: number, body: unknown, headers: Record<string, string> = {}): () => Response {
  return () => new Response(JSON.stringify(body), { status, headers });
}

const SESSION = { account: null, csrf_token: "token-2", permissions: [] };

beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push({ url, init, headers: new Headers(init.headers) });
    const next = answers.shift();
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError("no network"));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  listenToProblems(() => undefined);
});

describe("the client", () => {
  it("leaves empty values out of the address", () => {
    expect(buildUrl("/api/units", { q: "平安", kind: undefined, limit: 20, status: "" })).toBe(
      "/api/units?q=%E5%B9%B3%E5%AE%89&limit=20",
    );
  });

  it("sends a command with a token and a key, a search without a key", async () => {
    answers = [json(200, SESSION), json(201, { id: "1" }, { ETag: '"a"' }), json(200, { items: [] })];
    await fetchSession();
    const made = await command<{ id: string }>("POST", "/api/units", { name: "x" });
    await search("/api/guards/search", { q: "李" });
    expect(made).toEqual({ data: { id: "1" }, status: 201, etag: '"a"', date: null, replayed: false });
    expect(sent[1]?.headers.get("X-CSRFToken")).toBe("token-2");
    expect(sent[1]?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[2]?.headers.get("Idempotency-Key")).toBeNull();
  });

  it("repeats a command once with the same key when its token was too old", async () => {
    answers = [json(403, { code: "session.csrf" }), json(200, SESSION), json(200, { ok: true })];
    await command("POST", "/api/x", {});
    expect(sent.map((s) => s.url)).toEqual(["/api/x", "/api/session", "/api/x"]);
    expect(sent[2]?.headers.get("Idempotency-Key")).toBe(sent[0]?.headers.get("Idempotency-Key"));
    expect(sent[2]?.headers.get("X-CSRFToken")).toBe("token-2");
  });

  it("does not repeat it under a session that somebody else began meanwhile", async () => {
    answers = [json(403, { code: "session.csrf" }), json(200, { ...SESSION, account: { id: "officer-2" } }), json(200, { ok: true })];
    await expect(command("POST", "/api/x", {}, { as: "officer-1" })).rejects.toThrow(OtherAccount);
    expect(sent.map((s) => s.url)).toEqual(["/api/x", "/api/session"]);
  });

  it("gives up on an answer whose body does not end", async () => {
    const stalled = new ReadableStream({ start: (line) => { line.enqueue(new TextEncoder().encode('{"id": ')); } });
    vi.stubGlobal("fetch", (_url: string, { signal }: RequestInit) => {
      const body = stalled.getReader();
      const text = async (): Promise<string> => {
        await body.read();
        return new Promise((_, reject) => { signal?.addEventListener("abort", () => { reject(new DOMException("", "AbortError")); }); });
      };
      return Promise.resolve({ ok: true, status: 200, headers: new Headers(), text });
    });
    await expect(get("/api/units", { timeoutMs: 20 })).rejects.toMatchObject({ kind: "timeout" });
  });

  it("hands a refusal over with its code and its fields, and tells the listener", async () => {
    const codes: string[] = [];
    listenToProblems((problem) => codes.push(problem.code));
    const errors = [{ field: "name", code: "required", message: "Required." }];
    answers = [json(422, { code: "validation", errors })];
    const error = await get("/api/units").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiProblem);
    expect((error as ApiProblem).problem.errors).toEqual(errors);
    expect(codes).toEqual(["validation"]);
  });

  it("gives an answer in a proxy's own words a code by its status", async () => {
    answers = [() => new Response("<h1>Bad Gateway</h1>", { status: 502 })];
    await expect(get("/api/units")).rejects.toMatchObject({ code: "server.unavailable", status: 502 });
  });

  it("says that no answer came", async () => {
    await expect(get("/api/units")).rejects.toEqual(new NetworkError("unreachable"));
  });
});
