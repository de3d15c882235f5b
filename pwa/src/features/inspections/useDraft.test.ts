import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { commands, drafts, signedIn, signedOut } from "@/offline";
import { finishVisit, PictureGone } from "./finish";
import { finishedVisit } from "./model/fixtures";
import { dropPhoto, keepSignature } from "./pictures";
import { startVisit } from "./startVisit";
import { DRAFT_KIND, useDraft, type OpenDraft } from "./useDraft";
import type { InspectionDraft } from "./model/draft";

const OFFICER = "officer-1";
const picture = (text: string): Blob => new Blob([text], { type: "image/png" });

/** Opens a draft as its page does, and answers once it is on the screen. */
async function open(id: string): Promise<OpenDraft & { leave: () => void }> {
  const scope = effectScope();
  const opened = scope.run(() => useDraft(id));
  if (!opened) throw new Error("no scope");
  await vi.waitFor(() => { expect(opened.state.value).not.toBe("loading"); });
  return { ...opened, leave: () => { scope.stop(); } };
}

async function stored(id: string): Promise<InspectionDraft | undefined> {
  return (await drafts.load<InspectionDraft>(id))?.value;
}

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  signedIn(OFFICER);
});

afterEach(async () => {
  await signedOut();
  vi.unstubAllGlobals();
});

const place = {
  unit: { id: "unit-1", name: "Yuean", kind: "security_company", address: "" } as const,
  site: { id: "site-1", name: "East gate", address: "", client_name: null }, distance_m: null,
};

describe("a visit on the phone", () => {
  it("is there from the tap on its place on, with everything written since", async () => {
    const id = await startVisit(place, null);
    const page = await open(id);
    for (const text of ["f", "fe", "fence broken"]) {
      if (page.draft.value) page.draft.value.findings = text;
    }
    expect(await page.flush()).toBe(true);
    page.leave();
    expect(await stored(id)).toMatchObject({ findings: "fence broken", site: { name: "East gate" } });
  });

  it("waits for its officer after a sign-out and is nobody else's", async () => {
    const id = await startVisit(place, null);
    await signedOut();
    signedIn("officer-2");
    expect((await open(id)).state.value).toBe("missing");
    await signedOut();
    signedIn(OFFICER);
    expect((await open(id)).state.value).toBe("ready");
  });

  it("says that nothing was written when the session has ended", async () => {
    const page = await open(await startVisit(place, null));
    await signedOut();
    if (page.draft.value) page.draft.value.findings = "typed meanwhile";
    expect(await page.flush()).toBe(false);
    expect(page.saving.value).toBe("signed_out");
    page.leave();
  });

  it("keeps the newest signature only", async () => {
    const draft = finishedVisit();
    draft.signature.key = null;
    await keepSignature(draft, picture("first"));
    const before = draft.signature.key ?? "";
    await keepSignature(draft, picture("second"));
    expect(await drafts.picture(draft.id, before)).toBeNull();
    expect(await (await drafts.picture(draft.id, draft.signature.key ?? ""))?.text()).toBe("second");
  });

  it("lets go of a photo that was removed", async () => {
    const draft = finishedVisit();
    draft.photos = [{ key: "p", caption: "", item_id: null, size: 1 }];
    await drafts.savePicture(draft.id, "p", picture("p"));
    await dropPhoto(draft, "p");
    expect(draft.photos).toEqual([]);
    expect(await drafts.picture(draft.id, "p")).toBeNull();
  });
});

describe("finishing without network", () => {
  it("puts record and pictures into the outbox and takes the draft off the list", async () => {
    const draft = { ...finishedVisit(), id: crypto.randomUUID() };
    await drafts.savePicture(draft.id, "signature-1", picture("signature"));
    await drafts.save({ id: draft.id, kind: DRAFT_KIND, value: draft });
    const commandId = await finishVisit(draft, OFFICER);
    const waiting = (await commands()).find((command) => command.id === commandId);
    expect(waiting).toMatchObject({ kind: "inspection", state: "waiting", label: "Yuean · East gate", pictures: 1, pictures_sent: 0 });
    expect(await drafts.load(draft.id)).toBeNull();
  });

  it("does not finish when a photo is no longer on the phone, and keeps the draft", async () => {
    const draft = { ...finishedVisit(), id: crypto.randomUUID() };
    await drafts.save({ id: draft.id, kind: DRAFT_KIND, value: draft });
    await expect(finishVisit(draft, OFFICER)).rejects.toThrow(PictureGone);
    expect(await drafts.load(draft.id)).not.toBeNull();
  });
});
