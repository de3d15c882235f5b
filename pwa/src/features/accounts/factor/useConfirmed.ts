import { ref, type Ref } from "vue";
import { ApiProblem } from "@/api";

/** Does an act on the own factors; asks once more who it is where the server wants to know. Undefined: it was given up. */
export type Confirmed = <T>(act: () => Promise<T>) => Promise<T | undefined>;

const isAsked = (error: unknown): boolean => error instanceof ApiProblem && error.code === "second_factor.confirmation_required";

/** `asking` shows the question; its answer comes by `answer`. */
export function useConfirmed(): { asking: Ref<boolean>; answer: (yes: boolean) => void; confirmed: Confirmed } {
  const asking = ref(false);
  let settle: (yes: boolean) => void = () => undefined;

  function ask(): Promise<boolean> {
    asking.value = true;
    return new Promise((resolve) => { settle = resolve; });
  }

  function answer(yes: boolean): void {
    asking.value = false;
    settle(yes);
  }

  async function confirmed<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      if (!isAsked(error)) throw error;
      return (await ask()) ? await act() : undefined;
    }
  }

  return { asking, answer, confirmed };
}
