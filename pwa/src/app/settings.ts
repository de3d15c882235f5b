import { reactive, watch } from "vue";
import { LANGUAGES, setWords, startWords, type Language } from "./words";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  language: Language;
  theme: Theme;
  /** Sound and vibration of a verdict. */
  sound: boolean;
  vibration: boolean;
}

const STORED_AS = "gangwei.settings";

function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

/** What was stored may be of an older version or edited by hand: each value is checked. */
export function readSettings(stored: string | null): Settings {
  let source: Partial<Record<keyof Settings, unknown>> = {};
  try {
    source = (JSON.parse(stored ?? "{}") ?? {}) as typeof source;
  } catch {
    source = {};
  }
  return {
    language: LANGUAGES.find((one) => one === source.language) ?? preferredLanguage(),
    theme: THEMES.find((one) => one === source.theme) ?? "system",
    sound: source.sound !== false,
    vibration: source.vibration !== false,
  };
}

/** The settings of this device; changed in place, kept across starts. */
export const settings: Settings = reactive(readSettings(localStorage.getItem(STORED_AS)));

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Loads the words and applies the look; from then on every change is applied and kept. */
export async function startSettings(): Promise<void> {
  watch(settings, (now) => { localStorage.setItem(STORED_AS, JSON.stringify(now)); });
  watch(() => settings.theme, applyTheme, { immediate: true });
  watch(() => settings.language, (language) => void changeLanguage(language));
  await startWords(settings.language);
  document.documentElement.lang = settings.language;
}

async function changeLanguage(language: Language): Promise<void> {
  await setWords(language);
  document.documentElement.lang = language;
}
