import { computed, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import { fieldProblems, problemWords, summaryOf } from "@/app/problems";
import type { FieldError } from "@/ui/types";

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

/** How a form is looked at. */
interface Rules<F extends string> {
  /** The fields in the order of the form. */
  fields: readonly F[];
  /** What is said beside a field that needs another look. */
  wordsFor: (field: F) => string;
  /** The fields that need another look before the server is asked. */
  faulty: () => readonly F[];
}

type Words<F extends string> = Partial<Record<F, string>>;

/**
 * The errors of one form: those found in the browser and those the server found, in words, beside
 * their fields and in the summary. Words beside a field go as soon as it is put right; the summary
 * stays as it was, so that nothing moves under the person who corrects.
 */
export function useFormErrors<F extends string>(
  name: string,
  fields: readonly F[],
  wordsFor: (field: F) => string,
  faulty: () => readonly F[],
): FormErrors<F> {
  const { found, refusal, ...looks } = useFaults({ fields, wordsFor, faulty });
  return {
    ...looks,
    id: (field) => `${name}-${field}`,
    summary: computed(() => {
      const inOrder = fields.map((field) => [field, found.value[field]] as const);
      return summaryOf(Object.fromEntries(inOrder), `${name}-`);
    }),
    problem: computed(() => (refusal.value === null ? undefined : problemWords(refusal.value))),
  };
}

interface Faults<F extends string> extends Pick<
  FormErrors<F>,
  "of" | "check" | "clear" | "refuse"
> {
  found: ShallowRef<Words<F>>;
  refusal: ShallowRef<unknown>;
}

function useFaults<F extends string>({ fields, wordsFor, faulty }: Rules<F>): Faults<F> {
  const local = shallowRef(new Set<F>());
  const found = shallowRef<Words<F>>({});
  const refusal = shallowRef<unknown>(null);

  function note(faults: readonly F[], words: [F, string][], refused: unknown = null): void {
    local.value = new Set(faults);
    found.value = Object.fromEntries(words) as Words<F>;
    refusal.value = refused;
  }

  function check(): boolean {
    const faults = faulty();
    note(
      faults,
      faults.map((field) => [field, wordsFor(field)]),
    );
    return faults.length === 0;
  }

  function refuse(error: unknown): void {
    const named = fieldProblems(error);
    const words = fields.flatMap((field) => complaint(field, named));
    note([], words, words.length > 0 ? null : error);
  }

  /** What is wrong now, of what was found wrong when the form was looked at. */
  function of(field: F): string | undefined {
    if (!local.value.has(field)) return found.value[field];
    return faulty().includes(field) ? wordsFor(field) : undefined;
  }

  return { found, refusal, of, check, refuse, clear: () => note([], []) };
}

/** What the server said about a field, or about something inside it ("services.2"). */
function complaint<F extends string>(field: F, named: Record<string, string>): [F, string][] {
  const key = Object.keys(named).find((name) => name === field || name.startsWith(`${field}.`));
  const words = key === undefined ? undefined : named[key];
  return words === undefined ? [] : [[field, words]];
}
