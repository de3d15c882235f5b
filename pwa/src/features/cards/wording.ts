import type { CardBatchSummary, CardFailure, JobState } from "@/api/types";
import { t } from "@/app/words";
import type { Tone } from "@/ui";

const TONES: Record<JobState, Tone> = {
  waiting: "neutral",
  running: "neutral",
  done: "valid",
  failed: "not_valid",
  cancelled: "check",
};

/** A batch that is done but left some cards out asks for a look. */
export function stateTone(batch: CardBatchSummary): Tone {
  return batch.state === "done" && batch.failed > 0 ? "check" : TONES[batch.state];
}

export function stateWords(batch: CardBatchSummary): string {
  return batch.cancelling ? t("jobs.cancelling") : t(`jobs.states.${batch.state}`);
}

/** What was asked for, in a few words. */
export function wantedWords({ wanted, layout, template_version }: CardBatchSummary): string {
  const which = wanted.numbers
    ? t("cards.wanted.numbers", { count: wanted.numbers })
    : [wanted.unit_name, t(wanted.unprinted ? "cards.wanted.unprinted" : "cards.wanted.all")].filter(Boolean).join(" · ");
  const version = template_version ? t("cards.version", { version: template_version }) : t("cards.versionNone");
  return [which, t(`cards.layouts.${layout}`), version].join(" · ");
}

export function failureWords({ code, detail }: CardFailure): string {
  return code === "glyph_missing" ? t("cards.failure.glyph_missing", { characters: detail ?? "" }) : t(`cards.failure.${code}`);
}
