import { ApiProblem, NetworkError, OtherAccount, parseProblem, type Problem } from "./problem";
import type { Session } from "./types";

export type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  query?: Record<string, QueryValue>;
  signal?: AbortSignal;
  /** Default 15 s; a picture over a weak signal may need more. */
  timeoutMs?: number;
  /** In whose name it is sent: never under a session that somebody else has begun meanwhile. */
  as?: string;
  /** The answer is a file: `data` is a Blob. */
  file?: boolean;
  /** The ETag at hand: where the server still has the same, its answer is 304 without data. */
  ifNoneMatch?: string;
}

export interface CommandOptions extends RequestOptions {
  /** A command sent again must carry the key it had the first time. */
  idempotencyKey?: string;
  /** The ETag the change is based on. */
  ifMatch?: string;
  /** More headers that say what the body is: the name of a file. */
  headers?: Readonly<Record<string, string>>;
  /** More headers for exactly this request: a device's signature of it. */
  sign?: (sent: Sent) => Promise<Record<string, string>>;
}

/** A command as it goes out, for who signs it. */
export interface Sent {
  method: string;
  path: string;
  key: string;
  body: string;
}

export interface Answer<T> {
  data: T;
  status: number;
  etag: string | null;
  /** When it was answered, by the server. */
  date: string | null;
  /** The server had already done this command and repeats its answer. */
  replayed: boolean;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Body = object | Blob | undefined;

const DEFAULT_TIMEOUT_MS = 15_000;

let csrfToken = "";
let onProblem: (problem: Problem) => void = () => undefined;

/** Tells the session store about every refusal (signed out elsewhere, password must be changed). */
export function listenToProblems(listener: (problem: Problem) => void): void {
  onProblem = listener;
}

let onReach: (reached: boolean) => void = () => undefined;

/** Tells the shell whether the server answers at all. */
export function listenToReach(listener: (reached: boolean) => void): void {
  onReach = listener;
}

export function buildUrl(path: string, query: RequestOptions["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

function headersOf(method: Method, body: Body, options: CommandOptions, isCommand: boolean): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-CSRFToken", csrfToken);
  if (body instanceof Blob) headers.set("Content-Type", body.type);
  else if (method !== "GET") headers.set("Content-Type", "application/json");
  if (isCommand) headers.set("Idempotency-Key", options.idempotencyKey ?? crypto.randomUUID());
  if (options.ifNoneMatch) headers.set("If-None-Match", options.ifNoneMatch);
  if (options.ifMatch) headers.set("If-Match", options.ifMatch);
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  return headers;
}

function encode(method: Method, body: Body): BodyInit | null {
  if (body instanceof Blob) return body;
  if (body !== undefined) return JSON.stringify(body);
  return method === "POST" || method === "PUT" ? "{}" : null;
}

/** An answer, its body read. */
interface Heard {
  response: Response;
  text: string;
  blob?: Blob;
}

/**
 * One controller for the caller's wish and the time limit: AbortSignal.any and .timeout are too young. The limit holds for
 * the body too: a line that dies in the middle of an answer would otherwise be waited on for ever.
 */
async function fetchOrExplain(url: string, init: RequestInit, options: RequestOptions): Promise<Heard> {
  const controller = new AbortController();
  const giveUp = (): void => { controller.abort(); };
  const timer = setTimeout(giveUp, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  options.signal?.addEventListener("abort", giveUp, { once: true });
  if (options.signal?.aborted) giveUp();
  try {
    const response = await fetch(url, { ...init, signal: controller.signal, credentials: "same-origin", cache: "no-store" });
    onReach(true);
    if (options.file && response.ok) return { response, text: "", blob: await response.blob() };
    return { response, text: await response.text() };
  } catch {
    if (options.signal?.aborted) throw new NetworkError("aborted");
    onReach(false);
    throw new NetworkError(controller.signal.aborted ? "timeout" : "unreachable");
  } finally {
    clearTimeout(timer);
  }
}

function readJson(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function answerOf<T>({ response, text, blob }: Heard): Answer<T> {
  const body = blob ?? readJson(text);
  if (!response.ok && response.status !== 304) {
    const problem = parseProblem(response.status, body, response.headers.get("Retry-After"), response.headers.get("X-Request-Id"));
    onProblem(problem);
    throw new ApiProblem(problem);
  }
  return {
    data: body as T,
    status: response.status,
    etag: response.headers.get("ETag"),
    date: response.headers.get("Date"),
    replayed: response.headers.get("Idempotency-Replayed") === "true",
  };
}

async function request<T>(
  method: Method,
  path: string,
  body: Body,
  options: CommandOptions,
  isCommand: boolean,
): Promise<Answer<T>> {
  const send = async (): Promise<Heard> => {
    const [headers, encoded] = [headersOf(method, body, key, isCommand), encode(method, body)];
    const signed = typeof encoded === "string" ? await options.sign?.({ method, path, key: key.idempotencyKey, body: encoded }) : undefined;
    for (const [name, value] of Object.entries(signed ?? {})) headers.set(name, value);
    return fetchOrExplain(buildUrl(path, options.query), { method, headers, body: encoded }, options);
  };
  // One key for the command and its repetition: the repetition below must not do it twice.
  const key = { ...options, idempotencyKey: options.idempotencyKey ?? crypto.randomUUID() };
  try {
    return answerOf<T>(await send());
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "session.csrf") throw error;
    const { account } = await fetchSession();
    if (options.as !== undefined && account?.id !== options.as) throw new OtherAccount();
    return answerOf<T>(await send());
  }
}

/** Reads one resource. @throws ApiProblem, NetworkError */
export async function get<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("GET", path, undefined, options, false)).data;
}

/** Reads one resource with its ETag, to be changed later. @throws ApiProblem, NetworkError */
export function getTagged<T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  return request<T>("GET", path, undefined, options, false);
}

/** An unsafe request that is not a command: signing in and out, a part of an upload. @throws ApiProblem, NetworkError */
export async function send<T>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: object | Blob,
  options: RequestOptions = {},
): Promise<T> {
  return (await request<T>(method, path, body, options, false)).data;
}

/** A search with personal data in its body, so that no address bar or log keeps it. */
export async function search<T>(path: string, body: object, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("POST", path, body, options, false)).data;
}

/** A question whose answer is a file. @throws ApiProblem, NetworkError */
export async function searchFile(path: string, body: object, options: RequestOptions = {}): Promise<Blob> {
  return (await request<Blob>("POST", path, body, { ...options, file: true }, false)).data;
}

/** Something that changes the record; answered once however often it is sent. */
export function command<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: object | Blob,
  options: CommandOptions = {},
): Promise<Answer<T>> {
  return request<T>(method, path, body, options, true);
}

/** The session as the server sees it; every other unsafe request needs the token it brings. */
export async function fetchSession(options: RequestOptions = {}): Promise<Session> {
  return keepToken(await get<Session>("/api/session", options));
}

/** Keeps the token of a session that came by another way (sign-in, change of password). */
export function keepToken(session: Session): Session {
  csrfToken = session.csrf_token;
  return session;
}
