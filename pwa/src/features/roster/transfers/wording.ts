import type { Transfer, TransferState } from "@/api/types";
import { formatDate, t } from "@/app/words";

/** Sign of a state: what waits for this unit is told from what waits for the other. */
export function toneOf(transfer: Transfer): "valid" | "check" | "neutral" {
  if (transfer.state === "proposed" && transfer.may_withdraw) return "neutral";
  const tones: Record<TransferState, "valid" | "check" | "neutral"> = {
    proposed: "check",
    accepted: "valid",
    done: "valid",
    declined: "neutral",
    withdrawn: "neutral",
    lapsed: "neutral",
  };
  return tones[transfer.state];
}

export function stateWords(transfer: Transfer): string {
  if (transfer.state === "proposed" && transfer.may_answer) return t("transfers.yourAnswer");
  if (transfer.state === "proposed" && transfer.may_withdraw) return t("transfers.theirAnswer");
  return t(`enums.transfer_state.${transfer.state}`);
}

/** From or to whom, as the own unit sees it; who may not know the present employer yet reads so. */
export function wayWords(transfer: Transfer): string {
  if (!transfer.incoming) return t("transfers.goesTo", { to: transfer.to_unit_name });
  return t("transfers.comesFrom", { from: transfer.from_unit_name ?? t("transfers.unknownUnit") });
}

export function lineOf(transfer: Transfer): string {
  return [wayWords(transfer), formatDate(transfer.effective_on)].join(" · ");
}

/** The days between which a transfer may lie: a month back and ahead. */
export function dayRange(today: string): { min: string; max: string } {
  const shifted = (days: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return { min: shifted(-30), max: shifted(30) };
}
