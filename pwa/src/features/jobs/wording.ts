import type { Job, JobState } from "@/api/types";
import { formatNumber, t, tryWords } from "@/app/words";
import type { Tone } from "@/ui";

const TONES: Record<JobState, Tone> = {
  waiting: "neutral",
  running: "neutral",
  done: "valid",
  failed: "not_valid",
  cancelled: "check",
};

export function stateTone(job: Job): Tone {
  return TONES[job.state];
}

export function stateWords(job: Job): string {
  if (job.cancelling) return t("jobs.cancelling");
  if (job.state === "waiting" && job.attempts > 0) return t("jobs.waitingAgain");
  return t(`jobs.states.${job.state}`);
}

/** What kind of work it is; a newer kind is shown by its own word. */
export function kindWords(kind: string): string {
  return tryWords(`jobs.kinds.${kind}`) ?? kind;
}

export function isOpen(job: Job): boolean {
  return job.state === "waiting" || job.state === "running";
}

/** How far it is, in numbers; before the first row is counted there are none. */
export function shareWords(job: Job): string {
  const doing = (job.doing && tryWords(`jobs.doing.${job.doing}`)) ?? "";
  if (job.total === null) return doing;
  const share = t("jobs.share", { done: formatNumber(Math.min(job.done, job.total)), total: formatNumber(job.total) });
  return doing ? `${doing} ${share}` : share;
}

/** Why it failed, in words, never as a code alone. */
export function problemOf(job: Job): string {
  if (!job.problem) return "";
  return tryWords(`problems.${job.problem}`, { seconds: 60 }) ?? t("problems.general", { id: job.id });
}
