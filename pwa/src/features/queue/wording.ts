/** Why something waits, in words. */
import { ApiProblem } from "@/api";
import type { LastProblem } from "@/offline";
import { problemWords } from "@/app/problems";
import { t, tryWords } from "@/app/words";

/** Codes of what no server said have their words here, all others in the catalogue of problems. */
export function reasonOf({ code, status, detail, errors }: LastProblem): string {
  const own = tryWords(`queue.problem.${code}`);
  if (own || status === null) return own ?? t("queue.problem.phone.failed");
  return problemWords(new ApiProblem({ type: "about:blank", title: "", status, code, detail: detail ?? "", errors, request_id: "" }));
}

/** The parts of the record the server named. */
export function fieldsOf({ errors }: LastProblem): string | null {
  const named = [...new Set(errors.map(({ field, code }) => tryWords(`problems.field.${code}`) ?? field))];
  return named.length > 0 ? t("queue.fields", { fields: named.join(t("common.listSeparator")) }) : null;
}
