import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { setWords } from "./words";

const OFFICER = { id: "0195a000-0000-7000-8000-000000000001", user_name: "station", name: "李建军", role: "station_officer" };
const signedInBody = { account: OFFICER, csrf_token: "t", permissions: ["verification:record"], must_change_password: false, server_time: "2026-11-22T12:00:00Z" };
const nobody = { ...signedInBody, account: null, permissions: [] };

type Server = (method: string, path: string) => Response | Promise<Response>;
let calls: string[] = [];
let server: Server;

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

/** A fresh start of the app: modules keep the session, so each test loads them anew. */
async function start(): Promise<typeof import("./session")> {
  vi.resetModules();
  const session = await import("./session");
  await session.startSession();
  return session;
}

beforeEach(async () => {
  await setWords("en");
  localStorage.clear();
  calls = [];
  server = () => json(200, nobody);
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const method = init.method ?? "GET";
    calls.push(`${method} ${url}`);
    return server(method, url);
  });
});

const offline: Server = () => Promise.reject(new TypeError("offline"));

describe("the session", () => {
  it("is nobody's until somebody signs in, and then knows what he may do", async () => {
    const session = await start();
    expect(session.account.value).toBeNull();
    server = () => json(200, signedInBody);
    await session.signIn("station", "secret");
    expect(session.account.value?.name).toBe("李建军");
    expect([session.can("verification:record"), session.can("audit:read")]).toEqual([true, false]);
  });

  it("starts without network as the last one, and as nobody after a sign-out", async () => {
    server = () => json(200, signedInBody);
    await start();
    server = offline;
    let session = await start();
    expect(session.account.value?.name).toBe("李建军");
    expect(session.startedOffline.value).toBe(true);
    await session.signOut();
    session = await start();
    expect(session.account.value).toBeNull();
  });

  it("tells the server of a sign-out without network as soon as it can, before anything else", async () => {
    server = () => json(200, signedInBody);
    const session = await start();
    server = offline;
    await session.signOut();
    calls = [];
    server = (method) => (method === "DELETE" ? new Response(null, { status: 204 }) : json(200, nobody));
    await start();
    expect(calls.slice(0, 2)).toEqual(["GET /api/session", "DELETE /api/session"]);
    calls = [];
    await start();
    expect(calls).toEqual(["GET /api/session"]);
  });

  it("that ended keeps its page: it is named, so that the same person can sign in over it", async () => {
    server = () => json(200, signedInBody);
    const session = await start();
    const { get } = await import("@/api");
    server = () => json(401, { code: "unauthenticated" });
    await get("/api/units").catch(() => undefined);
    expect(session.endedSession.value?.user_name).toBe("station");
    expect(session.account.value?.user_name).toBe("station");
    server = () => json(200, signedInBody);
    await session.signIn("station", "secret");
    expect(session.endedSession.value).toBeNull();
  });

  it("waits for the second step: nobody is signed in until it is done", async () => {
    const session = await start();
    server = () => json(200, { ...nobody, second_factor: "required", second_factor_ways: ["totp"] });
    expect(await session.signIn("station", "secret")).toEqual(["totp"]);
    expect([session.account.value, session.secondStep.value]).toEqual([null, ["totp"]]);
    server = () => json(200, signedInBody);
    await session.finishSignIn({ totp_code: "123456" });
    expect([session.account.value?.name, session.secondStep.value]).toEqual(["李建军", null]);
  });

  it("that ended keeps its page through the second step too", async () => {
    server = () => json(200, signedInBody);
    const session = await start();
    const { get } = await import("@/api");
    server = () => json(401, { code: "unauthenticated" });
    await get("/api/units").catch(() => undefined);
    server = () => json(200, { ...nobody, second_factor: "required", second_factor_ways: ["passkey"] });
    expect(await session.signIn("station", "secret")).toEqual(["passkey"]);
    server = () => json(403, { code: "account.second_factor_required" });
    await get("/api/units").catch(() => undefined);
    expect([session.account.value?.user_name, session.endedSession.value?.user_name]).toEqual(["station", "station"]);
    server = () => json(200, signedInBody);
    await session.finishSignIn({ recovery_code: "abcde-abcde" });
    expect(session.endedSession.value).toBeNull();
  });

  it("is held at the page that comes first: the password, then the second factor", async () => {
    server = () => json(200, { ...signedInBody, must_change_password: true });
    const session = await start();
    expect(session.heldAt.value).toBe("first-password");
    await session.takeSession({ ...signedInBody, second_factor: "enrol" } as never);
    expect(session.heldAt.value).toBe("first-second-factor");
    await session.takeSession(signedInBody as never);
    expect(session.heldAt.value).toBeNull();
    const { get } = await import("@/api");
    server = () => json(403, { code: "account.second_factor_enrolment_required" });
    await get("/api/units").catch(() => undefined);
    expect(session.heldAt.value).toBe("first-second-factor");
  });

  it("learns in the middle that its password must be changed", async () => {
    server = () => json(200, signedInBody);
    const session = await start();
    const { get } = await import("@/api");
    server = () => json(403, { code: "account.password_change_required" });
    await get("/api/units").catch(() => undefined);
    expect(session.mustChangePassword.value).toBe(true);
  });
});
