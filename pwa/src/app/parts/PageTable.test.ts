import { createApp, h, ref, computed, type App } from "vue";
import { afterEach, expect, it, vi } from "vitest";
import type { Pages } from "@/app/data/usePages";
import { UI_WORDS, type UiWords } from "@/ui";
import PageTable from "./PageTable.vue";

const words = new Proxy({} as UiWords, { get: (_none, key) => (key === "shown" ? () => "" : String(key)) });
let app: App;

const pages = (error: unknown): Pages<{ id: string }> => ({
  items: ref([{ id: "a" }, { id: "b" }]), loading: ref(false), loadingMore: ref(false), error: ref(error),
  hasMore: computed(() => true), reload: () => Promise.resolve(), more: () => Promise.resolve(),
});

/** Shows the two items on a screen of that width. */
function show(wide: boolean, error: unknown = null): HTMLElement {
  vi.stubGlobal("matchMedia", () => ({ matches: wide, addEventListener: () => undefined, removeEventListener: () => undefined }));
  const root = document.body.appendChild(document.createElement("div"));
  const props = {
    pages: pages(error), caption: "Things", columns: [{ key: "name", label: "Name" }], rowKey: (item: { id: string }) => item.id,
    emptyTitle: "None", emptyText: "",
  };
  const slots = { name: ({ item }: { item: { id: string } }) => `cell ${item.id}`, default: ({ item }: { item: { id: string } }) => `row ${item.id}` };
  app = createApp({ render: () => h(PageTable as object, props, slots) });
  app.provide(UI_WORDS, words);
  app.mount(root);
  return root;
}

afterEach(() => {
  app.unmount();
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

it("is a table where there is room, else a row for each", () => {
  expect(show(true).querySelectorAll("tbody tr")).toHaveLength(2);
  expect(document.body.textContent).toContain("cell b");
  app.unmount();
  const narrow = show(false);
  expect(narrow.querySelector("table")).toBeNull();
  expect(narrow.textContent).toContain("row b");
});

it("says beside what it has that the next page could not be read, on a wide screen too", () => {
  const root = show(true, new Error("gone"));
  expect(root.querySelectorAll("tbody tr")).toHaveLength(2);
  expect(root.querySelector("[role=alert]")).not.toBeNull();
});
