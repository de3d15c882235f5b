/**
 * Two people changed one record: what the first saved meanwhile (`theirs`) is set against what
 * the second was shown (`base`) and has typed (`mine`). Nothing of either is lost.
 */
export interface Merge<T extends object> {
  /** Mine, with every field that only they changed taken over. */
  merged: T;
  /** Fields only they changed. */
  taken: (keyof T)[];
  /** Fields both changed, to different values: a person decides; `merged` holds mine. */
  conflicts: (keyof T)[];
}

export function merge<T extends object>(base: T, mine: T, theirs: T): Merge<T> {
  const keys = Object.keys(mine) as (keyof T)[];
  const theirKeys = keys.filter(
    (key) => !same(base[key], theirs[key]) && !same(mine[key], theirs[key]),
  );
  const taken = theirKeys.filter((key) => same(base[key], mine[key]));
  const conflicts = theirKeys.filter((key) => !taken.includes(key));
  const merged = { ...mine };
  for (const key of taken) merged[key] = theirs[key];
  return { merged, taken, conflicts };
}

/** The fields in which a form differs from what it was filled with: the body of a PATCH. */
export function changes<T extends object>(base: T, mine: T): Partial<T> {
  const keys = Object.keys(mine) as (keyof T)[];
  const changed: Partial<T> = {};
  for (const key of keys) if (!same(base[key], mine[key])) changed[key] = mine[key];
  return changed;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
