import { ApiProblem } from "@/api/problem";
import { problemWords } from "@/app/problems";
import { tryWords } from "@/app/words";

/** Why an act or an issue was refused; of a bar, each article that stands against the person. */
export function refusalWords(error: unknown): string | undefined {
  if (!error) return undefined;
  const bars =
    error instanceof ApiProblem && error.code === "certificate.barred" ? error.problem.errors : [];
  const articles = bars.flatMap(({ code }) => tryWords(`certificates.bar.${code}`) ?? []);
  return articles.length > 0 ? articles.join(" ") : problemWords(error);
}
