import { beforeAll, describe, expect, it } from "vitest";
import { reactive } from "vue";
import { ApiProblem, NetworkError, parseProblem } from "@/api/problem";
import { setWords } from "@/app/words";
import { useFormErrors, type FormErrors } from "./useFormErrors";

type Field = "name" | "uscc" | "services";

/** A form in which the named fields are wrong, as long as they stay in the set. */
function form(...wrong: Field[]): FormErrors<Field> & { wrong: Set<Field> } {
  const faults = reactive(new Set<Field>(wrong)) as Set<Field>;
  const fields = ["name", "uscc", "services"] as const;
  const errors = useFormErrors<Field>(
    "unit",
    fields,
    (field) => `请填写${field}`,
    () => [...faults],
  );
  return { ...errors, wrong: faults };
}

function refused(code: string, errors: { field: string; code: string }[]): ApiProblem {
  return new ApiProblem(parseProblem(422, { code, errors }));
}

beforeAll(() => setWords("zh-CN"));

describe("the errors of a form", () => {
  it("stand beside their fields, and in the summary in the order of the form", () => {
    const errors = form("uscc", "name");
    expect(errors.check()).toBe(false);
    expect(errors.of("name")).toBe("请填写name");
    expect(errors.summary.value.map(({ id }) => id)).toEqual(["unit-name", "unit-uscc"]);
  });

  it("go from a field as soon as it is put right, and from the summary at the next look", () => {
    const errors = form("name");
    errors.check();
    errors.wrong.delete("name");
    expect(errors.of("name")).toBeUndefined();
    expect(errors.summary.value).toHaveLength(1);
    expect(errors.check()).toBe(true);
    expect(errors.summary.value).toEqual([]);
  });

  it("are not told of a field before the form is looked at", () => {
    expect(form("name").of("name")).toBeUndefined();
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
