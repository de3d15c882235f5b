import type { Import, ImportColumn, ImportField, ImportSheet, IsoDate, LeavingReason, Mapping } from "@/api/types";

/** What the person has chosen on the page of the columns. */
export interface MappingDraft {
  /** Index of the sheet, as a choice's value. */
  sheet: string;
  header_row: string;
  /** By index of the column; "" is not imported. */
  fields: Record<number, ImportField | "">;
  leaving_on: string;
  leaving_reason: LeavingReason | "";
  leaving_note: string;
}

export type MappingFault = "name" | "number" | "leavingOn" | "leavingReason" | "leavingNote" | { twice: ImportField };

export type Sureness = "sure" | "likely" | "none" | "chosen";

/** The sheet that is chosen, else the proposed one, else the first. */
export function sheetOf(batch: Import, index = ""): ImportSheet | undefined {
  const { sheets } = batch;
  return sheets.find((sheet) => String(sheet.index) === index) ?? sheets.find((sheet) => sheet.proposed) ?? sheets[0];
}

/** What to fill the page with: what was chosen last, or what is proposed for the sheet. */
export function draftOf(batch: Import, today: IsoDate): MappingDraft {
  const { mapping } = batch;
  const sheet = sheetOf(batch, mapping ? String(mapping.sheet) : "");
  const leaving: Pick<MappingDraft, "leaving_reason" | "leaving_note"> = {
    leaving_reason: mapping?.leaving_reason ?? "",
    leaving_note: mapping?.leaving_note ?? "",
  };
  const draft = { ...proposalOf(sheet), leaving_on: mapping?.leaving_on ?? today, ...leaving };
  if (!mapping) return draft;
  const chosen = mapping.columns.map(({ index, field }) => [index, field ?? ""] as const);
  return { ...draft, header_row: String(mapping.header_row), fields: { ...draft.fields, ...Object.fromEntries(chosen) } };
}

/** What is proposed for one sheet. */
export function proposalOf(sheet: ImportSheet | undefined): Pick<MappingDraft, "sheet" | "header_row" | "fields"> {
  const fields = (sheet?.columns ?? []).map(({ index, field }) => [index, field ?? ""] as const);
  return { sheet: String(sheet?.index ?? 0), header_row: String(sheet?.header_row ?? 0), fields: Object.fromEntries(fields) };
}

/** 0 -> "A", 25 -> "Z", 26 -> "AA": as the spreadsheet names it. */
export function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** The heading of a column in the row that is chosen as the head; the proposed one's may stand in two rows. */
export function headingOf(sheet: ImportSheet, column: ImportColumn, headerRow: string): string {
  if (headerRow === String(sheet.header_row)) return column.heading;
  return sheet.first_rows.find(({ number }) => String(number) === headerRow)?.cells[column.index] ?? "";
}

export function sureness(column: ImportColumn, chosen: ImportField | ""): Sureness {
  return (column.field ?? "") === chosen ? column.confidence : "chosen";
}

/** What stands against checking the rows with these columns. */
export function mappingFaults(draft: MappingDraft, fullRoster: boolean, today: IsoDate): MappingFault[] {
  const chosen = Object.values(draft.fields).filter((field) => field !== "");
  const faults: MappingFault[] = [];
  if (!chosen.includes("name")) faults.push("name");
  if (!chosen.includes("identity_number") && !chosen.includes("certificate_number")) faults.push("number");
  const twice = chosen.filter((field, place) => chosen.indexOf(field) < place);
  for (const field of new Set(twice)) faults.push({ twice: field });
  if (!fullRoster) return faults;
  if (draft.leaving_on === "" || draft.leaving_on > today) faults.push("leavingOn");
  if (draft.leaving_reason === "") faults.push("leavingReason");
  if (draft.leaving_reason === "other" && draft.leaving_note.trim() === "") faults.push("leavingNote");
  return faults;
}

export function mappingOf(draft: MappingDraft, fullRoster: boolean): Mapping {
  return {
    sheet: Number(draft.sheet),
    header_row: Number(draft.header_row),
    columns: Object.entries(draft.fields).map(([index, field]) => ({ index: Number(index), field: field === "" ? null : field })),
    leaving_on: fullRoster ? draft.leaving_on : null,
    leaving_reason: fullRoster && draft.leaving_reason !== "" ? draft.leaving_reason : null,
    leaving_note: fullRoster ? draft.leaving_note.trim() : "",
  };
}
