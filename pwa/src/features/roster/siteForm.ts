import type { Site } from "@/api/types";
import type { SiteInput } from "./api";
import { placeOf, placeProblem, shownDegree } from "./checks";

/** A site as it stands in the form: degrees are text until they are sent. */
export interface SiteDraft {
  name: string;
  client_id: string;
  division_code: string;
  address: string;
  latitude: string;
  longitude: string;
}

export type SiteField = keyof SiteDraft;

/** The fields in the order of the form. */
export const SITE_FIELDS: readonly SiteField[] = [
  "name",
  "client_id",
  "division_code",
  "address",
  "latitude",
  "longitude",
];

export function emptySite(): SiteDraft {
  return { name: "", client_id: "", division_code: "", address: "", latitude: "", longitude: "" };
}

export function siteDraftOf(site: Site): SiteDraft {
  return {
    name: site.name,
    client_id: site.client_id ?? "",
    division_code: site.division_code,
    address: site.address,
    latitude: site.latitude === null ? "" : shownDegree(site.latitude),
    longitude: site.longitude === null ? "" : shownDegree(site.longitude),
  };
}

/** A township's code has nine figures; the station that inspects the site follows from it. */
const TOWNSHIP_LENGTH = 9;

export function faultySiteFields(draft: SiteDraft): SiteField[] {
  const place = placeProblem(draft);
  const rules: [SiteField, boolean][] = [
    ["name", draft.name.trim() !== ""],
    ["division_code", draft.division_code.length === TOWNSHIP_LENGTH],
    ["address", draft.address.trim() !== ""],
    ["latitude", place === null || place === "longitude"],
    ["longitude", place !== "longitude"],
  ];
  return rules.filter(([, right]) => !right).map(([field]) => field);
}

/** What is sent for a new site. */
export function siteInputOf(draft: SiteDraft): SiteInput {
  return siteChangeOf(draft, draft) as SiteInput;
}

/** What is sent for a change. A position always goes as a pair, also when one half was changed. */
export function siteChangeOf(change: Partial<SiteDraft>, whole: SiteDraft): Partial<SiteInput> {
  const sent: Partial<SiteInput> = {};
  if (change.name !== undefined) sent.name = change.name.trim();
  if (change.address !== undefined) sent.address = change.address.trim();
  if (change.division_code !== undefined) sent.division_code = change.division_code;
  if (change.client_id !== undefined) sent.client_id = change.client_id || null;
  const moved = change.latitude !== undefined || change.longitude !== undefined;
  return moved ? { ...sent, ...placeOf(whole) } : sent;
}
