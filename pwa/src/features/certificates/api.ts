import { command, get, type Answer } from "@/api/client";
import type {
  CardPrints,
  Certificate,
  CertificateAct,
  CertificateEvent,
  CertificateState,
  Id,
  IsoDate,
  Page,
  ReprintReason,
} from "@/api/types";
import { ACT_RULES } from "./acts";

export interface CertificateQuery {
  state?: CertificateState | "";
  expires_before?: IsoDate | "";
}

export interface IssueInput {
  guard_id: Id;
  issued_on: IsoDate;
  /** Left out: the rule of the installation; null: does not expire. */
  expires_on?: IsoDate | null;
  number?: string;
}

/** What an act says: a replacement starts a new certificate, the others end or change a state. */
export type ActInput =
  | { reason: string; effective_on: IsoDate }
  | { reason: string; issued_on: IsoDate; expires_on?: IsoDate | null };

export function listCertificates(
  query: CertificateQuery,
  cursor?: string,
  signal?: AbortSignal,
): Promise<Page<Certificate>> {
  return get("/api/certificates", { query: { ...query, cursor }, ...(signal && { signal }) });
}

export function getCertificate(id: Id, signal?: AbortSignal): Promise<Certificate> {
  return get(`/api/certificates/${id}`, signal ? { signal } : {});
}

/** Everything that happened to a certificate, as the server orders it. */
export async function listEvents(id: Id, signal?: AbortSignal): Promise<CertificateEvent[]> {
  const path = `/api/certificates/${id}/events`;
  return (await get<{ items: CertificateEvent[] }>(path, signal ? { signal } : {})).items;
}

/** The employer of the holder, who will see what happens to the certificate; null without one. */
export async function employerOf(guardId: Id): Promise<string | null> {
  return (await get<{ unit_name: string | null }>(`/api/guards/${guardId}`)).unit_name;
}

export function issueCertificate(
  input: IssueInput,
  idempotencyKey: string,
): Promise<Answer<Certificate>> {
  return command("POST", "/api/certificates", input, { idempotencyKey });
}

/** Does one act. A replacement answers the new certificate, the others the changed one. */
export function actOnCertificate(
  id: Id,
  act: CertificateAct,
  input: ActInput,
  idempotencyKey: string,
): Promise<Answer<Certificate>> {
  return command("POST", `/api/certificates/${id}/${ACT_RULES[act].path}`, input, {
    idempotencyKey,
  });
}

export interface ReprintInput {
  reason: ReprintReason;
  note: string;
  issued_on: IsoDate;
  expires_on?: IsoDate | null;
}

/** A new card in place of the former one; answers the new certificate. */
export function reprintCard(id: Id, input: ReprintInput, idempotencyKey: string): Promise<Answer<Certificate>> {
  return command("POST", `/api/certificates/${id}/reprint`, input, { idempotencyKey });
}

export function listPrints(id: Id, signal?: AbortSignal): Promise<CardPrints> {
  return get(`/api/certificates/${id}/prints`, signal ? { signal } : {});
}

export function backUrl(id: Id): string {
  return `/api/certificates/${id}/card-back.png`;
}

export function cardUrl(id: Id): string {
  return `/api/certificates/${id}/card.png`;
}

export function qrUrl(id: Id, form: "png" | "svg"): string {
  return `/api/certificates/${id}/qr.${form}`;
}
