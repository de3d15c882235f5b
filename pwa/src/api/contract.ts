/**
 * The compiler compares the words of `types/` with the server's own description (schema.d.ts, made
 * by `make types`). An answer must be what we say it is; an input must be what the server takes.
 */
import type { components } from "./schema";
import type * as Own from "./types";

type Server = components["schemas"];

/** Compiles only when what the server answers can be used as what we say. */
type Answers<Theirs extends Ours, Ours> = [Theirs, Ours];
/** Compiles only when what we send can be used as what the server takes. */
type Takes<Ours extends Theirs, Theirs> = [Ours, Theirs];

export type Contract = [
  Answers<Server["Session"], Own.Session>,
  Answers<Server["OwnSession"], Own.OwnSession>,
  Answers<Server["SecondFactor"], Own.SecondFactor>,
  Answers<Server["TotpSetup"], Own.TotpSetup>,
  Answers<Server["Account"], Own.Account>,
  Answers<Server["FirstPassword"], Own.AccountWithPassword>,
  Answers<Server["Officer"], Own.Officer>,
  Answers<Server["Division"], Own.Division>,
  Answers<Server["Agency"], Own.Agency>,
  Answers<Server["UnitSummary"], Own.UnitSummary>,
  Answers<Server["Unit"], Own.Unit>,
  Answers<Server["GuardSummary"], Own.GuardSummary>,
  Answers<Server["Guard"], Own.Guard>,
  Answers<Server["Disclosure"], Own.GuardDisclosure>,
  Answers<Server["Certificate"], Own.Certificate>,
  Answers<Server["CertificateEvent"], Own.CertificateEvent>,
  Answers<Server["SigningKeys"], Own.SigningKeys>,
  Answers<Server["PublicationState"], Own.Publications>,
  Answers<Server["Affected"], Own.AffectedCertificate>,
  Answers<Server["LogState"], Own.LogState>,
  Answers<Server["Employment"], Own.Employment>,
  Answers<Server["RosterEntry"], Own.RosterEntry>,
  Answers<Server["Client"], Own.Client>,
  Answers<Server["Site"], Own.Site>,
  Answers<Server["SiteRosterEntry"], Own.SiteRosterEntry>,
  Answers<Server["OwnDevice"], Own.OwnDevice>,
  Answers<Server["Device"], Own.Device>,
  Answers<Server["Gaps"], Own.DeviceGaps>,
  Answers<Server["Alert"], Own.Alert>,
  Answers<Server["Verification"], Own.Verification>,
  Answers<Server["Checklist"], Own.Checklist>,
  Answers<Server["Task"], Own.Task>,
  Answers<Server["DayPlan"], Own.DayPlan>,
  Answers<Server["Media"], Own.Media>,
  Answers<Server["InspectionSummary"], Own.InspectionSummary>,
  Answers<Server["Inspection"], Own.Inspection>,
  Answers<Server["FieldPack"], Own.FieldPack>,
  Answers<Server["CommandSummary"], Own.QuarantinedSummary>,
  Answers<Server["Command"], Own.Quarantined>,
  Answers<Server["Conflict"], Own.RecordConflict>,
  Answers<Server["NoticeSummary"], Own.NoticeSummary>,
  Answers<Server["Notice"], Own.Notice>,
  Answers<Server["NoticeCount"], Own.NoticeCount>,
  Answers<Server["Provision"], Own.PenaltyProvision>,
  Answers<Server["Warning"], Own.UnitWarning>,
  Answers<Server["WarningCount"], Own.WarningCount>,
  Answers<Server["Lookup"], Own.LookupAnswer>,
  Answers<Server["Job"], Own.Job>,
  Answers<Server["CardBatchSummary"], Own.CardBatchSummary>,
  Answers<Server["CardBatch"], Own.CardBatch>,
  Answers<Server["CardFailure"], Own.CardFailure>,
  Answers<Server["CardTemplate"], Own.CardTemplate>,
  Answers<Server["CardPrints"], Own.CardPrints>,
  Answers<Server["CardCode"], Own.CardCode>,
  Answers<Server["ElectronicCards"], Own.ElectronicCards>,
  Answers<Server["CardState"], Own.CardState>,
  Answers<Server["CardOnPhone"], Own.CardOnPhone>,
  Answers<Server["AuditEvent"], Own.AuditEvent>,
  Takes<Own.SignIn, Server["SignIn"]>,
  Takes<Own.Proof, Server["Proof"]>,
  Takes<Own.PasskeyInput, Omit<Server["PasskeyInput"], "transports">>,
  Takes<Own.AccountInput, Server["AccountInput"]>,
  Takes<Own.GuardInput, Server["GuardInput"]>,
  Takes<Own.VerificationInput, Server["VerificationInput"]>,
  Takes<Own.InspectionInput, Server["InspectionInput"]>,
];
