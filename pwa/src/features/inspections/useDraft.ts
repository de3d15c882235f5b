/** One draft on the screen: read from the phone once, written back on every change. */
import { onScopeDispose, ref, watch, type Ref } from "vue";
import { endedSession } from "@/app/session";
import { drafts, NobodySignedIn } from "@/offline";
import { readDraft, type InspectionDraft } from "./model/draft";

export const DRAFT_KIND = "inspection";

export type DraftState = "loading" | "ready" | "missing";
/** signed_out: the session ended meanwhile; what is on the screen is written once the officer is back. */
export type SavingState = "saved" | "saving" | "failed" | "signed_out";

export interface OpenDraft {
  draft: Ref<InspectionDraft | null>;
  state: Ref<DraftState>;
  saving: Ref<SavingState>;
  /** Waits until what is on the screen is on the phone; answers whether it is. */
  flush: () => Promise<boolean>;
  /** After the draft was sent or removed: nothing more is written. */
  close: () => void;
}

/**
 * Writes one after the other, never two at once; what changed meanwhile is written by the next
 * turn, so that the last word typed is always the one that is kept.
 */
function useWriter(draft: Ref<InspectionDraft | null>, saving: Ref<SavingState>): () => Promise<boolean> {
  let dirty = false;
  let running: Promise<void> | null = null;

  async function write(): Promise<void> {
    while (dirty && draft.value) {
      dirty = false;
      const value: unknown = JSON.parse(JSON.stringify(draft.value));
      try {
        await drafts.save({ id: draft.value.id, kind: DRAFT_KIND, value });
        saving.value = "saved";
      } catch (error) {
        saving.value = error instanceof NobodySignedIn ? "signed_out" : "failed";
        return;
      }
    }
  }

  return async () => {
    dirty = true;
    saving.value = "saving";
    running ??= write().finally(() => {
      running = null;
    });
    await running;
    return (saving.value as SavingState) === "saved";
  
  };
}

/** Opens a draft by its id and keeps it written while it is on the screen. */
export function useDraft(id: string): OpenDraft {
  const draft = ref<InspectionDraft | null>(null);
  const state = ref<DraftState>("loading");
  const saving = ref<SavingState>("saved");
  const write = useWriter(draft, saving);
  let stop: (() => void) | null = null;

  function touch(now: InspectionDraft | null): void {
    if (now) void write();
  }

  async function open(): Promise<void> {
    const stored = await drafts.load(id).catch(() => null);
    draft.value = readDraft(stored?.value);
    state.value = draft.value ? "ready" : "missing";
    const unwatch = [
      watch(draft, touch, { deep: true }),
      // Signed in again: what could not be written meanwhile is written now.
      watch(endedSession, (ended) => void (ended === null && saving.value === "signed_out" && write())),
    ];
    stop = () => { for (const end of unwatch) end(); };
  }

  const close = (): void => stop?.();
  onScopeDispose(close);
  void open();
  return { draft, state, saving, flush: write, close };
}
