/**
 * The phone's own verdict, when the server is out of reach. It proves the signature and reads the
 * date on the card; of the present state it only knows what the field pack said some hours ago. So
 * it can say "not valid", but never "valid": that word is the register's.
 */
import type { CardCheck, StoredFieldPack } from "@/offline";
import type { CertificateState, IsoDate, Reason } from "@/api/types";
import type { PhoneFacts, RosterFact, VisitSite } from "./result";

export interface PhoneKnowledge {
  check: CardCheck | null;
  typed_number: string | null;
  pack: StoredFieldPack | null;
  site: VisitSite | null;
  today: IsoDate;
  clock_suspect: boolean;
  has_keys: boolean;
}

/** States that are not undone, or must be settled before the person may work: still true some hours later. */
const BAD: Partial<Record<CertificateState, Reason>> = {
  suspended: "suspended",
  revoked: "revoked",
  cancelled: "cancelled",
  superseded: "superseded",
  expired: "expired",
};

function siteOf(pack: StoredFieldPack, siteId: string): RosterFact["sites"][number] | null {
  const site = pack.sites.find(({ id }) => id === siteId);
  return site ? { site_id: site.id, site_name: site.name, unit_name: site.unit_name } : null;
}

/** The person with this certificate number in the field pack, with all sites he stands on. */
export function findInPack(pack: StoredFieldPack, number: string): RosterFact | null {
  const hits = pack.rosters.flatMap(({ site_id, entries }) =>
    entries.filter((entry) => entry.certificate_number === number).map((entry) => ({ entry, site: siteOf(pack, site_id) })),
  );
  const first = hits[0]?.entry;
  if (!first) return null;
  const { name, guard_id, certificate_state, position } = first;
  const sites = hits.flatMap(({ site }) => (site ? [site] : []));
  return { name, guard_id, certificate_number: number, certificate_state, position, sites, as_of: pack.as_of };
}

function onSiteRoster(pack: StoredFieldPack | null, site: VisitSite | null, roster: RosterFact | null): boolean | null {
  if (!pack || !site || !pack.rosters.some(({ site_id }) => site_id === site.id)) return null;
  return roster?.sites.some(({ site_id }) => site_id === site.id) ?? false;
}

function reasonOfCard(check: CardCheck, knowledge: PhoneKnowledge, roster: RosterFact | null): Reason {
  switch (check.outcome) {
    case "not_a_card":
    case "malformed":
    case "unknown_key":
    case "forged":
      return check.outcome;
    case "cannot_check":
      return "unknown_key";
    case "genuine":
      return reasonOfState(knowledge, roster, check.fields.expires_on);
    default:
      return "malformed";
  }
}

function reasonOfState(knowledge: PhoneKnowledge, roster: RosterFact | null, expires_on: IsoDate | null): Reason {
  const bad = roster?.certificate_state ? BAD[roster.certificate_state] : undefined;
  if (bad) return bad;
  // A card must never be called expired because the phone's clock is wrong.
  if (knowledge.clock_suspect) return "clock_wrong";
  return expires_on !== null && expires_on < knowledge.today ? "expired" : "status_unknown";
}

export function judgeOnPhone(knowledge: PhoneKnowledge): PhoneFacts {
  const { check, pack, site, typed_number } = knowledge;
  const card = check?.outcome === "genuine" ? check.fields : null;
  const number = card?.number ?? typed_number;
  const roster = pack && number !== null ? findInPack(pack, number) : null;
  const isPerson = card !== null || typed_number !== null;
  return {
    reason: check ? reasonOfCard(check, knowledge, roster) : reasonOfState(knowledge, roster, null),
    card: card && { number: card.number, name: card.name, issued_on: card.issued_on, expires_on: card.expires_on },
    roster,
    pack_as_of: pack?.as_of ?? null,
    on_site_roster: isPerson ? onSiteRoster(pack, site, roster) : null,
    no_keys: !knowledge.has_keys,
  };
}
