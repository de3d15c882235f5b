import { expect, it } from "vitest";
import { lanes } from "./lanes";

it("lets so many work at a time and the others wait in their order, also after a failure", async () => {
  const lane = lanes(2);
  const began: number[] = [];
  const ends = new Map<number, (failed: boolean) => void>();
  const work = (n: number): Promise<void> => lane(() => new Promise((resolve, reject) => {
    began.push(n);
    ends.set(n, (failed) => { if (failed) reject(new Error("x")); else resolve(); });
  }));
  const all = Promise.allSettled([1, 2, 3, 4].map(work));
  expect(began).toEqual([1, 2]);
  ends.get(2)?.(true);
  await Promise.resolve();
  await new Promise((resolve) => { setTimeout(resolve); });
  expect(began).toEqual([1, 2, 3]);
  ends.get(1)?.(false);
  ends.get(3)?.(false);
  await new Promise((resolve) => { setTimeout(resolve); });
  expect(began).toEqual([1, 2, 3, 4]);
  ends.get(4)?.(false);
  await all;
});
