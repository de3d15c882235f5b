import { IMPORT_FIELDS, type ImportField, type ImportRow, type RowValues } from "@/api/types";

/** The cells to show when a row is put right: those the file has, those that say something, and those that are complained about. */
export function fieldsOf(row: ImportRow, mapped: readonly ImportField[]): ImportField[] {
  const complained = new Set(row.problems.map(({ field }) => field));
  return IMPORT_FIELDS.filter((field) => mapped.includes(field) || row.values[field] !== null || complained.has(field));
}

/** What is sent: every cell as it stands in the form, an empty one as none. */
export function changedValues(draft: Partial<Record<ImportField, string>>): RowValues {
  const typed = IMPORT_FIELDS.map((field) => [field, draft[field]?.trim() || null]);
  return Object.fromEntries(typed) as RowValues;
}

/** A number as lists show it: the answer to a correction has it whole, and the list it goes back into must not. */
export function masked(row: ImportRow): ImportRow {
  const { identity_number, phone } = row.values;
  return { ...row, values: { ...row.values, identity_number: hidden(identity_number, 0), phone: hidden(phone, 3) } };
}

const SHORTEST = 8;

function hidden(value: string | null, kept: number): string | null {
  if (value === null || value.length < SHORTEST) return value;
  return value.slice(0, kept) + "*".repeat(value.length - kept - 4) + value.slice(-4);
}
