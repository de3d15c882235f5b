/** While a visit is open, its waiting checks take the register's answer as soon as it is received. */
import { onScopeDispose, type Ref } from "vue";
import { toneOf } from "@/features/scan";
import { onChange, receiptOf } from "@/offline";
import type { InspectionDraft } from "./model/draft";
import { takeAnswers, waitingChecks, type LateAnswer } from "./model/lateAnswer";

async function answerTo(commandId: string): Promise<LateAnswer[]> {
  const receipt = await receiptOf(commandId).catch(() => null);
  if (!receipt?.reason) return [];
  return [{ command_id: commandId, verification_id: receipt.server_id, reason: receipt.reason, tone: toneOf(receipt.reason) }];
}

export function useLateAnswers(draft: Ref<InspectionDraft>): void {
  async function look(): Promise<void> {
    const answers = await Promise.all(waitingChecks(draft.value).map(answerTo));
    takeAnswers(draft.value, answers.flat());
  }

  void look();
  onScopeDispose(onChange(() => void look()));
}
