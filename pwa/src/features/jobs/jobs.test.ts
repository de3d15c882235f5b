import { describe, expect, it } from "vitest";
import type { Job } from "@/api/types";
import { startWords, setWords } from "@/app/words";
import { nextPause } from "./useWatch";
import { kindWords, problemOf, shareWords, stateTone, stateWords } from "./wording";

const job: Job = {
  id: "1",
  kind: "export.guards",
  state: "running",
  done: 1200,
  total: 1000,
  doing: "reading",
  attempts: 1,
  cancelling: false,
  problem: null,
  mine: true,
  agency_code: null,
  created_at: "2026-11-23T01:00:00Z",
  started_at: null,
  ended_at: null,
  file: null,
};

describe("the words of a job", () => {
  it("tells how far it is, never more than all", async () => {
    await startWords("en");
    await setWords("en");
    expect(shareWords(job)).toBe("Reading 1,000 of 1,000");
    expect(shareWords({ ...job, total: null })).toBe("Reading");
    expect(shareWords({ ...job, doing: "something newer" })).toBe("1,000 of 1,000");
  });

  it("says the state, and that it is about to stop or to be tried again", () => {
    expect(stateWords(job)).toBe("Running");
    expect(stateWords({ ...job, cancelling: true })).toBe("Stopping");
    expect(stateWords({ ...job, state: "waiting", attempts: 2 })).toBe("To be tried again");
    expect(stateTone({ ...job, state: "failed" })).toBe("not_valid");
  });

  it("gives every problem its words, and a newer kind its own", () => {
    expect(problemOf({ ...job, problem: "job.rights_lost" })).toContain("rights");
    expect(problemOf({ ...job, problem: "made.up" })).toContain("1");
    expect(kindWords("export.guards")).toBe("Export of guards");
    expect(kindWords("made.up")).toBe("made.up");
  });
});

describe("looking after a job", () => {
  it("looks soon while it moves, and ever later while it does not", () => {
    expect(nextPause(9000, true)).toBe(1000);
    expect(nextPause(1000, false)).toBe(1500);
    expect(nextPause(14_000, false)).toBe(15_000);
  });
});
