import { ref, type Ref } from "vue";

/** What a form of one entry knows: whether it is being sent, what is wrong with the entry, why it was refused. */
export interface Attempt {
  busy: Ref<boolean>;
  wrong: Ref<string | undefined>;
  problem: Ref<string | undefined>;
  forget: () => void;
  /** Sends it, unless that is under way or the entry is wrong; `done` is told what came of it, unless it was given up. */
  attempt: <T>(act: () => Promise<T | undefined>, words: (error: unknown) => string, done: (made: T) => void, mistake?: string) => Promise<void>;
}

export function useAttempt(): Attempt {
  const busy = ref(false);
  const wrong = ref<string>();
  const problem = ref<string>();

  function forget(): void {
    wrong.value = problem.value = undefined;
  }

  async function attempt<T>(act: () => Promise<T | undefined>, words: (error: unknown) => string, done: (made: T) => void, mistake?: string): Promise<void> {
    if (busy.value) return;
    problem.value = undefined;
    wrong.value = mistake;
    if (mistake) return;
    busy.value = true;
    try {
      const made = await act();
      if (made !== undefined) done(made);
    } catch (error) {
      problem.value = words(error);
    }
    busy.value = false;
  }

  return { busy, wrong, problem, forget, attempt };
}
