import type { Contract, ContractPoint, ContractSummary, Flag, PostNeed } from "@/api/types";
import { problemWords } from "@/app/problems";
import { formatDate, language, t, today } from "@/app/words";
import type { Tone } from "@/ui/types";

/** Why something was refused, or undefined when nothing was. */
export function refusal(error: unknown): string | undefined {
  return error ? problemWords(error) : undefined;
}

/** A signed contract is performed from its first day on. */
function isAhead(contract: Pick<ContractSummary, "state" | "starts_on">): boolean {
  return contract.state === "signed" && contract.starts_on > today();
}

export function stateTone(contract: Pick<ContractSummary, "state" | "flags" | "starts_on">): Tone {
  if (contract.flags.length > 0) return "check";
  return contract.state === "signed" && !isAhead(contract) ? "valid" : "neutral";
}

export function stateWord(contract: Pick<ContractSummary, "state" | "starts_on">): string {
  return isAhead(contract) ? t("contracts.ahead") : t(`contracts.contractState.${contract.state}`);
}

export function period(contract: Pick<Contract, "starts_on" | "last_day">): string {
  return `${formatDate(contract.starts_on)} – ${formatDate(contract.last_day)}`;
}

export function lineOf(contract: ContractSummary): string {
  const open = contract.state === "draft" && contract.points_open > 0 ? t("contracts.pointsOpen", { count: contract.points_open }) : "";
  return [contract.client_name, t("contracts.untilDay", { date: formatDate(contract.last_day) }), open].filter(Boolean).join(" · ");
}

/** "Reg. art. 13" and "M. art. 26", as the person reads them. */
export function articleWords(flag: Flag): string {
  const number = flag.article.replace(/\D+/g, "");
  return flag.article.startsWith("Reg.") ? t("contracts.article.regulation", { number }) : t("contracts.article.measures", { number });
}

/** The articles that ask for the check, in the person's words. */
export function basisWords(basis: string): string {
  return basis
    .split("; ")
    .map((article) => articleWords({ code: "unlawful_request", article }))
    .join(t("common.listSeparator"));
}

export function pointWords(point: ContractPoint): string {
  return language() === "en" ? point.en : point.zh;
}

export function provinceWords(code: string): string {
  return t(`contracts.province.p${code}` as "contracts.province.p44");
}

export function timeOf(post: PostNeed): string {
  const { begins, ends } = post;
  return t(ends > begins ? "contracts.needs.sameDay" : "contracts.needs.nextDay", { begins, ends });
}

const WHOLE_WEEK = 7;

export function daysOf(post: PostNeed): string {
  if (post.weekdays.length === WHOLE_WEEK) return t("contracts.needs.daily");
  return post.weekdays.map(dayWords).join(t("common.listSeparator"));
}

export function dayWords(day: number): string {
  return t(`contracts.needs.weekday.d${day as 1}`);
}
