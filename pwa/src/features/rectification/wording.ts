/** Notices in words. */
import type { Notice, NoticeEvent, NoticeItem, NoticeItemState, NoticeSummary, PenaltyProposal, PenaltyProvision } from "@/api/types";
import { formatDate, formatNumber, language, t } from "@/app/words";
import { articleWords } from "@/features/inspections";
import type { Tone } from "@/ui";

export function stateTone(notice: NoticeSummary): Tone {
  if (notice.state === "closed") return "valid";
  if (notice.overdue || notice.state === "proposed") return "not_valid";
  return notice.state === "answered" ? "neutral" : "check";
}

export const stateWord = (notice: NoticeSummary): string => (notice.overdue ? t("rectification.overdue") : t(`rectification.state.${notice.state}`));

export function itemTone(state: NoticeItemState): Tone {
  switch (state) {
    case "open":
      return "check";
    case "answered":
      return "neutral";
    case "corrected":
      return "valid";
    case "not_corrected":
      return "not_valid";
  }
}

export const itemText = (item: NoticeItem): string => (language() === "en" ? item.text_en : item.text);
export const basisOf = (item: { article: string }): string => articleWords(item.article, language());

/** What the list says below the name: by when, and of what state. */
export function briefOf(notice: NoticeSummary): string {
  const recheck = notice.recheck_requested_at && notice.recheck_due_on ? t("rectification.recheckBy", { date: formatDate(notice.recheck_due_on) }) : "";
  const done = t("rectification.itemsDone", { count: notice.items_count, done: notice.corrected_count });
  return [recheck || t("rectification.due", { date: formatDate(notice.due_on) }), done].join(" · ");
}

export function provisionWords(provision: PenaltyProvision): string {
  const words = language() === "en" ? provision.text_en : provision.text_zh;
  return `${basisOf(provision)} · ${t(`rectification.penaltyKind.${provision.kind}`)} · ${words}`;
}

export function proposalWords(proposal: PenaltyProposal): string {
  const { amount_yuan: amount, provision } = proposal;
  const what = amount === null ? t(`rectification.penaltyKind.${provision.kind}`) : t("rectification.fine", { amount: formatNumber(amount) });
  return `${basisOf(provision)} · ${what}`;
}

/** One event in a line. */
export function eventWords(event: NoticeEvent): string {
  const { facts } = event;
  switch (event.kind) {
    case "issued":
      return t("rectification.event.issued", { count: facts.count ?? 0 });
    case "answered":
      return t("rectification.event.answered", { count: facts.item_ids?.length ?? 0 });
    case "recheck_requested":
      return t("rectification.event.recheck_requested");
    case "extended":
      return t("rectification.event.extended", { from: formatDate(facts.from), to: formatDate(facts.to) });
    case "rechecked": {
      const found = Object.values(facts.items ?? {});
      const corrected = found.filter((state) => state === "corrected").length;
      return t("rectification.event.rechecked", { corrected, not: found.length - corrected });
    }
    case "closed":
      return t("rectification.event.closed", { basis: facts.basis ? t(`rectification.bases.${facts.basis}`) : "" });
    case "penalty_proposed":
      return t("rectification.event.penalty_proposed", { penalty: penaltyOf(event) });
    case "escalated":
      return t("rectification.event.escalated", { agency: facts.agency_name ?? "" });
  }
}

function penaltyOf({ facts }: NoticeEvent): string {
  const amount = facts.amount_yuan ?? null;
  const what = amount === null ? facts.kind && t(`rectification.penaltyKind.${facts.kind}`) : t("rectification.fine", { amount: formatNumber(amount) });
  return [facts.article && articleWords(facts.article, language()), what].filter(Boolean).join(" · ");
}

export const isPending = (notice: NoticeSummary): boolean => notice.state === "open" || notice.state === "answered";
export const toAnswer = (notice: Notice): NoticeItem[] => notice.items.filter((item) => item.state !== "corrected");
export const allAnswered = (notice: Notice): boolean => notice.items.every((item) => item.state === "answered" || item.state === "corrected");
