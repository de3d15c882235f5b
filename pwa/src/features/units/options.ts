import { OWNERSHIPS, SERVICES, UNIT_KINDS, UNIT_STATUSES, type UnitStatus } from "@/api/types";
import { t } from "@/app/words";
import type { Option, Tone } from "@/ui";

export function kindOptions(): Option[] {
  return UNIT_KINDS.map((value) => ({ value, label: t(`enums.unit_kind.${value}`) }));
}

export function statusOptions(): Option[] {
  return UNIT_STATUSES.map((value) => ({ value, label: t(`enums.unit_status.${value}`) }));
}

export function ownershipOptions(): Option[] {
  return OWNERSHIPS.map((value) => ({ value, label: t(`enums.ownership.${value}`) }));
}

/** The nine services with their filing codes (Reg. art. 2). */
export function serviceOptions(): Option[] {
  return SERVICES.map((value) => ({ value, label: `${value} ${t(`enums.service.${value}`)}` }));
}

const TONES: Record<UnitStatus, Tone> = {
  active: "valid",
  suspended: "check",
  closed: "not_valid",
};

export function statusTone(status: UnitStatus): Tone {
  return TONES[status];
}
