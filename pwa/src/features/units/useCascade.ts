import { ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";

/** A division or an agency: something with a code, a name, and a place in a tree. */
export interface Place {
  code: string;
  name: string;
}

/** Where the places come from. */
export interface Tree<P extends Place> {
  roots: () => Promise<P[]>;
  /** The places directly below one; none below a leaf. */
  below: (place: P) => Promise<P[]>;
  /** The codes from a root down to this one. */
  pathTo: (code: string) => Promise<string[]>;
}

export interface Level<P extends Place> {
  options: P[];
  chosen: string;
}

export interface Cascade<P extends Place> {
  levels: ShallowRef<Level<P>[]>;
  loading: Ref<boolean>;
  failed: Ref<boolean>;
  /**
   * Chooses on one level (an empty code takes the choice back) and answers the value now meant, at
   * once: whoever sends the form while the list below is still being read has made a choice.
   */
  choose: (level: number, code: string) => string;
  /** Opens the lists down to a value that was stored. */
  show: (code: string) => Promise<void>;
}

/** One list per level of a tree, each opened by the choice in the one above. */
export function useCascade<P extends Place>(tree: Tree<P>): Cascade<P> {
  const levels = shallowRef<Level<P>[]>([]);
  const loading = ref(false);
  const failed = ref(false);

  let newest = 0;

  /** Reads; a failure is shown and the lists stay as they were. A later choice outdates the answer. */
  async function reading(read: () => Promise<Level<P>[]>): Promise<void> {
    const mine = ++newest;
    loading.value = true;
    failed.value = false;
    const answer = await read().catch(() => undefined);
    if (mine !== newest) return;
    if (answer) levels.value = answer;
    failed.value = !answer;
    loading.value = false;
  }

  function choose(level: number, code: string): string {
    const kept = levels.value.slice(0, level + 1);
    const here = kept[level];
    if (!here) return "";
    kept[level] = { ...here, chosen: code };
    levels.value = kept;
    void reading(() => opened(tree, kept));
    return code || (kept[level - 1]?.chosen ?? "");
  }

  return { levels, loading, failed, choose, show: (code) => reading(() => pathOf(tree, code)) };
}

/** The levels, and the one below the last choice when there is anything below it. */
async function opened<P extends Place>(tree: Tree<P>, levels: Level<P>[]): Promise<Level<P>[]> {
  const last = levels[levels.length - 1];
  const place = last?.options.find(({ code }) => code === last.chosen);
  if (!place) return levels;
  const options = await tree.below(place);
  return options.length > 0 ? [...levels, { options, chosen: "" }] : levels;
}

async function pathOf<P extends Place>(tree: Tree<P>, code: string): Promise<Level<P>[]> {
  let levels: Level<P>[] = [{ options: await tree.roots(), chosen: "" }];
  const path = code === "" ? [] : await tree.pathTo(code);
  for (const step of path) {
    const last = levels[levels.length - 1];
    if (!last?.options.some((place) => place.code === step)) continue;
    levels = await opened(tree, [...levels.slice(0, -1), { ...last, chosen: step }]);
  }
  return levels;
}

/** Keeps the lists showing a value that others may change as well. */
export function followValue<P extends Place>(cascade: Cascade<P>, value: () => string): void {
  watch(
    value,
    (code) => {
      if (code !== meant(cascade.levels.value)) void cascade.show(code);
    },
    { immediate: true },
  );
}

function meant(levels: Level<Place>[]): string | undefined {
  if (levels.length === 0) return undefined;
  return levels.reduce((deepest, { chosen }) => chosen || deepest, "");
}
