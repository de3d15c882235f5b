import { describe, expect, it } from "vitest";
import { readSettings } from "./settings";

describe("the settings of a device", () => {
  it("are kept as they were chosen", () => {
    const chosen = { language: "en", theme: "dark", sound: false, vibration: false };
    expect(readSettings(JSON.stringify(chosen))).toEqual(chosen);
  });

  it.each([null, "", "{", "null", "[]", '{"language":"fr","theme":"pink","sound":1}'])("survive what is stored as %s", (stored) => {
    const settings = readSettings(stored);
    expect(["zh-CN", "en"]).toContain(settings.language);
    expect(settings).toMatchObject({ theme: "system", sound: true, vibration: true });
  });
});
