import { beforeAll, describe, expect, it } from "vitest";
import { ApiProblem, NetworkError, parseProblem } from "@/api/problem";
import { canRetry, fieldProblems, problemWords, summaryOf } from "./problems";
import { setWords } from "./words";

const refusal = (status: number, body: object): ApiProblem => new ApiProblem(parseProblem(status, body));

beforeAll(() => setWords("en"));

describe("what went wrong, in words", () => {
  it("follows the stable code", () => {
    expect(problemWords(refusal(409, { code: "certificate.already_open" }))).toMatch(/already has a certificate/);
    expect(problemWords(refusal(429, { code: "session.too_many_tries", retry_after_s: 12.3 }))).toContain("13 seconds");
  });

  it("has a sentence and a number to quote for a code it does not know", () => {
    const words = problemWords(refusal(418, { code: "teapot.short", request_id: "r-1" }));
    expect(words).toContain("r-1");
    expect(words).not.toContain("teapot");
  });

  it("tells a missing network from a fault, and when trying again may help", () => {
    expect(problemWords(new NetworkError("unreachable"))).toContain("cannot be reached");
    expect(canRetry(new NetworkError("timeout"))).toBe(true);
    expect(canRetry(refusal(503, {}))).toBe(true);
    expect(canRetry(refusal(404, {}))).toBe(false);
    expect(problemWords(new TypeError("x is undefined"))).toBe(problemWords(refusal(500, { code: "internal" })));
  });

  it("stands beside each field it names, once", () => {
    const errors = [
      { field: "name", code: "required", message: "" },
      { field: "name", code: "too_short", message: "" },
      { field: "phone", code: "no_such_code", message: "" },
    ];
    const words = fieldProblems(refusal(422, { code: "validation", errors }));
    expect(words.name).toBe("Fill this in.");
    expect(summaryOf(words, "unit-")).toEqual([
      { id: "unit-name", message: "Fill this in." },
      { id: "unit-phone", message: words.phone },
    ]);
  });
});
