import { ApiProblem, NetworkError, type Problem } from "@/api";
import type { FieldError } from "@/ui/types";
import { t, tryWords } from "./words";

/** One sentence for whatever went wrong, by the stable code; never a code without words. */
export function problemWords(error: unknown): string {
  if (error instanceof NetworkError) return t(`problems.network.${error.kind}`);
  if (!(error instanceof ApiProblem)) return t("problems.internal");
  const { problem } = error;
  const words = tryWords(`problems.${problem.code}`, { seconds: Math.ceil(problem.retry_after_s ?? 60) });
  return words ?? t("problems.general", { id: problem.request_id || problem.code });
}

/** The words for one field's complaint: by the code of the problem's field, else what fits every field. */
function fieldWords(problem: Problem, code: string): string {
  return (
    tryWords(`problems.field.${code}`) ??
    tryWords(`problems.${code}`) ??
    tryWords(`problems.${problem.code}`) ??
    t("problems.field.general")
  );
}

/** The fields a refusal names -> what to say beside each. */
export function fieldProblems(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const { field, code } of error.problem.errors) found[field] ??= fieldWords(error.problem, code);
  return found;
}

/** Words beside fields -> entries of the summary; `prefix` is what the ids of the controls begin with. */
export function summaryOf(words: Readonly<Record<string, string | undefined>>, prefix = ""): FieldError[] {
  return Object.entries(words).flatMap(([field, message]) => (message ? [{ id: prefix + field, message }] : []));
}

/** True when trying again may help: no answer, or the server's own trouble. */
export function canRetry(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiProblem && error.status >= 500);
}
