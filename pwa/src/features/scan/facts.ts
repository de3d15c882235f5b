/** The facts below a verdict, in the order an officer asks for them: who, may he, whose, here, since when. */
import type { Verification } from "@/api/types";
import { t } from "@/app/words";
import { formatDate, formatDateTime } from "@/app/words/dates";
import type { Fact } from "@/ui";
import type { CheckResult } from "./result";

const fact = (key: string, label: string, value: string | null | undefined): Fact[] => (value ? [{ key, label, value }] : []);

function whose({ employer, left, postings, person }: Verification): Fact[] {
  if (!person) return [];
  const unit = employer ? t("scan.facts.employerSince", { unit: employer.name, date: formatDate(employer.since) }) : t("scan.facts.noEmployer");
  const sites = postings.map((posting) => posting.site_name).join(t("common.listSeparator"));
  return [
    ...fact("employer", t("scan.facts.employer"), unit),
    ...(left ? fact("left", t("scan.facts.left"), t("scan.facts.leftOn", { unit: left.unit_name, date: formatDate(left.ended_on) })) : []),
    ...(employer ? fact("postings", t("scan.facts.postings"), sites || t("scan.facts.noPostings")) : []),
  ];
}

function here({ site_relation, site }: Verification): Fact[] {
  if (!site || !site_relation) return [];
  return fact("here", t("scan.facts.here"), t(`scan.relation.${site_relation}`, { site: site.name }));
}

function certificate({ certificate: found }: Verification): Fact[] {
  if (!found) return [];
  return [
    ...fact("certificate_number", t("scan.facts.certificate_number"), found.number),
    ...fact("state", t("scan.facts.state"), t(`enums.certificate_state.${found.state}`)),
    ...fact("reason", t("scan.facts.reason"), found.state === "valid" ? null : found.state_reason),
    ...fact("issued_on", t("scan.facts.issued_on"), formatDate(found.issued_on)),
    ...fact("expires_on", t("scan.facts.expires_on"), found.expires_on ? formatDate(found.expires_on) : t("scan.facts.no_expiry")),
    ...fact("agency", t("scan.facts.agency"), found.agency_name),
  ];
}

function fromServer(verification: Verification): Fact[] {
  const { person, as_of } = verification;
  return [
    ...here(verification),
    ...whose(verification),
    ...(person ? fact("identity_number", t("scan.facts.identity_number"), person.identity_number_masked) : []),
    ...(person ? fact("sex", t("scan.facts.sex"), t(`enums.sex.${person.sex}`)) : []),
    ...certificate(verification),
    ...fact("as_of", t("scan.facts.as_of"), formatDateTime(as_of)),
    ...fact("signed", t("devices.signature"), t(verification.signed ? "devices.signed" : "devices.unsigned")),
  ];
}

function fromPhone({ phone, site, typed_number }: CheckResult): Fact[] {
  const card = phone?.card;
  // What the stored roster says of the site stands beside its date, with the phone's other knowledge.
  const unknownHere = site && phone?.on_site_roster === null && (card || typed_number);
  return [
    ...(unknownHere ? fact("here", t("scan.facts.here"), t("scan.relation.unknown")) : []),
    ...(card ? fact("certificate_number", t("scan.facts.certificate_number"), card.number) : []),
    ...(card ? fact("issued_on", t("scan.facts.issued_on"), formatDate(card.issued_on)) : []),
    ...(card ? fact("expires_on", t("scan.facts.expires_on"), card.expires_on ? formatDate(card.expires_on) : t("scan.facts.no_expiry")) : []),
  ];
}

export function factsOf(result: CheckResult): Fact[] {
  const typed = result.verification?.certificate ? null : result.typed_number;
  return [
    ...(result.verification ? fromServer(result.verification) : fromPhone(result)),
    ...fact("typed", t("scan.facts.typed"), typed),
    ...fact("site", t("scan.facts.site"), result.site && [result.site.name, result.site.unit_name].filter(Boolean).join(" · ")),
    ...fact("checked_at", t("scan.facts.checked_at"), formatDateTime(result.checked_at)),
  ];
}
