/**
 * One check: the card or number goes to the server, and the phone judges beside it. What the server
 * says in time is the verdict. When it is silent the phone's own verdict is shown and the check is
 * kept in the queue; a late answer still replaces it, on the screen and in the record.
 */
import { ApiProblem, command } from "@/api";
import type { Id, Instant, Reason, Verification, VerificationInput } from "@/api/types";
import {
  ageOf, type CardCheck, checkScanned, clockDoubt, deviceId, enqueue, getFieldPack, type InHand, type KnownLists, knownLists,
  refreshLists, sendNow, serverOffset, settle, stateAt, takeInHand,
} from "@/offline";
import { judgeOnPhone, type PhoneKnowledge } from "./phoneVerdict";
import { type CheckResult, isReason, type PhoneFacts, toneOf, type VisitSite } from "./result";

/** How long an officer looks at an empty screen before the phone's own verdict is worth more. */
export const SILENCE_MS = 1500;
/** A late answer still counts; the queue starts its own tries after this. */
const LATEST_MS = 12_000;
const LONGEST_CODE = 2000;
/** How long the phone looks for newer keys before it says that it does not know one. */
const LEARN_MS = 4000;

export type Presented = { code: string } | { number: string };

export interface CheckContext {
  site: VisitSite | null;
  inspection_id: Id | null;
  position: VerificationInput["position"] | null;
  /** Today in China, YYYY-MM-DD. */
  today: string;
}

/** The server understood the question and refused to answer it. */
export class CheckRefused extends Error {
  override readonly name = "CheckRefused";

  constructor(readonly problem: ApiProblem) {
    super(problem.code);
  }
}

type Updated = (result: CheckResult) => void;

const NO_LISTS: KnownLists = { trust: null, status: null, refused: null };

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

async function checkBy(lists: KnownLists, presented: Presented): Promise<CardCheck | null> {
  if (!("code" in presented)) return null;
  const trust = lists.trust ?? { issuer: location.origin, version: 0, issued_at: 0, expires_at: 0, keys: [] };
  return checkScanned(presented.code, trust.issuer, trust);
}

/** Whether a newer trust list may know the key: it is not in ours, or not in use yet. */
const asksForNewerKeys = (check: CardCheck | null): boolean =>
  check?.outcome === "unknown_key" || (check?.outcome === "genuine" && check.planned);

/** The card by the lists on this phone; by newer ones where they do not know its key and there is network. */
async function checkCard(presented: Presented): Promise<Pick<PhoneKnowledge, "check" | "trust" | "listed">> {
  let lists = await knownLists().catch(() => NO_LISTS);
  let check = await checkBy(lists, presented);
  if (asksForNewerKeys(check) && navigator.onLine) {
    lists = await Promise.race([refreshLists().catch(() => lists), pause(LEARN_MS).then(() => lists)]);
    check = await checkBy(lists, presented);
  }
  const { trust, status } = lists;
  const listed = check?.outcome === "genuine" && status
    ? { state: stateAt(status, check.fields.status_index), as_of: instant(status.issued_at), age: ageOf(status) }
    : null;
  return { check, trust: trust && { as_of: instant(trust.issued_at), age: ageOf(trust) }, listed };
}

/** By the server's clock; null where the two never spoke. */
function knownTime(checkedAt: Instant): Instant | null {
  const offset = serverOffset();
  return offset === null ? null : new Date(Date.parse(checkedAt) + offset).toISOString();
}

async function judge(presented: Presented, context: CheckContext, checkedAt: Instant): Promise<PhoneFacts> {
  const [card, pack] = await Promise.all([checkCard(presented), getFieldPack().catch(() => null)]);
  return judgeOnPhone({
    ...card, pack, site: context.site, position: context.position ?? null, at: knownTime(checkedAt), today: context.today, clock: clockDoubt(),
    typed_number: "number" in presented ? presented.number : null,
  });
}

async function inputOf(presented: Presented, context: CheckContext, checkedAt: string): Promise<VerificationInput> {
  const { site, inspection_id, position } = context;
  const what = "code" in presented ? { code: presented.code.slice(0, LONGEST_CODE) } : { number: presented.number };
  return {
    ...what,
    ...(site && { site_id: site.id }),
    ...(inspection_id && { inspection_id }),
    ...(position && { position }),
    device_id: await deviceId(),
    checked_at: checkedAt,
    mode: "online",
  };
}

/** The register knows something of the card's key that this phone may not know yet. */
function learnKeys(reason: Reason): void {
  if (["unknown_key", "revoked_key", "planned_key"].includes(reason)) void refreshLists().catch(() => undefined);
}

class Check {
  private readonly id = crypto.randomUUID();
  private readonly checkedAt = new Date().toISOString();
  private readonly phone: Promise<PhoneFacts>;
  /** Null where the phone can keep nothing: it is then sent all the same, unsigned. */
  private held: InHand | null = null;

  constructor(private readonly presented: Presented, private readonly context: CheckContext, private readonly updated: Updated) {
    this.phone = judge(presented, context, this.checkedAt);
  }

  async run(): Promise<CheckResult> {
    const input = await inputOf(this.presented, this.context, this.checkedAt);
    if (!navigator.onLine) return this.keep(input, null, false);
    this.held = await takeInHand({
      id: this.id, kind: "verification", label: "", payload: { ...input, mode: "offline" }, earlier_payload: input,
      not_before: Date.now() + LATEST_MS,
    }).catch(() => null);
    const asked = this.ask(input);
    const heard = await Promise.race([asked, silence()]);
    if (heard === "silent") return this.keep(input, asked, true);
    if (heard === "failed") return this.keep(input, null, true);
    void this.held?.done().catch(() => undefined);
    return this.fromServer(heard);
  }

  /** "failed" when trying later may help. @throws CheckRefused */
  private async ask(input: VerificationInput): Promise<Verification | "failed"> {
    try {
      const { held } = this;
      const options = { idempotencyKey: this.id, timeoutMs: LATEST_MS, ...(held && { sign: held.sign }) };
      return (await command<Verification>("POST", "/api/verifications", held?.body(input) ?? input, options)).data;
    } catch (error) {
      const isFinal = error instanceof ApiProblem && error.status < 500 && ![401, 408, 409, 429].includes(error.status);
      if (isFinal && !error.code.startsWith("device.")) {
        await this.held?.drop().catch(() => undefined);
        throw new CheckRefused(error);
      }
      return "failed";
    }
  }

  private base(): Omit<CheckResult, "judged_by" | "reason" | "tone" | "verification" | "phone" | "pending" | "queued"> {
    const { presented, context } = this;
    return {
      command_id: this.id,
      checked_at: this.checkedAt,
      code: "code" in presented ? presented.code : null,
      typed_number: "number" in presented ? presented.number : null,
      site: context.site,
    };
  }

  private async fromServer(verification: Verification): Promise<CheckResult> {
    const reason = isReason(verification.reason) ? verification.reason : "malformed";
    learnKeys(reason);
    const phone = await this.phone;
    return { ...this.base(), judged_by: "server", reason, tone: toneOf(verification.reason), verification, phone, pending: false, queued: false };
  }

  /**
   * Shows the phone's verdict and keeps the check. `late` may still bring the server's; `sent` says
   * that a first try may have arrived unheard.
   */
  private async keep(input: VerificationInput, late: Promise<Verification | "failed"> | null, sent: boolean): Promise<CheckResult> {
    // Handled at once: the answer may come while the check is still being stored.
    const answer = late?.catch((): "failed" => "failed") ?? null;
    const phone = await this.phone;
    const offline: VerificationInput = { ...input, mode: "offline", phone_reason: phone.reason };
    const [label, not_before] = [labelOf(this.presented, phone), late ? Date.now() + LATEST_MS : null];
    const earlier_payload = sent ? input : null;
    const kept = this.held
      ? this.held.leave({ label, payload: offline, earlier_payload, not_before })
      : enqueue({ id: this.id, kind: "verification", label, payload: offline, ...(earlier_payload && { earlier_payload }), ...(not_before && { not_before }) });
    const queued = await kept.then(() => true, () => false);
    if (queued && this.held && not_before === null) void sendNow().catch(() => undefined);
    if (answer) void this.waitFor(answer, queued);
    return this.fromPhone(phone, { pending: answer !== null, queued });
  }

  private fromPhone(phone: PhoneFacts, state: Pick<CheckResult, "pending" | "queued">): CheckResult {
    const { reason } = phone;
    return { ...this.base(), judged_by: "phone", reason, tone: toneOf(reason), verification: null, phone, ...state };
  }

  private async waitFor(late: Promise<Verification | "failed">, queued: boolean): Promise<void> {
    const answer = await late;
    if (answer === "failed") {
      this.updated(this.fromPhone(await this.phone, { pending: false, queued }));
      return sendNow();
    }
    this.updated(await this.fromServer(answer));
    await settle(this.id, answer);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const silence = (): Promise<"silent"> => pause(SILENCE_MS).then(() => "silent");

/** What the queue calls it. */
function labelOf(presented: Presented, phone: PhoneFacts): string {
  const name = phone.card?.name ?? phone.roster?.name;
  const number = phone.card?.number ?? ("number" in presented ? presented.number : "");
  return [name, number].filter(Boolean).join(" · ");
}

/**
 * Checks a scanned text or a typed number. `updated` is called when the server answers after the
 * phone's verdict was shown. @throws CheckRefused
 */
export function checkPresented(presented: Presented, context: CheckContext, updated: Updated): Promise<CheckResult> {
  return new Check(presented, context, updated).run();
}
