/**
 * What may be done to a certificate. The state decides what is lawful (the server says so in
 * `allowed_acts`), the permission who may do it; a button appears only when both agree.
 */
export const ACTS = ["suspend", "reinstate", "replace", "revoke", "cancel"] as const;

export type Act = (typeof ACTS)[number];

interface ActRule {
  readonly permission: string;
  /** The last part of the address: /api/certificates/<id>/<path>. */
  readonly path: string;
  /** Ends the certificate for good. */
  readonly final: boolean;
}

export const ACT_RULES: Readonly<Record<Act, ActRule>> = {
  suspend: { permission: "certificate:suspend", path: "suspension", final: false },
  reinstate: { permission: "certificate:suspend", path: "reinstatement", final: false },
  replace: { permission: "certificate:replace", path: "replacement", final: true },
  revoke: { permission: "certificate:revoke", path: "revocation", final: true },
  cancel: { permission: "certificate:cancel", path: "cancellation", final: true },
};

/** The acts to offer: lawful in this state and granted to this person, mildest first. */
export function offeredActs(allowed: readonly Act[], may: (permission: string) => boolean): Act[] {
  return ACTS.filter((act) => allowed.includes(act) && may(ACT_RULES[act].permission));
}

export type DateProblem = "required" | "before_state" | "in_future";

/**
 * Whether an act may take effect on a day: not before the state it ends began, not ahead of
 * today (a certificate has one state now, never a planned one). Days are YYYY-MM-DD.
 */
export function effectiveOnProblem(
  day: string,
  stateSince: string,
  today: string,
): DateProblem | null {
  if (day === "") return "required";
  if (day > today) return "in_future";
  return day < stateSince ? "before_state" : null;
}
