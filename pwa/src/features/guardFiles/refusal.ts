import { problemWords } from "@/app/problems";

/** Why something was refused, or undefined when nothing was. */
export function refusal(error: unknown): string | undefined {
  return error ? problemWords(error) : undefined;
}
