/** One act on a notice, in a dialog: sent once, refused in words, and told apart where somebody else was quicker. */
import { computed, watch, type ComputedRef, type Ref } from "vue";
import { ApiProblem, type Answer } from "@/api";
import type { Notice } from "@/api/types";
import { useCommand } from "@/app/data/useCommand";
import { problemWords } from "@/app/problems";

export interface Act {
  busy: Ref<boolean>;
  problem: ComputedRef<string | undefined>;
  run: (payload: unknown, send: (key: string) => Promise<Answer<Notice>>) => Promise<void>;
}

interface Heard {
  done: (notice: Notice) => void;
  stale?: () => void;
}

/** @param clean  what is emptied each time the dialog opens */
export function useAct(open: () => boolean, clean: () => void, heard: Heard): Act {
  const command = useCommand();

  watch(open, (now) => {
    if (!now) return;
    command.forget();
    clean();
  });

  async function run(payload: unknown, send: (key: string) => Promise<Answer<Notice>>): Promise<void> {
    const answer = await command.run(payload, send);
    if (answer) heard.done(answer.data);
    else if (command.error.value instanceof ApiProblem && command.error.value.status === 412) heard.stale?.();
  }

  return { busy: command.busy, problem: computed(() => (command.error.value ? problemWords(command.error.value) : undefined)), run };
}
