import { CERTIFICATE_STATES, EDUCATIONS, GUARD_STATUSES } from "@/api/types";
import { t } from "@/app/words";
import type { Option } from "@/ui";

export function educationOptions(): Option[] {
  return EDUCATIONS.map((value) => ({ value, label: t(`enums.education.${value}`) }));
}

export function guardStatusOptions(): Option[] {
  return GUARD_STATUSES.map((value) => ({ value, label: t(`enums.guard_status.${value}`) }));
}

export function certificateStateOptions(): Option[] {
  return CERTIFICATE_STATES.map((value) => ({
    value,
    label: t(`enums.certificate_state.${value}`),
  }));
}
