import type { CertificateAct, Permission } from "@/api/types";

interface ActRule {
  readonly permission: Permission;
  /** The last part of the address: /api/certificates/<id>/<path>. */
  readonly path: string;
  /** Ends the certificate for good. */
  readonly final: boolean;
}

/**
 * What may be done to a certificate, mildest first. The state decides what is lawful (the server
 * says so in `allowed_acts`), the permission who may do it.
 */
export const ACT_RULES: Readonly<Record<CertificateAct, ActRule>> = {
  suspend: { permission: "certificate:suspend", path: "suspension", final: false },
  reinstate: { permission: "certificate:suspend", path: "reinstatement", final: false },
  replace: { permission: "certificate:replace", path: "replacement", final: true },
  revoke: { permission: "certificate:revoke", path: "revocation", final: true },
  cancel: { permission: "certificate:cancel", path: "cancellation", final: true },
};

const ORDER = Object.keys(ACT_RULES) as CertificateAct[];

/** The acts to offer: lawful in this state and granted to this person. */
export function offeredActs(
  allowed: readonly CertificateAct[],
  may: (permission: Permission) => boolean,
): CertificateAct[] {
  return ORDER.filter((act) => allowed.includes(act) && may(ACT_RULES[act].permission));
}

export type EffectiveOnProblem = "required" | "before_state" | "in_future";

/**
 * Whether an act may take effect on a day: not before the state it ends began, not ahead of
 * today (a certificate has one state now, never a planned one). Days are YYYY-MM-DD.
 */
export function effectiveOnProblem(
  day: string,
  stateSince: string,
  today: string,
): EffectiveOnProblem | null {
  if (day === "") return "required";
  if (day > today) return "in_future";
  return day < stateSince ? "before_state" : null;
}
