/** What waits, in words: the record as it came, and what the register knows. */
import type { FormerGrant, Quarantined } from "@/api/types";
import { formatDateTime, t, tryWords } from "@/app/words";
import type { Fact } from "@/ui";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const many = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** What came: nothing is shown that the record does not say. */
export function recordFacts(it: Quarantined): Fact[] {
  const record = it.record ?? {};
  const problems = many(record["items"]).filter((item) => (item as { outcome?: string }).outcome === "problem").length;
  const isVisit = it.kind === "inspection";
  return [
    { key: "unit", label: t("quarantine.unit"), value: it.unit_name ?? "" },
    { key: "site", label: t("quarantine.site"), value: it.site_name ?? "" },
    { key: "number", label: t("quarantine.checked"), value: text(record["number"]) || text(record["code"]) },
    { key: "officers", label: t("quarantine.officers"), value: it.officer_names.join(t("common.listSeparator")) },
    { key: "started", label: t("quarantine.started"), value: record["started_at"] ? formatDateTime(text(record["started_at"])) : "" },
    { key: "finished", label: t("quarantine.finished"), value: formatDateTime(it.made_at) },
    { key: "guards", label: t("quarantine.guards"), value: isVisit ? String(many(record["guards"]).length) : "" },
    { key: "problems", label: t("quarantine.problems"), value: isVisit ? String(problems) : "" },
    { key: "result", label: t("quarantine.result"), value: tryWords(`enums.inspection_result.${text(record["result"])}`) ?? "" },
    { key: "findings", label: t("quarantine.findings"), value: text(record["findings"]) },
    { key: "person", label: t("quarantine.person"), value: text(record["responsible_person"]) },
  ].filter((fact) => fact.value !== "");
}

/** When it may have been, and how it came. */
export function arrivalFacts(it: Quarantined): Fact[] {
  const { evidence } = it;
  const apart = evidence.earliest !== evidence.latest;
  const error = evidence.clock_error_s;
  return [
    { key: "received", label: t("quarantine.received"), value: formatDateTime(it.received_at) },
    {
      key: "window", label: t("quarantine.window"),
      value: apart ? t("quarantine.windowValue", { from: formatDateTime(evidence.earliest), to: formatDateTime(evidence.latest) }) : "",
    },
    {
      key: "clock", label: t("quarantine.clock"),
      value: error === null || Math.abs(error) < 60 ? "" : t(error > 0 ? "quarantine.clockAhead" : "quarantine.clockBehind", { minutes: Math.round(Math.abs(error) / 60) }),
    },
    { key: "order", label: t("quarantine.order"), value: evidence.out_of_order ? t("quarantine.outOfOrder") : "" },
    { key: "signed", label: t("devices.signature"), value: t(it.signed ? "devices.signed" : "devices.unsigned") },
    { key: "sequence", label: t("quarantine.sequence"), value: it.sequence === null ? "" : String(it.sequence) },
    { key: "bearer", label: t("quarantine.bearer"), value: it.handed_in_by_name ?? "" },
    { key: "decided", label: t("quarantine.decidedBy"), value: it.decided_by_name ?? "" },
    { key: "decidedAt", label: t("quarantine.decidedAt"), value: it.decided_at ? formatDateTime(it.decided_at) : "" },
    { key: "note", label: t("quarantine.note"), value: it.note ?? "" },
  ].filter((fact) => fact.value !== "");
}

/** From when to when an officer belonged where. */
export function grantWords(grant: FormerGrant): string {
  const from = grant.since ? formatDateTime(grant.since) : t("quarantine.ever");
  const to = grant.until ? formatDateTime(grant.until) : t("quarantine.still");
  return t("quarantine.windowValue", { from, to });
}
