import { command, get, send, type Answer } from "@/api";
import type { Acceptance, Colleague, Id, Invitation, InvitationInput, MadeInvitation, Offer, Page, Profile, Session } from "@/api/types";

export function listColleagues(unitId: Id, cursor: string | undefined, signal: AbortSignal): Promise<Page<Colleague>> {
  return get(`/api/units/${unitId}/colleagues`, { query: { cursor }, signal });
}

export function listInvitations(unitId: Id, cursor: string | undefined, signal: AbortSignal): Promise<Page<Invitation>> {
  return get(`/api/units/${unitId}/invitations`, { query: { cursor }, signal });
}

/** No command: its answer is a secret that is kept nowhere. */
export function invite(unitId: Id, input: InvitationInput): Promise<MadeInvitation> {
  return send("POST", `/api/units/${unitId}/invitations`, input);
}

export function revokeInvitation(id: Id, idempotencyKey: string): Promise<Answer<Invitation>> {
  return command("POST", `/api/invitations/${id}/revocation`, {}, { idempotencyKey });
}

export function changeProfile({ id, version }: Colleague, profile: Profile, idempotencyKey: string): Promise<Answer<Colleague>> {
  return command("PATCH", `/api/colleagues/${id}`, { profile }, { ifMatch: `"${version}"`, idempotencyKey });
}

export function removeColleague(id: Id, reason: string, idempotencyKey: string): Promise<Answer<Colleague>> {
  return command("POST", `/api/colleagues/${id}/removal`, { reason }, { idempotencyKey });
}

export function showOffer(code: string): Promise<Offer> {
  return send("POST", "/api/invitation", { code });
}

export function acceptInvitation(input: Acceptance): Promise<Session> {
  return send("POST", "/api/invitation/acceptance", input);
}
