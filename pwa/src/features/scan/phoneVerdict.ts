/**
 * The phone's own verdict, when the server is out of reach: the signature by the trust list, the state by the status
 * list, the site by the field pack. It is as good as the register's of the hour the status list was made, so a young
 * list makes it whole ("valid as of 06:00"); an old one never makes it green (credential.md).
 */
import { type CardCheck, type CardFields, type ClockDoubt, type ListAge, type ListedState, type StoredFieldPack } from "@/offline";
import type { CertificateState, Instant, IsoDate, Position, Reason } from "@/api/types";
import type { Doubt, PhoneFacts, RosterFact, VisitSite } from "./result";
import { seenByPack } from "./seenElsewhere";

/** What the status list says of this card. */
export interface Listed {
  state: ListedState;
  as_of: Instant;
  age: ListAge;
}

export interface PhoneKnowledge {
  check: CardCheck | null;
  typed_number: string | null;
  pack: StoredFieldPack | null;
  site: VisitSite | null;
  position: Position | null;
  /** When the card was shown, by the server's clock; null where the phone does not know that. */
  at: Instant | null;
  today: IsoDate;
  clock: ClockDoubt | null;
  /** null: this phone never had a trust list. */
  trust: { as_of: Instant; age: ListAge } | null;
  /** null: no status list on this phone, or no card to look up in it. */
  listed: Listed | null;
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

/** What the roster on the phone says against the person, unless the status list is younger: it knows of a reinstatement. */
function badByRoster(roster: RosterFact | null, listed: Listed | null): Reason | null {
  if (!roster?.certificate_state || (listed && Date.parse(listed.as_of) > Date.parse(roster.as_of) && listed.state !== "other")) return null;
  return BAD[roster.certificate_state] ?? null;
}

/** What the status list says against the card. Only a suspension can end, so only that grows old. */
function badByList(listed: Listed | null): Reason | null {
  switch (listed?.state) {
    case "revoked":
      return "revoked";
    case "other":
      return "withdrawn";
    case "suspended":
      return listed.age === "expired" ? null : "suspended";
    default:
      return null;
  }
}

/** Why the phone cannot say "valid" of a genuine card, or null when it can. */
function doubtOf({ trust, listed, check }: PhoneKnowledge): Doubt | null {
  if (trust?.age === "expired") return "keys_expired";
  if (!listed) return "no_list";
  if (check?.outcome === "genuine" && check.planned) return "planned_key";
  if (listed.age !== "fresh") return "list_old";
  return listed.state === "unlisted" ? "not_listed" : null;
}

interface Judged {
  reason: Reason;
  doubt: Doubt | null;
}

const plainly = (reason: Reason): Judged => ({ reason, doubt: null });

/**
 * Past the date on the card. A card must never be called so because the phone's clock is wrong: of a phone that heard
 * nothing for a month, only dates before the last thing it heard count.
 */
function hasExpired({ expires_on }: CardFields, { today, trust }: PhoneKnowledge): boolean {
  if (expires_on === null) return false;
  return expires_on < (trust?.age === "expired" ? trust.as_of.slice(0, 10) : today);
}

function judgeGenuine(card: CardFields, knowledge: PhoneKnowledge, roster: RosterFact | null, onSite: boolean | null): Judged {
  const bad = badByRoster(roster, knowledge.listed) ?? badByList(knowledge.listed);
  if (bad) return plainly(bad);
  if (knowledge.clock) return plainly("clock_wrong");
  if (hasExpired(card, knowledge)) return plainly("expired");
  const doubt = doubtOf(knowledge);
  if (doubt) return { reason: "status_unknown", doubt };
  return plainly(onSite === false ? "not_here" : "valid");
}

function judgeTyped(knowledge: PhoneKnowledge, roster: RosterFact | null): Judged {
  const bad = badByRoster(roster, null);
  return plainly(bad ?? (knowledge.clock ? "clock_wrong" : "status_unknown"));
}

function judge(knowledge: PhoneKnowledge, roster: RosterFact | null, onSite: boolean | null): Judged {
  const { check } = knowledge;
  switch (check?.outcome) {
    case undefined:
      return judgeTyped(knowledge, roster);
    case "not_a_card":
    case "malformed":
    case "unknown_key":
    case "revoked_key":
    case "forged":
      return plainly(check.outcome);
    case "cannot_check":
      return plainly("unknown_key");
    case "genuine":
      return judgeGenuine(check.fields, knowledge, roster, onSite);
    default:
      return unforeseen(check);
  }
}

/** The compiler finds an outcome nobody thought of; should one come all the same, nothing is claimed. */
function unforeseen(check: never): Judged {
  return plainly(check ? "malformed" : "unknown_key");
}

export function judgeOnPhone(knowledge: PhoneKnowledge): PhoneFacts {
  const { check, pack, site, typed_number, trust, listed, clock } = knowledge;
  const card = check?.outcome === "genuine" ? check.fields : null;
  const number = card?.number ?? typed_number;
  const roster = pack && number !== null ? findInPack(pack, number) : null;
  const onSite = number !== null ? onSiteRoster(pack, site, roster) : null;
  const { reason, doubt } = judge(knowledge, roster, onSite);
  return {
    reason,
    doubt,
    card: card && { number: card.number, name: card.name, issued_on: card.issued_on, expires_on: card.expires_on },
    roster,
    pack_as_of: pack?.as_of ?? null,
    on_site_roster: onSite,
    seen_elsewhere: card && seenByPack(pack, roster, knowledge),
    list_as_of: card && listed ? listed.as_of : null,
    trust_as_of: trust?.as_of ?? null,
    clock,
  };
}
