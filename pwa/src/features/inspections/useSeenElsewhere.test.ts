import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { effectScope, nextTick, ref } from "vue";
import type { InspectionDraft } from "./model/draft";
import { LI, scanOf, visitToGate } from "./model/fixtures";
import { addScan } from "./model/guards";
import { useSeenElsewhere } from "./useSeenElsewhere";

const SEEN = { at: "2026-11-22T07:40:00Z", agency_name: "Shenzhen", site_name: null };

let asked: string[] = [];
let answer: () => Promise<Response>;

const json = (status: number, body: object): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return answer();
  });
});

afterEach(() => { vi.unstubAllGlobals(); });

it("asks the register of each check once, again where there was no network, and not at all without a check", async () => {
  const draft = ref<InspectionDraft>(visitToGate());
  const scope = effectScope();
  scope.run(() => { useSeenElsewhere(draft); });
  expect(asked).toEqual([]);
  answer = () => Promise.reject(new TypeError("no network"));
  addScan(draft.value, scanOf({ guard_id: LI.guard_id, verification_id: "check-1" }));
  await nextTick();
  await vi.waitFor(() => { expect(asked).toEqual(["/api/verifications/check-1/elsewhere"]); });
  expect(draft.value.scans[0]?.seen_elsewhere).toBeUndefined();

  answer = () => json(200, { elsewhere: SEEN });
  await vi.waitFor(() => {
    window.dispatchEvent(new Event("online"));
    expect(draft.value.scans[0]?.seen_elsewhere).toEqual(SEEN);
  });
  const count = asked.length;
  window.dispatchEvent(new Event("online"));
  expect(asked).toHaveLength(count);
  scope.stop();
});
