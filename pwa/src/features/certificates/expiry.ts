import type { IsoDate } from "@/api/types";

/** How long a certificate lasts: by the installation's rule, to a day, or without end. */
export type ExpiryKind = "rule" | "date" | "none";

export interface ExpiryDraft {
  kind: ExpiryKind;
  date: string;
}

/** What is sent: nothing lets the rule decide, null means without end. */
export function expiryOf(draft: ExpiryDraft): { expires_on?: IsoDate | null } {
  if (draft.kind === "rule") return {};
  return { expires_on: draft.kind === "none" ? null : draft.date };
}

export type ExpiryProblem = "date" | "expires_before";

/** Whether a day of expiry is given and lies after the day of issue. */
export function expiryProblem(draft: ExpiryDraft, issuedOn: string): ExpiryProblem | null {
  if (draft.kind !== "date") return null;
  if (draft.date === "") return "date";
  return draft.date > issuedOn ? null : "expires_before";
}
