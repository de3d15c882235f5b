import { expect, it } from "vitest";
import { pinFault, plainPin } from "./pin";

it("refuses what everybody tries first, and takes what nobody guesses in five tries", () => {
  const easy = ["111111", "123456", "654321", "246802", "123123", "121212", "112233", "900101", "19900101", "789012"];
  expect(easy.map((pin) => pinFault(pin, 6))).toEqual(easy.map(() => "easy"));
  expect(["730158", "915604", "4071869"].map((pin) => pinFault(pin, 6))).toEqual([null, null, null]);
  expect([pinFault("73015", 6), pinFault("73015a", 6), pinFault("730158", 8)]).toEqual(["short", "digits", "short"]);
});

it("reads digits of a Chinese keyboard and groups", () => {
  expect([plainPin("７３０１５８"), plainPin("730 158"), plainPin("730-158")]).toEqual(["730158", "730158", "730158"]);
});
