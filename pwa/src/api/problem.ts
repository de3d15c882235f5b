/** One field's complaint inside a problem. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** RFC 9457 as this server speaks it. Branch on `code`; the words live in the dictionaries. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors: FieldProblem[];
  request_id: string;
  /** Only with 429: how long to wait. */
  retry_after_s?: number;
}

/** The server answered, and refused. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";

  constructor(readonly problem: Problem) {
    super(problem.code);
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** It was to be sent in the name of one account, and another one is signed in now. Nothing was sent. */
export class OtherAccount extends Error {
  override readonly name = "OtherAccount";
}

/** No answer came: there is no network, the server is silent, or the caller gave up. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(readonly kind: "unreachable" | "timeout" | "aborted") {
    super(kind);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map((entry) => ({ field: text(entry.field), code: text(entry.code), message: text(entry.message) }));
}

/** Reads a problem document. What a proxy says in its own words becomes a code by its status. */
export function parseProblem(status: number, body: unknown, retryAfter: string | null = null, requestId: string | null = null): Problem {
  const source = isRecord(body) ? body : {};
  const seconds = Number(source.retry_after_s ?? retryAfter ?? Number.NaN);
  return {
    type: text(source.type) || "about:blank",
    title: text(source.title),
    status,
    code: text(source.code) || codeOfStatus(status),
    detail: text(source.detail),
    errors: fieldProblems(source.errors),
    request_id: text(source.request_id) || text(requestId),
    ...(Number.isFinite(seconds) ? { retry_after_s: seconds } : {}),
  };
}

function codeOfStatus(status: number): string {
  switch (status) {
    case 401:
      return "unauthenticated";
    case 403:
      return "permission.denied";
    case 404:
      return "not_found";
    case 413:
      return "body.too_large";
    case 429:
      return "rate.limited";
    case 503:
      return "not_saved";
    case 502:
    case 504:
      return "server.unavailable";
    default:
      return "internal";
  }
}
