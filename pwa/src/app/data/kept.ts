import { reactive, watch } from "vue";

const kept = new Map<string, string>();

/**
 * A form that is still there when its author comes back to it. It lives in the page's memory only:
 * what is typed may be personal, and memory ends with the tab. `owner` is the account, so that
 * nobody ever meets another person's words.
 */
export function useKept<D extends object>(
  owner: string,
  name: string,
  blank: D,
): { draft: D; forget: () => void } {
  const key = `${owner} ${name}`;
  const before = kept.get(key);
  const draft = reactive({ ...blank, ...(before && (JSON.parse(before) as D)) }) as D;
  const stop = watch(draft, () => kept.set(key, JSON.stringify(draft)), {
    deep: true,
    flush: "sync",
  });
  return {
    draft,
    forget: () => {
      stop();
      kept.delete(key);
    },
  };
}
