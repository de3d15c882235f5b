/** The own plan of a day: read, changed stop by stop, each change saved at once on the version that is shown. */
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { ApiProblem } from "@/api";
import type { DayPlan, Instant, Stop, StopInput } from "@/api/types";
import { getPlan, putPlan } from "./api";
import { added, placeOf } from "./plan";
import { isSilence, takenPlan } from "./taken";

export interface Plan {
  plan: ShallowRef<DayPlan | null>;
  loading: Ref<boolean>;
  saving: Ref<boolean>;
  error: ShallowRef<unknown>;
  /** When the phone's copy was made, which can only be read; null when the server answered. */
  asOf: Ref<Instant | null>;
  /** Another phone had changed the plan: what is shown now is that one's. */
  overtaken: Ref<boolean>;
  readOnly: ComputedRef<boolean>;
  load: () => Promise<void>;
  save: (stops: StopInput[]) => Promise<boolean>;
}

interface Shown {
  plan: ShallowRef<DayPlan | null>;
  error: ShallowRef<unknown>;
  asOf: Ref<Instant | null>;
  etag: string;
}

function show(shown: Shown, answer: { data: DayPlan; etag: string | null }): void {
  shown.plan.value = answer.data;
  shown.etag = answer.etag ?? "";
  shown.asOf.value = null;
}

/** Where the server is silent, what the phone took along; else why there is nothing to show. */
async function showTaken(shown: Shown, problem: unknown, day: string, isWanted: () => boolean): Promise<void> {
  const taken = isSilence(problem) ? await takenPlan(day) : null;
  if (!isWanted()) return;
  if (taken === null) shown.error.value = problem;
  else [shown.plan.value, shown.asOf.value] = [taken.value, taken.as_of];
}

export function usePlan(day: () => string): Plan {
  const shown: Shown = { plan: shallowRef(null), error: shallowRef<unknown>(null), asOf: ref(null), etag: "" };
  const { plan, error, asOf } = shown;
  const [loading, saving, overtaken] = [ref(true), ref(false), ref(false)];

  async function load(): Promise<void> {
    const wanted = day();
    loading.value = true;
    error.value = null;
    try {
      const answer = await getPlan(wanted);
      if (wanted === day()) show(shown, answer);
    } catch (problem) {
      await showTaken(shown, problem, wanted, () => wanted === day());
    }
    loading.value = false;
  }

  async function save(stops: StopInput[]): Promise<boolean> {
    if (saving.value) return false;
    [saving.value, overtaken.value, error.value] = [true, false, null];
    try {
      show(shown, await putPlan(day(), stops.map(placeOf), shown.etag));
      return true;
    } catch (problem) {
      if (!isOutdated(problem)) error.value = problem;
      else await load().then(() => { overtaken.value = true; });
      return false;
    } finally {
      saving.value = false;
    }
  }

  watch(day, () => { plan.value = null; overtaken.value = false; void load(); }, { immediate: true });
  return { plan, loading, saving, error, asOf, overtaken, readOnly: computed(() => asOf.value !== null), load, save };
}

const isOutdated = (problem: unknown): boolean => problem instanceof ApiProblem && problem.code === "precondition.failed";

/** Puts a place at the end of a day's plan; tries once more where another phone was quicker. @throws ApiProblem, NetworkError */
export async function addToPlan(day: string, stop: StopInput): Promise<DayPlan> {
  for (let last = false; ; last = true) {
    const { data, etag } = await getPlan(day);
    try {
      return (await putPlan(day, added<StopInput>(data.stops.map(placeOf), stop), etag ?? "")).data;
    } catch (problem) {
      if (last || !isOutdated(problem)) throw problem;
    }
  }
}

/** The notice of a re-check that waits at a stop. */
export const noticeAt = (stop: Stop): string | null => stop.tasks.find((task) => task.notice_id !== null)?.notice_id ?? null;
