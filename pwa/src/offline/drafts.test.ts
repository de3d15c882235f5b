import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { drafts, signedIn, signedOut } from "./index";

const OFFICER = "officer-1";

it("drafts belong to their account and outlive its sign-out", async () => {
  signedIn(OFFICER);
  await drafts.save({ id: "d1", kind: "inspection", value: { n: 1 } });
  await signedOut();
  signedIn("officer-2");
  expect(await drafts.list("inspection")).toEqual([]);
  expect(await drafts.load("d1")).toBeNull();
  await signedOut();
  signedIn(OFFICER);
  expect(await drafts.load("d1")).toMatchObject({ value: { n: 1 } });
});
