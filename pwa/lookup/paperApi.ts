/** What the page of a paper asks the server. */

export interface ConfirmedPaper {
  kind: "inspection_record" | "rectification_notice";
  number: string;
  dated_at: string;
  agency_name: string;
  unit_name: string;
  digest: string;
  size: number;
  pages: number;
}

export type Answer =
  | { result: "found"; paper: ConfirmedPaper }
  | { result: "none" }
  | { result: "too_many"; minutes: number }
  | { result: "unreachable" };

const KINDS: readonly unknown[] = ["inspection_record", "rectification_notice"];
const DIGEST = /^[0-9a-f]{64}$/;

/** Only what is wholly understood is claimed. */
function understood(body: unknown): ConfirmedPaper | null {
  if (typeof body !== "object" || body === null) return null;
  const paper = body as ConfirmedPaper;
  return KINDS.includes(paper.kind) && typeof paper.number === "string" && DIGEST.test(paper.digest) ? paper : null;
}

/** Asks whether there is such a paper. Never throws: silence is an answer too. */
export async function confirm(token: string): Promise<Answer> {
  try {
    const response = await fetch(`/api/papers/public/${encodeURIComponent(token)}`, { cache: "no-store", credentials: "omit" });
    if (response.status === 404) return { result: "none" };
    if (response.status === 429) {
      const seconds = Number(response.headers.get("Retry-After") ?? 60);
      return { result: "too_many", minutes: Math.max(1, Math.ceil((Number.isFinite(seconds) ? seconds : 60) / 60)) };
    }
    const paper = response.ok ? understood(await response.json()) : null;
    return paper ? { result: "found", paper } : { result: "unreachable" };
  } catch {
    return { result: "unreachable" };
  }
}

/** The file, for a code to take it along. */
export async function fetchFile(token: string, code: string): Promise<Blob | "ended" | "unreachable"> {
  try {
    const response = await fetch(`/api/papers/public/${encodeURIComponent(token)}/file`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
      credentials: "omit",
      cache: "no-store",
    });
    if (response.ok) return await response.blob();
    return response.status === 404 || response.status === 422 ? "ended" : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** SHA-256 of a file, in hexadecimal digits. */
export async function digestOf(file: Blob): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
