/** What happens between a code before the camera and the next one: check, verdict, next card. */
import { nextTick, onScopeDispose, readonly, ref, shallowRef } from "vue";
import { problemWords } from "@/app/problems";
import { today } from "@/app/words/dates";
import { CheckRefused, checkPresented, type Presented } from "./check";
import { giveFeedback } from "./feedback";
import { markFrame, markVerdict } from "./marks";
import { recentPosition } from "./place";
import type { CheckResult, VisitSite } from "./result";

export type ScannerState = "looking" | "checking" | "verdict" | "refused";

/** The card just checked is not read again before it was out of sight this long. */
const SAME_CARD_MS = 2500;

export interface ScannerOptions {
  site: () => VisitSite | null;
  inspectionId: () => string | null;
  checked: (result: CheckResult) => void;
}

// One state machine: its parts share the same few variables.
// eslint-disable-next-line max-lines-per-function
export function useScanner(options: ScannerOptions) {
  const state = ref<ScannerState>("looking");
  const result = shallowRef<CheckResult | null>(null);
  const problem = ref("");
  const sameCard = ref(false);
  let last: { text: string; seenAt: number } | null = null;
  let gone = false;

  function show(next: CheckResult): void {
    // A late answer to an earlier card must not cover the one before the officer now.
    if (gone || (result.value !== null && result.value.command_id !== next.command_id)) return;
    const changed = result.value?.tone !== next.tone;
    result.value = next;
    state.value = "verdict";
    if (changed) giveFeedback(next.tone);
  }

  function late(next: CheckResult): void {
    options.checked(next);
    if (result.value?.command_id === next.command_id) show(next);
  }

  function refuse(error: unknown): void {
    problem.value = problemWords(error instanceof CheckRefused ? error.problem : error);
    state.value = "refused";
  }

  async function check(presented: Presented, frameAt: number | null): Promise<void> {
    if (state.value === "checking") return;
    markFrame(frameAt);
    state.value = "checking";
    result.value = null;
    sameCard.value = false;
    const context = { site: options.site(), inspection_id: options.inspectionId(), position: recentPosition(), today: today() };
    try {
      const checked = await checkPresented(presented, context, late);
      show(checked);
      await nextTick();
      markVerdict();
      options.checked(checked);
    } catch (error) {
      refuse(error);
    }
  }

  /** A text before the camera. The card just checked stays in view for a while: it is not checked twice. */
  function read(text: string, frameAt: number): void {
    if (state.value !== "looking") return;
    const now = performance.now();
    sameCard.value = last?.text === text && now - last.seenAt < SAME_CARD_MS;
    last = { text, seenAt: now };
    if (!sameCard.value) void check({ code: text }, frameAt);
  }

  function nextCard(): void {
    if (last) last.seenAt = performance.now();
    result.value = null;
    state.value = "looking";
  }

  onScopeDispose(() => { gone = true; });
  return {
    state: readonly(state), result, problem: readonly(problem), sameCard: readonly(sameCard),
    read, nextCard,
    checkCode: (code: string): Promise<void> => check({ code }, null),
    checkNumber: (number: string): Promise<void> => check({ number }, null),
  };
}
