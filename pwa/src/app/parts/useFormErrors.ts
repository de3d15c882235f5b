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
  /** Looks at the whole form before it is sent; true when nothing stands against it. */
  check: () => boolean;
  /** As on opening the form. */
  clear: () => void;
  /** Notes why the server refused. */
  refuse: (error: unknown) => void;
}

/**
 * The errors of one form: those found in the browser and those the server found, in words, beside
 * their fields and in the summary. `fields` is the order of the form, `faulty` finds those that need
 * another look. Words beside a field go as soon as it is put right; the summary stays as it was, so
 * that nothing moves under the person who corrects.
 */
export function useFormErrors<F extends string>(
  name: string,
  fields: readonly F[],
  wordsFor: (field: F) => string,
  faulty: () => readonly F[],
): FormErrors<F> {
  const found = shallowRef(new Map<F, string>());
  const local = shallowRef(new Set<F>());
  const refusal = shallowRef<unknown>(null);

  function check(): boolean {
    refusal.value = null;
    local.value = new Set(faulty());
    found.value = new Map([...local.value].map((field) => [field, wordsFor(field)]));
    return local.value.size === 0;
  }

  /** Beside a field: what is wrong now, of what was found wrong when the form was looked at. */
  function of(field: F): string | undefined {
    if (!local.value.has(field)) return known.value[field];
    return faulty().includes(field) ? wordsFor(field) : undefined;
  }

  function clear(): void {
    refusal.value = null;
    local.value = new Set();
    found.value = new Map();
  }

  function refuse(error: unknown): void {
    local.value = new Set();
    const named = fieldProblems(error);
    found.value = new Map(fields.flatMap((field) => complaint(field, named)));
    refusal.value = found.value.size > 0 ? null : error;
  }

  const known = computed(() => Object.fromEntries(found.value) as Partial<Record<F, string>>);
  return {
    id: (field) => `${name}-${field}`,
    check,
    clear,
    refuse,
    of,
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
