import { computed, shallowRef, type ComputedRef } from "vue";
import { fieldProblems, problemWords, summaryOf } from "@/app/problems";
import type { FieldError } from "@/ui";

export interface FormErrors<F extends string> {
  /** What is said beside a field, in words. */
  of: (field: F) => string | undefined;
  /** The id of a field's control, for the links of the summary. */
  id: (field: F) => string;
  summary: ComputedRef<FieldError[]>;
  /** Why the whole form was refused, when no field explains it. */
  problem: ComputedRef<string | undefined>;
  /** Notes the faults found here; true when there are none. */
  check: (faulty: readonly F[]) => boolean;
  /** Notes why the server refused. */
  refuse: (error: unknown) => void;
}

/**
 * The errors of one form: those found in the browser and those the server found, in words, beside
 * their fields and in the summary. `fields` is the order of the form.
 */
export function useFormErrors<F extends string>(
  name: string,
  fields: readonly F[],
  wordsFor: (field: F) => string,
): FormErrors<F> {
  const found = shallowRef(new Map<F, string>());
  const refusal = shallowRef<unknown>(null);

  function check(faulty: readonly F[]): boolean {
    refusal.value = null;
    found.value = new Map(faulty.map((field) => [field, wordsFor(field)]));
    return faulty.length === 0;
  }

  function refuse(error: unknown): void {
    const named = fieldProblems(error);
    found.value = new Map(fields.flatMap((field) => complaint(field, named)));
    refusal.value = found.value.size > 0 ? null : error;
  }

  const known = computed(() => Object.fromEntries(found.value) as Partial<Record<F, string>>);
  return {
    id: (field) => `${name}-${field}`,
    check,
    refuse,
    of: (field) => known.value[field],
    summary: computed(() => {
      const inOrder = fields.map((field) => [field, known.value[field]] as const);
      return summaryOf(Object.fromEntries(inOrder), `${name}-`);
    }),
    problem: computed(() => (refusal.value === null ? undefined : problemWords(refusal.value))),
  };
}

/** What the server said about a field, or about something inside it ("services.2"). */
function complaint<F extends string>(field: F, named: Record<string, string>): [F, string][] {
  const key = Object.keys(named).find((name) => name === field || name.startsWith(`${field}.`));
  const words = key === undefined ? undefined : named[key];
  return words === undefined ? [] : [[field, words]];
}
