import { beforeAll, describe, expect, it } from "vitest";
import { ApiProblem, NetworkError, parseProblem } from "@/api/problem";
import { setWords } from "@/app/words";
import { useFormErrors } from "./useFormErrors";

const form = () =>
  useFormErrors("unit", ["name", "uscc", "services"] as const, (field) => `请填写${field}`);

function refused(code: string, errors: { field: string; code: string }[]): ApiProblem {
  return new ApiProblem(parseProblem(422, { code, errors }));
}

beforeAll(() => setWords("zh-CN"));

describe("the errors of a form", () => {
  it("stand beside their fields, and in the summary in the order of the form", () => {
    const errors = form();
    expect(errors.check(["uscc", "name"])).toBe(false);
    expect(errors.of("name")).toBe("请填写name");
    expect(errors.summary.value.map(({ id }) => id)).toEqual(["unit-name", "unit-uscc"]);
  });

  it("are gone when everything is right", () => {
    const errors = form();
    errors.check(["name"]);
    expect(errors.check([])).toBe(true);
    expect(errors.summary.value).toEqual([]);
  });

  it("come from the server as well, also for a part of a field", () => {
    const errors = form();
    errors.refuse(refused("validation", [{ field: "services.1", code: "choice" }]));
    expect(errors.of("services")).toBe("请从给出的选项中选择。");
    expect(errors.problem.value).toBeUndefined();
  });

  it("stand for the whole form when they name none of its fields", () => {
    const errors = form();
    errors.refuse(refused("certificate.already_open", []));
    expect(errors.problem.value).toBe("此人已有一张未终止的保安员证。");
    errors.refuse(new NetworkError("unreachable"));
    expect(errors.problem.value).toBe("连不上服务器。请检查网络后再试。");
  });
});
