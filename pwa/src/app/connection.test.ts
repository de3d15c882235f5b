import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { get } from "@/api";
import { connection, startConnection } from "./connection";

let answers = true;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => (answers ? Promise.resolve(new Response("{}")) : Promise.reject(new TypeError("silent"))));
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the connection", () => {
  it("is found again by itself when the phone does not tell", async () => {
    startConnection();
    expect(connection.value).toBe("online");
    answers = false;
    await get("/api/units").catch(() => undefined);
    expect(connection.value).toBe("server_silent");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.value).toBe("server_silent");
    answers = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.value).toBe("online");
  });

  it("follows what the phone tells", () => {
    dispatchEvent(new Event("offline"));
    expect(connection.value).toBe("offline");
    dispatchEvent(new Event("online"));
    expect(connection.value).toBe("online");
  });
});
