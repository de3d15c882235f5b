/** The question the public page asks the register. */

export type CertificateState = "valid" | "suspended" | "revoked" | "cancelled" | "superseded" | "expired";

const STATES: readonly string[] = ["valid", "suspended", "revoked", "cancelled", "superseded", "expired"];

export interface Found {
  result: "found";
  number: string;
  name: string;
  state: CertificateState;
  state_since: string | null;
  issued_on: string;
  expires_on: string | null;
  agency_name: string | null;
  as_of: string;
}

/** What came back. `server` is anything this page does not understand: then nothing is claimed. */
export type Answer = Found | { result: "no_match" } | { result: "too_many"; minutes: number } | { result: "unreachable" } | { result: "server" };

export type Question = { number: string; name: string } | { credential: string };

const TIMEOUT_MS = 12_000;

let token = "";

async function ask(path: string, body?: object): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => { controller.abort(); }, TIMEOUT_MS);
  const headers = { Accept: "application/json", ...(body ? { "Content-Type": "application/json", "X-CSRFToken": token } : {}) };
  try {
    const method = body ? { method: "POST", body: JSON.stringify(body) } : {};
    return await fetch(path, { ...method, headers, signal: controller.signal, credentials: "same-origin", cache: "no-store" });
  } finally {
    clearTimeout(timer);
  }
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

async function post(question: Question): Promise<{ response: Response; body: Record<string, unknown> }> {
  const response = await ask("/api/lookup", question);
  return { response, body: await readJson(response) };
}

/** Asks the register. Never throws: silence is an answer too. */
export async function lookUp(question: Question): Promise<Answer> {
  try {
    let { response, body } = await post(question);
    if (response.status === 403 && body["code"] === "session.csrf") {
      token = String((await readJson(await ask("/api/session")))["csrf_token"] ?? "");
      ({ response, body } = await post(question));
    }
    return understand(response, body);
  } catch {
    return { result: "unreachable" };
  }
}

function understand(response: Response, body: Record<string, unknown>): Answer {
  if (response.status === 429) {
    const seconds = Number(body["retry_after_s"] ?? response.headers.get("Retry-After") ?? 60);
    return { result: "too_many", minutes: Math.max(1, Math.ceil((Number.isFinite(seconds) ? seconds : 60) / 60)) };
  }
  if (!response.ok) return { result: "server" };
  if (body["result"] === "no_match") return { result: "no_match" };
  const known = body["result"] === "found" && STATES.includes(String(body["state"])) && typeof body["number"] === "string";
  return known ? (body as unknown as Found) : { result: "server" };
}
