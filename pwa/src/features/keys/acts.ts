/** What the administrator can do with keys, and what is said before it is done. */
import type { KeyPurpose, KeyState, SigningKey } from "@/api/types";
import { formatDateTime, formatNumber, t } from "@/app/words";
import type { Tone } from "@/ui";

export type KeyAct =
  | { act: "plan"; purpose: KeyPurpose }
  | { act: "rotate"; purpose: KeyPurpose }
  | { act: "revoke"; purpose: KeyPurpose; key: SigningKey };

const TONES: Record<KeyState, Tone> = { planned: "neutral", active: "valid", retired: "check", revoked: "not_valid" };

export const toneOfKey = ({ state }: SigningKey): Tone => TONES[state];

/** What the act does, before it is done: a leaked key and a full batch are not the same afternoon. */
export function consequence(one: KeyAct): string {
  switch (one.act) {
    case "plan":
      return t(`keys.plan.${one.purpose}`);
    case "rotate":
      return t(`keys.rotate.${one.purpose}`);
    case "revoke":
      return one.purpose === "card" ? t("keys.revoke.card", { count: formatNumber(one.key.cards ?? 0) }) : t("keys.revoke.list");
  }
}

/** Who hears of it. */
export function toldOf({ act, purpose }: KeyAct): string[] {
  const everybody = [t("keys.told.phones"), t("keys.told.public"), t("keys.told.log")];
  return act === "revoke" && purpose === "card" ? [...everybody, t("keys.told.agencies")] : everybody;
}

/** Since when it is what it is, and until when. */
export function datesOf(key: SigningKey): string {
  switch (key.state) {
    case "planned":
      return t("keys.dates.planned", { time: formatDateTime(key.valid_from) });
    case "active":
      return t("keys.dates.active", { time: formatDateTime(key.activated_at ?? key.valid_from) });
    case "retired":
      return t("keys.dates.retired", { from: formatDateTime(key.activated_at ?? key.valid_from), until: formatDateTime(key.valid_until) });
    case "revoked":
      return t("keys.dates.revoked", { time: formatDateTime(key.revoked_at) });
  }
}
