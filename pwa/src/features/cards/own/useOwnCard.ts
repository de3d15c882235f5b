import { onScopeDispose, ref, shallowRef, type Ref } from "vue";
import { ApiProblem } from "@/api/problem";
import { forgetOwnCard, keepOwnCard, keyToAskWith, type KeptCard, readOwnCard } from "@/offline/ownCard";
import { askPersistence } from "@/offline/persistence";
import { askState, removeCard, takeCard, type Asked } from "./api";
import { newKey } from "./code";

export type Note = "gone" | "offline" | "notKept" | null;

export interface OwnCard {
  kept: Ref<KeptCard | null>;
  ready: Ref<boolean>;
  note: Ref<Note>;
  refreshing: Ref<boolean>;
  take: (asked: Omit<Asked, "key">) => Promise<void>;
  refresh: () => Promise<void>;
  remove: () => Promise<void>;
}

type State = Pick<OwnCard, "kept" | "ready" | "note" | "refreshing">;

async function start(own: State): Promise<void> {
  try {
    own.kept.value = await readOwnCard();
  } catch {
    own.note.value = "notKept";
  }
  own.ready.value = true;
  await refresh(own);
}

async function refresh(own: State): Promise<void> {
  const before = own.kept.value;
  if (!before || own.refreshing.value) return;
  own.refreshing.value = true;
  try {
    const state = await askState(before.key);
    own.kept.value = { ...before, card: { ...before.card, ...state } };
    await keepOwnCard(own.kept.value);
    own.note.value = null;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === "card.no_match") await forget(own, "gone");
    else own.note.value = "offline";
  }
  own.refreshing.value = false;
}

async function forget(own: State, note: Note): Promise<void> {
  await forgetOwnCard();
  own.kept.value = null;
  own.note.value = note;
}

/** @throws ApiProblem, NetworkError, DOMException where nothing can be kept */
async function take(own: State, asked: Omit<Asked, "key">): Promise<void> {
  const key = await keyToAskWith(newKey);
  const card = await takeCard({ ...asked, key });
  await keepOwnCard({ key, card });
  own.kept.value = { key, card };
  own.note.value = null;
  void askPersistence();
}

async function remove(own: State): Promise<void> {
  const key = own.kept.value?.key;
  await forget(own, null);
  // The phone forgets it in any case; the server is told when it can be reached.
  if (key) await removeCard(key).catch(() => undefined);
}

/** The card on this phone: read, fetched, refreshed when there is network, removed. */
export function useOwnCard(): OwnCard {
  const own: State = { kept: shallowRef<KeptCard | null>(null), ready: ref(false), note: ref<Note>(null), refreshing: ref(false) };
  const again = (): void => { if (!document.hidden) void refresh(own); };
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  onScopeDispose(() => {
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
  });
  void start(own);
  return { ...own, take: (asked) => take(own, asked), refresh: () => refresh(own), remove: () => remove(own) };
}
