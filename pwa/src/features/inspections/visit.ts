/** The visit on the screen, shared by the parts of its page. */
import { computed, inject, ref, type ComputedRef, type InjectionKey, type Ref } from "vue";
import { today } from "@/app/words";
import type { SessionAccount } from "@/api/types";
import { findMissing, findNotices, type Missing, type Notice } from "./model/completeness";
import type { InspectionDraft } from "./model/draft";
import { compareRoster, type GuardLine } from "./model/guards";
import { missingText } from "./wording";

export interface Visit {
  draft: Ref<InspectionDraft>;
  /** Who writes it down. */
  officer: SessionAccount;
  lines: ComputedRef<GuardLine[]>;
  missing: ComputedRef<Missing[]>;
  notices: ComputedRef<Notice[]>;
  /** Set once somebody wanted to finish: from then on fields say what they lack. */
  pressed: Ref<boolean>;
  /** What the field with this id lacks, in words, once somebody wanted to finish. */
  errorOf: (anchor: string) => string | undefined;
}

export function createVisit(draft: Ref<InspectionDraft>, officer: SessionAccount): Visit {
  const lines = computed(() => compareRoster(draft.value));
  const missing = computed(() => findMissing(draft.value, today()));
  const pressed = ref(false);

  function errorOf(anchor: string): string | undefined {
    const entry = pressed.value ? missing.value.find((candidate) => candidate.anchor === anchor) : undefined;
    return entry && missingText(entry, draft.value, lines.value);
  }

  return { draft, officer, lines, missing, notices: computed(() => findNotices(draft.value)), pressed, errorOf };
}

export const VISIT: InjectionKey<Visit> = Symbol("visit");

/** @throws Error outside the page of a visit. */
export function useVisit(): Visit {
  const visit = inject(VISIT);
  if (!visit) throw new Error("No visit is open");
  return visit;
}

/** Shows the field or section with this id and puts the focus there. */
export function goTo(anchor: string): void {
  const target = document.getElementById(anchor);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}
