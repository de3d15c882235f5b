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

export function usePlan(day: () => string): Plan {
  const plan = shallowRef<DayPlan | null>(null);
  const error = shallowRef<unknown>(null);
  const [loading, saving, overtaken] = [ref(true), ref(false), ref(false)];
  const asOf = ref<Instant | null>(null);
  let etag = "";

  function show(answer: { data: DayPlan; etag: string | null }): void {
    plan.value = answer.data;
    etag = answer.etag ?? "";
    asOf.value = null;
  }

  async function fromPhone(problem: unknown, wanted: string): Promise<void> {
    const taken = isSilence(problem) ? await takenPlan(wanted) : null;
    if (wanted !== day()) return;
    if (taken === null) error.value = problem;
    else [plan.value, asOf.value] = [taken.value, taken.as_of];
  }

  async function load(): Promise<void> {
    const wanted = day();
    loading.value = true;
    error.value = null;
    try {
      const answer = await getPlan(wanted);
      if (wanted === day()) show(answer);
    } catch (problem) {
      await fromPhone(problem, wanted);
    }
    loading.value = false;
  }

  async function save(stops: StopInput[]): Promise<boolean> {
    if (saving.value) return false;
    saving.value = true;
    error.value = null;
    overtaken.value = false;
    try {
      show(await putPlan(day(), stops.map(placeOf), etag));
      return true;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.code === "precondition.failed") {
        await load();
        overtaken.value = true;
      } else error.value = problem;
      return false;
    } finally {
      saving.value = false;
    }
  }

  watch(day, () => { plan.value = null; overtaken.value = false; void load(); }, { immediate: true });
  return { plan, loading, saving, error, asOf, overtaken, readOnly: computed(() => asOf.value !== null), load, save };
}

/** Puts a place at the end of a day's plan; tries once more where another phone was quicker. @throws ApiProblem, NetworkError */
export async function addToPlan(day: string, stop: StopInput): Promise<DayPlan> {
  for (let last = false; ; last = true) {
    const { data, etag } = await getPlan(day);
    try {
      return (await putPlan(day, added<StopInput>(data.stops.map(placeOf), stop), etag ?? "")).data;
    } catch (problem) {
      if (last || !(problem instanceof ApiProblem) || problem.code !== "precondition.failed") throw problem;
    }
  }
}

/** The notice of a re-check that waits at a stop. */
export const noticeAt = (stop: Stop): string | null => stop.tasks.find((task) => task.notice_id !== null)?.notice_id ?? null;
