/**
 * API answers the worker may keep. Only what is public and signed or harmless: an answer with
 * personal data belongs to the encrypted store of `offline`, never to a cache that outlives the
 * session.
 */
const CACHED_API: readonly string[] = ["/api/trust-list"];

export function isCachedApi(pathname: string): boolean {
  return CACHED_API.includes(pathname);
}
