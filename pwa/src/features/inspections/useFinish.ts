/** Finishing: first what is missing, then one confirmation, then the outbox. */
import { computed, ref, type ComputedRef, type Ref } from "vue";
import { t } from "@/app/words";
import { finishVisit, PictureGone } from "./finish";
import { rememberColleagues } from "./recentColleagues";
import type { OpenDraft } from "./useDraft";
import { goTo, type Visit } from "./visit";
import { missingText } from "./wording";

export interface Finish {
  asking: Ref<boolean>;
  busy: Ref<boolean>;
  problem: Ref<string>;
  /** What to do next, in words; null when nothing is missing. */
  next: ComputedRef<string | null>;
  /** Goes to the next thing that is missing, or asks to finish. */
  step: () => void;
  /** Says everything that is missing, or asks to finish. */
  review: () => void;
  confirm: () => Promise<void>;
}

/** `done` is told the command once the visit is safely in the outbox. */
export function useFinish(visit: Visit, opened: OpenDraft, done: (commandId: string) => unknown): Finish {
  const asking = ref(false);
  const busy = ref(false);
  const problem = ref("");
  const first = computed(() => visit.missing.value[0]);
  const next = computed(() => (first.value ? missingText(first.value, visit.draft.value, visit.lines.value) : null));

  function step(): void {
    if (first.value) goTo(first.value.anchor);
    else review();
  }

  function review(): void {
    problem.value = "";
    visit.pressed.value = true;
    asking.value = visit.missing.value.length === 0;
  }

  async function hand(): Promise<void> {
    const draft = visit.draft.value;
    if (!(await opened.flush())) throw new Error("not saved");
    const commandId = await finishVisit(draft, visit.officer.id);
    opened.close();
    rememberColleagues(visit.officer.id, draft.colleagues.map((colleague) => colleague.id));
    await done(commandId);
  }

  async function confirm(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    problem.value = "";
    try {
      await hand();
    } catch (error) {
      problem.value = t(error instanceof PictureGone ? "inspections.summary.pictureGone" : "inspections.summary.notKept");
    }
    busy.value = false;
  }

  return { asking, busy, problem, next, step, review, confirm };
}
