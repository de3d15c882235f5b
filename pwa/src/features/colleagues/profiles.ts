import { PROFILES, type Profile } from "@/api/types";
import { t } from "@/app/words";
import type { Option } from "@/ui";

/** The rights to choose from, each with what it lets somebody do. */
export function profileOptions(): Option[] {
  return PROFILES.map((value) => ({ value, label: t(`enums.profile.${value}`), help: t(`colleagues.profileHelp.${value}`) }));
}

export function isProfile(value: string): value is Profile {
  return (PROFILES as readonly string[]).includes(value);
}
