import { reactive } from "vue";
import type { RosterEntry, RosterPosting } from "@/api/types";

/** Which act on which guard of the roster is being prepared in a dialog. */
export interface EntryActs {
  entry: RosterEntry | null;
  posting: RosterPosting | null;
  leaving: boolean;
  placing: boolean;
  ending: boolean;
  sending: boolean;
  leave: (entry: RosterEntry) => void;
  post: (entry: RosterEntry) => void;
  send: (entry: RosterEntry) => void;
  unpost: (entry: RosterEntry, posting: RosterPosting) => void;
  /** Opens or closes one of the dialogs. */
  show: (dialog: "leaving" | "placing" | "ending" | "sending", open: boolean) => void;
}

export function useEntryActs(): EntryActs {
  const acts: EntryActs = reactive({
    entry: null,
    posting: null,
    leaving: false,
    placing: false,
    ending: false,
    sending: false,
    leave(entry: RosterEntry): void {
      acts.entry = entry;
      acts.leaving = true;
    },
    post(entry: RosterEntry): void {
      acts.entry = entry;
      acts.placing = true;
    },
    send(entry: RosterEntry): void {
      acts.entry = entry;
      acts.sending = true;
    },
    unpost(entry: RosterEntry, posting: RosterPosting): void {
      acts.entry = entry;
      acts.posting = posting;
      acts.ending = true;
    },
    show(dialog: "leaving" | "placing" | "ending" | "sending", open: boolean): void {
      acts[dialog] = open;
    },
  });
  return acts;
}
