/**
 * All words on the screen. `t("scan.title")` is checked by the compiler: the key exists, and the
 * values its text asks for are given. Each feature keeps its own file per language
 * (`zh-CN/<feature>.ts`, `en/<feature>.ts`); zh-CN is the model, English must match it.
 */
import { shallowRef } from "vue";
import { fill } from "./format";
import type { Param, ParamOf, PathOf, TextAt, Words } from "./types";
import type { ZhCn } from "./zh-CN";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

type Load = () => Promise<{ default: Words }>;

/** Nobody loads words he does not read, and the first screen does not wait for all of them. */
const LOADERS: Record<Language, { core: Load; rest: Load }> = {
  "zh-CN": { core: () => import("./zh-CN/core"), rest: () => import("./zh-CN/rest") },
  en: { core: () => import("./en/core"), rest: () => import("./en/rest") },
};

const current = shallowRef<{ language: Language; words: Words }>({ language: "zh-CN", words: {} });

export type Key = PathOf<ZhCn>;

/** Keys whose words ask for no values: what titles, tabs and labels are made of. */
export type PlainKey = { [K in Key]: [ParamOf<TextAt<ZhCn, K>>] extends [never] ? K : never }[Key];
type ParamsOf<K extends Key> = Record<ParamOf<TextAt<ZhCn, K>>, Param>;
type Args<K extends Key> = [ParamOf<TextAt<ZhCn, K>>] extends [never] ? [] : [ParamsOf<K>];

let complete: Promise<void> | null = null;

/** Loads what the first screen needs; the rest is loaded when `allWords` is first asked for. */
export async function startWords(language: Language): Promise<void> {
  const core = (await LOADERS[language].core()).default;
  current.value = { language, words: core };
}

/** Fulfilled when all words are there: the router waits for it before it shows a page. */
export function allWords(): Promise<void> {
  complete ??= setWords(language()).catch((error: unknown) => {
    complete = null;
    throw error;
  });
  return complete;
}

let wanted: Language = "zh-CN";

/** Loads all the words of a language and shows them everywhere at once. */
export async function setWords(language: Language): Promise<void> {
  wanted = language;
  const [core, rest] = await Promise.all([LOADERS[language].core(), LOADERS[language].rest()]);
  // Another language may have been chosen while these were on their way.
  if (wanted === language) current.value = { language, words: { ...core.default, ...rest.default } };
}

function find(key: string): string | undefined {
  let here: string | Words | undefined = current.value.words;
  for (const part of key.split(".")) {
    if (typeof here !== "object") return undefined;
    here = here[part];
  }
  return typeof here === "string" ? here : undefined;
}

/** The words for a key, in the language of the moment. */
export function t<K extends Key>(key: K, ...args: Args<K>): string {
  return fill(find(key) ?? key, (args[0] ?? {}) as Record<string, Param>, current.value.language);
}

/** Words for a key that comes from outside (a problem code), or undefined when there are none. */
export function tryWords(key: string, params: Record<string, Param> = {}): string | undefined {
  const template = find(key);
  return template === undefined ? undefined : fill(template, params, current.value.language);
}

/** The language of the moment; reactive inside templates and computed values. */
export function language(): Language {
  return current.value.language;
}

export * from "./dates";
