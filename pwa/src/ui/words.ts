import { inject, type InjectionKey } from "vue";

/** The few words components say by themselves. The app provides them; `ui` knows no language. */
export interface UiWords {
  readonly optional: string;
  readonly close: string;
  readonly cancel: string;
  readonly back: string;
  readonly clearSearch: string;
  readonly errorSummary: string;
  readonly loading: string;
  readonly showMore: string;
  readonly tryAgain: string;
  readonly reason: string;
  readonly reasonRequired: string;
  readonly willBeTold: string;
  readonly noPhoto: string;
  readonly choose: string;
  shown: (count: number) => string;
  stepOf: (step: number, total: number) => string;
}

export const UI_WORDS: InjectionKey<UiWords> = Symbol("ui words");

/** @throws Error when the app provided no words: a component without words must not go unnoticed. */
export function useUiWords(): UiWords {
  const words = inject(UI_WORDS);
  if (!words) throw new Error("No words were provided for the components");
  return words;
}
