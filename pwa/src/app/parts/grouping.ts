/** A number written in groups, and where the caret stands in it. */
export interface Grouped {
  text: string;
  caret: number;
}

/** Writes plain characters in groups with a blank between them; what is over goes in the last. */
export function inGroups(plain: string, groups: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  groups.forEach((length, index) => {
    const end = index === groups.length - 1 ? plain.length : at + length;
    if (at < plain.length) parts.push(plain.slice(at, end));
    at = end;
  });
  return parts.join(" ");
}

/**
 * What the field shows after a key: the same characters in groups, the caret after the same
 * character as before, so that typing and deleting in the middle work as in any field.
 */
export function regroup(
  text: string,
  caret: number,
  groups: readonly number[],
  plainOf: (text: string) => string,
): Grouped {
  const before = plainOf(text.slice(0, caret)).length;
  const grouped = inGroups(plainOf(text), groups);
  let at = 0;
  for (let seen = 0; seen < before && at < grouped.length; at += 1) {
    if (grouped.charAt(at) !== " ") seen += 1;
  }
  return { text: grouped, caret: at };
}
