/** How the pack stands, in words. */
import type { PackStatus } from "@/offline";
import { t } from "@/app/words";
import { formatBytes, formatDateTime } from "@/app/words/dates";

/** What lies on the phone, and how old it is; also of a locked pack: numbers name nobody. */
export function packWords({ pack, state }: PackStatus): string {
  if (state === "no_pin") return t("offline.noPin");
  if (!pack) return t("offline.none");
  const { as_of, expires_at, bytes, units, sites, guards } = pack;
  return t("offline.state", { units, sites, people: guards, size: formatBytes(bytes), time: formatDateTime(as_of), until: formatDateTime(expires_at) });
}

/** Why the pack that was here is gone, where somebody may wonder. */
export function goneWords({ gone }: PackStatus): string | null {
  return gone && gone.why !== "signed_out" && gone.why !== "new_pin" ? t(`offline.gone.${gone.why}`) : null;
}
