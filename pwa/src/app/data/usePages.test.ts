import { describe, expect, it } from "vitest";
import { effectScope } from "vue";
import type { Page } from "@/api/types";
import { usePages, type FetchPage, type Pages } from "./usePages";

/** The list as a component would hold it: within a scope that ends with it. */
function listOf<T>(fetchPage: FetchPage<T>): Pages<T> {
  return effectScope().run(() => usePages(fetchPage)) as Pages<T>;
}

describe("a list in pages", () => {
  it("adds the next page to the first", async () => {
    const list = listOf<number>((cursor) =>
      Promise.resolve(
        cursor ? { items: [3], next_cursor: null } : { items: [1, 2], next_cursor: "c" },
      ),
    );
    await list.reload();
    expect(list.hasMore.value).toBe(true);
    await list.more();
    expect(list.items.value).toEqual([1, 2, 3]);
    expect(list.hasMore.value).toBe(false);
  });

  it("never shows the late answer to an earlier question", async () => {
    const answers: ((page: Page<string>) => void)[] = [];
    const list = listOf<string>(() => new Promise((resolve) => answers.push(resolve)));
    const first = list.reload();
    const second = list.reload();
    answers[1]?.({ items: ["new"], next_cursor: null });
    await second;
    answers[0]?.({ items: ["old"], next_cursor: null });
    await first;
    expect(list.items.value).toEqual(["new"]);
    expect(list.loading.value).toBe(false);
  });

  it("keeps what is there when the next page fails", async () => {
    let fail = false;
    const list = listOf<number>(() =>
      fail ? Promise.reject(new Error("lost")) : Promise.resolve({ items: [1], next_cursor: "c" }),
    );
    await list.reload();
    fail = true;
    await list.more();
    expect(list.items.value).toEqual([1]);
    expect(list.error.value).toBeInstanceOf(Error);
    expect(list.loadingMore.value).toBe(false);
  });
});
