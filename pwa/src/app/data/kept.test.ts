import { describe, expect, it } from "vitest";
import { useKept } from "./kept";

describe("a form one comes back to", () => {
  it("still holds what was typed", () => {
    useKept("officer-1", "new unit", { name: "" }).draft.name = "羊城保安";
    expect(useKept("officer-1", "new unit", { name: "" }).draft.name).toBe("羊城保安");
  });

  it("never shows one person's words to another", () => {
    useKept("officer-1", "new guard", { name: "" }).draft.name = "张伟";
    expect(useKept("officer-2", "new guard", { name: "" }).draft.name).toBe("");
  });

  it("is empty again once it was sent", () => {
    const form = useKept("officer-1", "new site", { name: "" });
    form.draft.name = "北门";
    form.forget();
    expect(useKept("officer-1", "new site", { name: "" }).draft.name).toBe("");
  });
});
