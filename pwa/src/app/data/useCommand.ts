import { ref, shallowRef, type Ref } from "vue";
import { ApiProblem } from "@/api/problem";

export interface Command {
  busy: Ref<boolean>;
  /** What the last try ended with, null while it is unknown or went well. */
  error: Ref<unknown>;
  /** Does it; answers undefined when it failed, with the reason in `error`. */
  run: <T>(
    payload: unknown,
    send: (idempotencyKey: string) => Promise<T>,
  ) => Promise<T | undefined>;
  forget: () => void;
}

/**
 * A command a person gives with a button. A second press while the first is on its way does
 * nothing. When no answer came, the next try of the same payload carries the same key, so that it
 * is done once even though the first may have arrived.
 */
export function useCommand(): Command {
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  let unanswered: { text: string; key: string } | null = null;

  function keyFor(payload: unknown): string {
    const text = JSON.stringify(payload);
    if (unanswered?.text !== text) unanswered = { text, key: crypto.randomUUID() };
    return unanswered.key;
  }

  async function run<T>(
    payload: unknown,
    send: (idempotencyKey: string) => Promise<T>,
  ): Promise<T | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    error.value = null;
    try {
      const answer = await send(keyFor(payload));
      unanswered = null;
      return answer;
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status < 500) unanswered = null;
      error.value = problem;
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    error,
    run,
    forget: () => {
      error.value = null;
    },
  };
}
