/** Which words a verdict is said with. */
import type { Reason, Verification } from "@/api/types";
import { t } from "@/app/words";
import { formatDate, formatDateTime } from "@/app/words/dates";
import type { CheckResult, PhoneFacts } from "./result";

/** One line for a reason by itself, for instance in a list. */
export function reasonWords(reason: Reason): string {
  return t(`scan.line.${reason}`);
}

/** Since when, and of what, as the register says it: null when it does not say. */
function sinceWords(verification: Verification): string | null {
  const { reason, left, certificate } = verification;
  if (reason === "left_unit") return left && t("scan.since.left_unit", { date: formatDate(left.ended_on), unit: left.unit_name });
  if (!certificate) return null;
  const date = formatDate(reason === "expired" ? (certificate.expires_on ?? certificate.state_since) : certificate.state_since);
  switch (reason) {
    case "expired":
    case "suspended":
    case "revoked":
    case "cancelled":
    case "superseded":
      return t(`scan.since.${reason}`, { date });
    default:
      return null;
  }
}

/** A verdict of the phone's own names the hour it is good for, or what it lacks. */
function phoneWords(reason: Reason, { doubt, list_as_of, trust_as_of }: PhoneFacts): string {
  if (reason === "valid" && list_as_of !== null) return t("scan.line.valid_as_of", { time: formatDateTime(list_as_of) });
  if (reason === "unknown_key" && trust_as_of === null) return t("scan.line.no_keys");
  return doubt === null ? reasonWords(reason) : t(`scan.doubt.${doubt}`);
}

/** The one line below the big word. */
export function lineOf(result: CheckResult): string {
  const { reason, verification, phone } = result;
  if (verification) {
    if (reason === "valid" && verification.site_relation === "on_roster") return t("scan.line.valid_on_site");
    return sinceWords(verification) ?? reasonWords(reason);
  }
  if (reason === "status_unknown" && result.typed_number !== null) return t("scan.line.status_unknown_number");
  return phone ? phoneWords(reason, phone) : reasonWords(reason);
}

/** What the officer does next. */
export function nextOf(result: CheckResult): string {
  // The server knows every key there is: scanning again would not help.
  if (result.reason === "unknown_key" && result.judged_by === "server") return t("scan.next.unknown_key_server");
  if (result.reason === "valid" && result.judged_by === "phone") return t("scan.next.valid_phone");
  return t(`scan.next.${result.reason}`);
}
