import { createApp, h, nextTick, reactive, type App } from "vue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfirmDialog, ErrorSummary, UI_WORDS, type UiWords } from ".";

const words = new Proxy({} as UiWords, { get: (_none, key) => String(key) });
let app: App;
let root: HTMLElement;

/** Shows a component with props that the test may change. */
function show(component: object, props: object): void {
  root = document.body.appendChild(document.createElement("div"));
  app = createApp({ render: () => h(component, props) });
  app.provide(UI_WORDS, words);
  app.mount(root);
}

beforeEach(() => { document.body.innerHTML = '<input id="name">'; });
afterEach(() => { app.unmount(); });

const name = (): HTMLElement => document.getElementById("name") as HTMLElement;

describe("the summary of errors", () => {
  it("takes the focus when something new is to be corrected", async () => {
    const props = reactive({ errors: [] as { id: string; message: string }[] });
    show(ErrorSummary, props);
    name().focus();
    props.errors = [{ id: "name", message: "Enter the name." }];
    await nextTick();
    await nextTick();
    expect(document.activeElement?.className).toBe("summary");
  });

  it("leaves the focus in the field while one corrects", async () => {
    const both = [{ id: "name", message: "Enter the name." }, { id: "phone", message: "Enter the phone." }];
    const props = reactive({ errors: both });
    show(ErrorSummary, props);
    await nextTick();
    name().focus();
    props.errors = both.slice(1);
    await nextTick();
    await nextTick();
    expect(document.activeElement?.id).toBe("name");
  });

  it("leads to the field", () => {
    show(ErrorSummary, { errors: [{ id: "name", message: "Enter the name." }] });
    root.querySelector("a")?.click();
    expect(document.activeElement?.id).toBe("name");
  });
});

describe("an act that weighs", () => {
  it("is not done without its reason", async () => {
    const reasons: string[] = [];
    const onConfirm = (reason: string): number => reasons.push(reason);
    show(ConfirmDialog, { open: true, title: "Revoke", confirmLabel: "Revoke certificate", told: ["Unit A"], onConfirm });
    const form = root.querySelector("form") as HTMLFormElement;
    form.dispatchEvent(new Event("submit"));
    await nextTick();
    expect(reasons).toEqual([]);
    expect(root.textContent).toContain("reasonRequired");
    const area = root.querySelector("textarea") as HTMLTextAreaElement;
    area.value = "  Lent to another person ";
    area.dispatchEvent(new Event("input"));
    form.dispatchEvent(new Event("submit"));
    expect(reasons).toEqual(["Lent to another person"]);
    expect(root.textContent).toContain("Unit A");
  });
});
