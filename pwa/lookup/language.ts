/** Which language the public pages speak, and places to fill in their words. */

export type Language = "zh-CN" | "en";

const KEY = "gangwei.lookup.language";

export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "zh-CN" || kept === "en") return kept;
  } catch {
    // Storage may be forbidden inside a chat app: the language is then not remembered.
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // See above.
  }
}

export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
