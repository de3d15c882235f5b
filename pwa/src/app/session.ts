/**
 * Who is signed in, and what he may do. The one place that knows the session; features ask `can()`
 * and read `session`. Signing in and out go through here, so that the offline store always knows.
 */
import { computed, readonly, ref, shallowRef } from "vue";
import {
  ApiProblem,
  fetchSession,
  keepToken,
  listenToProblems,
  NetworkError,
  send,
  type Problem,
  type Proof,
  type SecondFactorWay,
  type Session,
  type SessionAccount,
} from "@/api";
import type { Permission } from "@/api/types";
import { forget, isRemembered, recall, remember, signOutDue } from "./remembered";

/** A start must not wait long for a network that is not there. */
const START_TIMEOUT_MS = 4000;

/** The store of this phone is loaded when there is somebody to keep something for. */
const offline = (): Promise<typeof import("@/offline")> => import("@/offline");

const current = shallowRef<Session | null>(null);
const interrupted = shallowRef<SessionAccount | null>(null);
const unconfirmed = ref(false);

/** The account that is signed in, or null. */
export const account = computed<SessionAccount | null>(() => current.value?.account ?? null);

/** The account whose session ended while it was working: the page stays, a sign-in lies over it. */
export const endedSession = readonly(interrupted);

export const mustChangePassword = computed(() => current.value?.must_change_password ?? false);

/** The page that comes before every other one for this session, or null. */
export const heldAt = computed<"first-password" | "first-second-factor" | null>(() => {
  if (mustChangePassword.value) return "first-password";
  return current.value?.second_factor === "enrol" ? "first-second-factor" : null;
});

/** How the second step can be done, while it is due. */
export const secondStep = computed<readonly SecondFactorWay[] | null>(() => waysOf(current.value));

/** True while the session is only remembered: the app started without network. */
export const startedOffline = readonly(unconfirmed);

/** May this account do that? The server decides anew; this only hides what it would refuse. */
export function can(permission: Permission): boolean {
  return current.value?.permissions.includes(permission) ?? false;
}

/** Takes over a session the server gave: the start, a sign-in, a changed password. */
export async function takeSession(session: Session): Promise<void> {
  keepToken(session);
  if (session.account) await welcome(session);
  else await leave();
  current.value = session;
  unconfirmed.value = false;
  interrupted.value = null;
}

async function welcome(session: Session): Promise<void> {
  remember(session);
  await openStore(session);
  void (await offline()).noteServerTime(session.server_time);
}

/** The store must know whose it is before any page asks it for something. */
async function openStore(session: Session): Promise<void> {
  const store = await offline();
  if (session.account && !session.must_change_password && session.second_factor !== "enrol") {
    store.signedIn(session.account.id, { fieldPack: session.permissions.includes("inspection:record") });
  }
}

async function leave(): Promise<void> {
  const used = current.value !== null || recall() !== null;
  forget();
  // Nobody was here: nothing of him is kept, and the store need not be loaded to say so.
  if (used) await (await offline()).signedOut();
}

async function payOwedSignOut(): Promise<void> {
  if (!signOutDue.get()) return;
  await fetchSession({ timeoutMs: START_TIMEOUT_MS });
  await send("DELETE", "/api/session");
  signOutDue.clear();
}

/** Asks the server who this is; without an answer a young remembered session stands in. */
export async function startSession(): Promise<void> {
  listenToProblems(noticeProblem);
  addEventListener("online", () => void confirmSession());
  try {
    await payOwedSignOut();
    await takeSession(await fetchSession({ timeoutMs: START_TIMEOUT_MS }));
  } catch {
    await startFromMemory();
  }
}

async function startFromMemory(): Promise<void> {
  const session = signOutDue.get() ? null : recall();
  if (session) await openStore(session);
  else if (isRemembered()) await (await offline()).dropExpired();
  current.value = session;
  unconfirmed.value = session !== null;
}

async function confirmSession(): Promise<void> {
  if (!unconfirmed.value) return;
  const before = account.value;
  try {
    const session = await fetchSession();
    if (session.account) await takeSession(session);
    else interrupt(before);
  } catch {
    // Still no answer: the remembered session stands until there is one.
  }
}

function interrupt(who: SessionAccount | null): void {
  unconfirmed.value = false;
  interrupted.value = who;
  void leave();
}

function noticeProblem(problem: Problem): void {
  const session = current.value;
  if (!session?.account) return;
  // The second means that a sign-in over this page has come half way.
  if (["unauthenticated", "account.second_factor_required"].includes(problem.code)) interrupt(session.account);
  if (problem.code === "account.password_change_required") {
    current.value = { ...session, must_change_password: true };
  }
  if (problem.code === "account.second_factor_enrolment_required") {
    current.value = { ...session, second_factor: "enrol" };
  }
}

function waysOf(session: Session | null): readonly SecondFactorWay[] | null {
  return session?.second_factor === "required" ? session.second_factor_ways : null;
}

/** The token of a page that lay open for hours may have ended with its session. */
export async function prepareSignIn(): Promise<void> {
  await payOwedSignOut();
  await fetchSession();
}

/**
 * The first step. Answers how the second one can be done, or null when the password was enough.
 * @throws ApiProblem session.wrong_credentials, session.too_many_tries; NetworkError
 */
export async function signIn(userName: string, password: string): Promise<readonly SecondFactorWay[] | null> {
  await prepareSignIn();
  const device = await (await offline()).deviceId().catch(() => undefined);
  const body = { user_name: userName, password, ...(device ? { device_id: device } : {}) };
  const session = await send<Session>("POST", "/api/session", body);
  const ways = waysOf(session);
  if (!ways) await takeSession(session);
  else {
    keepToken(session);
    // Over a page whose session ended, that page's person stays until the second step is done.
    if (!interrupted.value) current.value = session;
  }
  return ways;
}

/** The second step. @throws ApiProblem second_factor.*, session.too_many_tries; NetworkError */
export async function finishSignIn(proof: Proof): Promise<void> {
  await takeSession(await send<Session>("POST", "/api/session/second-factor", proof));
}

/** Gives up after the first step. The page below, if there is one, stays. */
export async function leaveSecondStep(): Promise<void> {
  await send("DELETE", "/api/session").catch(() => undefined);
  if (!interrupted.value) current.value = null;
}

/** Signs out here and now, with or without network; a sign-out not yet told is owed to the server. */
export async function signOut(): Promise<void> {
  try {
    await send("DELETE", "/api/session");
  } catch (error) {
    if (error instanceof NetworkError || (error instanceof ApiProblem && error.status >= 500)) signOutDue.set();
  }
  forgetSession();
}

/** This device has no session any more (it was ended here, or everywhere). */
export function forgetSession(): void {
  void leave();
  current.value = null;
  interrupted.value = null;
  unconfirmed.value = false;
}
