import { computed, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import type { BulkCheck } from "@/api/types";
import { useCommand, type Command } from "@/app/data/useCommand";
import { t } from "@/app/words";
import { checkFile, checkNumbers } from "./api";

export const KINDS = ["xlsx", "xls", "ods", "csv", "tsv"];
const LARGEST_FILE = 2 * 1024 * 1024;

export interface Check {
  asking: Command;
  answer: ShallowRef<BulkCheck | null>;
  /** What stands against what was given, before the server is asked. */
  refused: ShallowRef<string | undefined>;
  /** All numbers of the answer, to be asked again as a workbook or watched. */
  numbers: ComputedRef<string>;
  ask: (text: string) => Promise<void>;
  askFile: (file: File) => Promise<void>;
}

/** One question about many numbers, and its answer. */
export function useCheck(): Check {
  const asking = useCommand();
  const answer = shallowRef<BulkCheck | null>(null);
  const refused = shallowRef<string>();

  async function run(question: () => Promise<BulkCheck>): Promise<void> {
    answer.value = (await asking.run(Date.now(), question)) ?? null;
  }

  async function ask(text: string): Promise<void> {
    refused.value = text.trim() ? undefined : t("watches.needNumbers");
    if (!refused.value) await run(() => checkNumbers(text));
  }

  async function askFile(file: File): Promise<void> {
    const kind = file.name.split(".").pop()?.toLowerCase() ?? "";
    refused.value = KINDS.includes(kind) ? undefined : t("watches.fileKind");
    if (file.size > LARGEST_FILE) refused.value = t("watches.fileTooLarge");
    if (!refused.value) await run(() => checkFile(file, kind));
  }

  const numbers = computed(() => answer.value?.items.map((item) => item.number).join("\n") ?? "");
  return { asking, answer, refused, numbers, ask, askFile };
}
