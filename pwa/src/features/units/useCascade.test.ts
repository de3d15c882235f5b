import { describe, expect, it, vi } from "vitest";
import { useCascade, type Cascade, type Place } from "./useCascade";
import { divisionPath } from "./trees";

const PLACES: Record<string, Place[]> = {
  "": [place("4401", "广州市"), place("4419", "东莞市")],
  "4401": [place("440105", "海珠区"), place("440106", "天河区")],
  "440106": [place("440106001", "五山街道")],
  "4419": [place("441900003", "东城街道")],
};

function place(code: string, name: string): Place {
  return { code, name };
}

const tree = {
  roots: () => Promise.resolve(PLACES[""] ?? []),
  below: ({ code }: Place) => Promise.resolve(PLACES[code] ?? []),
  pathTo: (code: string) => Promise.resolve(divisionPath(code)),
};

const read = (cascade: Cascade<Place>) =>
  vi.waitFor(() => {
    expect(cascade.loading.value).toBe(false);
  });

describe("choosing a place step by step", () => {
  it("opens the next list, and none below a leaf", async () => {
    const cascade = useCascade(tree);
    await cascade.show("");
    expect(cascade.choose(0, "4401")).toBe("4401");
    await read(cascade);
    expect(cascade.choose(1, "440106")).toBe("440106");
    await read(cascade);
    expect(cascade.choose(2, "440106001")).toBe("440106001");
    expect(cascade.levels.value.map(({ chosen }) => chosen)).toEqual([
      "4401",
      "440106",
      "440106001",
    ]);
  });

  it("closes the lists below when a choice above changes", async () => {
    const cascade = useCascade(tree);
    await cascade.show("440106001");
    expect(cascade.choose(0, "4419")).toBe("4419");
    await read(cascade);
    expect(cascade.levels.value).toHaveLength(2);
    expect(cascade.levels.value[1]?.options[0]?.name).toBe("东城街道");
  });

  it("means the place above when a choice is taken back", async () => {
    const cascade = useCascade(tree);
    await cascade.show("440106001");
    expect(cascade.choose(1, "")).toBe("4401");
  });

  it("shows a stored town of a city without counties", async () => {
    const cascade = useCascade(tree);
    await cascade.show("441900003");
    expect(cascade.levels.value.map(({ chosen }) => chosen)).toEqual(["4419", "441900003"]);
  });

  it("keeps the later of two choices when the first one's list comes last", async () => {
    let release: (places: Place[]) => void = () => undefined;
    const slow = new Promise<Place[]>((resolve) => (release = resolve));
    const cascade = useCascade({
      ...tree,
      below: (place: Place) => (place.code === "4401" ? slow : tree.below(place)),
    });
    await cascade.show("");
    cascade.choose(0, "4401");
    expect(cascade.choose(0, "4419")).toBe("4419");
    await read(cascade);
    release(PLACES["4401"] ?? []);
    await new Promise((nextTurn) => setTimeout(nextTurn));
    expect(cascade.levels.value.map(({ chosen }) => chosen)).toEqual(["4419", ""]);
    expect(cascade.levels.value[1]?.options[0]?.name).toBe("东城街道");
  });

  it("says that a list could not be read, and keeps what was chosen", async () => {
    const cascade = useCascade({ ...tree, below: () => Promise.reject(new Error("lost")) });
    await cascade.show("");
    cascade.choose(0, "4401");
    await read(cascade);
    expect(cascade.failed.value).toBe(true);
    expect(cascade.levels.value[0]?.chosen).toBe("4401");
  });
});
