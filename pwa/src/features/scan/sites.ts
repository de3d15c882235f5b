/** Sites to choose from: the server's, or without it those of the field pack. */
import { ApiProblem, get, type Page } from "@/api";
import type { Instant, Position, Site } from "@/api/types";
import { nearestSites, openFieldPack } from "@/offline";

const MOST = 30;

export interface SiteAnswer {
  sites: Site[];
  /** When the phone's copy was made; null: the server answered. */
  from_phone: Instant | null;
}

const matches = (site: Site, q: string): boolean => [site.name, site.unit_name, site.address].some((text) => text.includes(q));

async function fromPack(q: string, position: Position | null): Promise<SiteAnswer | null> {
  const pack = await openFieldPack().catch(() => null);
  if (!pack) return null;
  const open = pack.sites.filter((site) => site.status === "active" && matches(site, q));
  return { sites: (position ? nearestSites(open, position) : open).slice(0, MOST), from_phone: pack.as_of };
}

/** null: no network and nothing on the phone. @throws ApiProblem when the server refuses */
export async function findSites(q: string, position: Position | null, signal: AbortSignal): Promise<SiteAnswer | null> {
  if (!navigator.onLine) return fromPack(q, position);
  try {
    const near = position && { latitude: position.latitude, longitude: position.longitude };
    const page = await get<Page<Site>>("/api/sites", { query: { q, limit: MOST, ...near }, signal, timeoutMs: 6000 });
    return { sites: page.items.filter((site) => site.status === "active"), from_phone: null };
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) throw error;
    return fromPack(q, position);
  }
}
