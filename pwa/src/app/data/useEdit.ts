import {
  computed,
  reactive,
  ref,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from "vue";
import type { Answer } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { changes, merge } from "./merge";
import { useCommand } from "./useCommand";

/** What someone else saved while this form was open. */
export interface Meanwhile<D extends object> {
  theirs: D;
  /** Fields only they changed; the form shows them now. */
  taken: (keyof D)[];
  /** Fields both changed; the form keeps mine until theirs is chosen. */
  conflicts: (keyof D)[];
}

export interface Edit<R, D extends object> {
  /** What the person types into. */
  draft: D;
  record: ShallowRef<R | null>;
  dirty: ComputedRef<boolean>;
  busy: Ref<boolean>;
  error: Ref<unknown>;
  meanwhile: ShallowRef<Meanwhile<D> | null>;
  /** Fills the form from a record that was read. */
  open: (answer: Version<R>) => void;
  /** Takes their value of a field both changed. */
  takeTheirs: (field: keyof D) => void;
  /** Answers the saved record, or undefined with the reason in `error` or `meanwhile`. */
  save: () => Promise<R | undefined>;
}

type Version<R> = Pick<Answer<R>, "data" | "etag">;

interface Rules<R, D extends object> {
  /** The fields of a record as the form shows them. */
  draftOf: (record: R) => D;
  fetch: () => Promise<Version<R>>;
  send: (change: Partial<D>, ifMatch: string, key: string) => Promise<Answer<R>>;
}

interface State<R, D extends object> {
  draft: D;
  record: ShallowRef<R | null>;
  base: ShallowRef<D>;
  etag: Ref<string>;
  meanwhile: ShallowRef<Meanwhile<D> | null>;
}

/**
 * Editing a record two people may have open. Only changed fields are sent, with the version they
 * are based on; when that version is no longer the newest, both changes are kept and shown.
 */
export function useEdit<R, D extends object>(blank: D, rules: Rules<R, D>): Edit<R, D> {
  const command = useCommand();
  const state = stateOf<R, D>(blank);
  const { draft, base, etag } = state;

  function open(answer: Version<R>): void {
    remember(state, rules, answer);
    Object.assign(draft, rules.draftOf(answer.data));
    state.meanwhile.value = null;
  }

  async function save(): Promise<R | undefined> {
    const change = changes(base.value, { ...draft });
    if (Object.keys(change).length === 0) return state.record.value ?? undefined;
    const payload = { change, etag: etag.value };
    const answer = await command.run(payload, (key) => rules.send(change, etag.value, key));
    if (answer) open(answer);
    else if (isOutdated(command.error.value)) await command.run({}, () => meet(state, rules));
    return answer?.data;
  }

  return {
    draft,
    record: state.record,
    dirty: computed(() => Object.keys(changes(base.value, draft)).length > 0),
    busy: command.busy,
    error: command.error,
    meanwhile: state.meanwhile,
    open,
    takeTheirs: (field) => {
      takeTheirs(state, field);
    },
    save,
  };
}

function stateOf<R, D extends object>(blank: D): State<R, D> {
  return {
    draft: reactive({ ...blank }) as D,
    record: shallowRef<R | null>(null),
    base: shallowRef<D>(blank),
    etag: ref(""),
    meanwhile: shallowRef<Meanwhile<D> | null>(null),
  };
}

function remember<R, D extends object>(
  state: State<R, D>,
  rules: Rules<R, D>,
  answer: Version<R>,
): void {
  state.record.value = answer.data;
  state.etag.value = answer.etag ?? "";
  state.base.value = rules.draftOf(answer.data);
}

/** Brings the newest version and what is typed together. */
async function meet<R, D extends object>(state: State<R, D>, rules: Rules<R, D>): Promise<void> {
  const newest = await rules.fetch();
  const theirs = rules.draftOf(newest.data);
  const result = merge<D>(state.base.value, { ...state.draft }, theirs);
  remember(state, rules, newest);
  Object.assign(state.draft, result.merged);
  state.meanwhile.value = { theirs, taken: result.taken, conflicts: result.conflicts };
}

function takeTheirs<R, D extends object>(state: State<R, D>, field: keyof D): void {
  const known = state.meanwhile.value;
  if (!known) return;
  state.draft[field] = known.theirs[field];
  const conflicts = known.conflicts.filter((name) => name !== field);
  state.meanwhile.value = { ...known, conflicts };
}

function isOutdated(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "precondition.failed";
}
