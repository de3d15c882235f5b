/** One line of what an act changed, as text. */
export interface Change {
  field: string;
  before: string;
  after: string;
}

/** What an act changed, field by field; fields that stayed the same are left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = recordOf(before);
  const now = recordOf(after);
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return fields
    .map((field) => ({ field, before: textOf(old[field]), after: textOf(now[field]) }))
    .filter((change) => change.before !== change.after);
}

function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return {};
  return value as Record<string, unknown>;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
