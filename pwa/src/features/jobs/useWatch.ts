import { onScopeDispose, watch, type Ref } from "vue";
import type { Job } from "@/api/types";
import { getJob } from "./api";
import { isOpen } from "./wording";

const SOONEST_MS = 1000;
const LATEST_MS = 15_000;

/** The pause before the next look: short while something moves, growing while nothing does. */
export function nextPause(pause: number, moved: boolean): number {
  return moved ? SOONEST_MS : Math.min(pause * 1.5, LATEST_MS);
}

/**
 * Looks after the jobs of a list that have not ended, while the page is visible. `ended` hears of
 * each that ends meanwhile.
 */
export function useWatch(jobs: Ref<Job[]>, ended: (job: Job) => void): void {
  let pause = SOONEST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let over = false;

  function plan(): void {
    clearTimeout(timer);
    if (over || looking || document.hidden || !jobs.value.some(isOpen)) return;
    timer = setTimeout(() => void look(), pause);
  }

  async function look(): Promise<void> {
    looking = true;
    let moved = false;
    for (const before of jobs.value.filter(isOpen)) {
      // No answer is no news: the next look asks again.
      const now = await getJob(before.id).catch(() => before);
      if (over) return;
      moved ||= now.state !== before.state || now.done !== before.done || now.doing !== before.doing;
      jobs.value = jobs.value.map((job) => (job.id === now.id ? now : job));
      if (!isOpen(now)) ended(now);
    }
    looking = false;
    pause = nextPause(pause, moved);
    plan();
  }

  function comeBack(): void {
    pause = SOONEST_MS;
    plan();
  }

  document.addEventListener("visibilitychange", comeBack);
  watch(jobs, () => { if (!looking) comeBack(); });
  onScopeDispose(() => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", comeBack);
  });
}
