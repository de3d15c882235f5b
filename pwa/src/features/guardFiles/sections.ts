import type { GuardFile } from "@/api/types";

export type SectionName =
  | "labour_contracts"
  | "insurances"
  | "trainings"
  | "rewards_punishments"
  | "equipment";

export type Values = Record<string, string>;

/** A field of the form of an entry; `choice` names where its words stand. */
export interface Field {
  key: FieldKey;
  kind: "choice" | "text" | "lines" | "date" | "hours";
  optional?: boolean;
  choices?: readonly string[];
}

export type FieldKey =
  | "kind"
  | "number"
  | "starts_on"
  | "ends_on"
  | "insurer"
  | "topic"
  | "hours"
  | "held_on"
  | "held_by"
  | "decided_on"
  | "text"
  | "handed_out_on"
  | "returned_on";

export interface Section {
  name: SectionName;
  fields: readonly Field[];
}

const NUMBER: Field = { key: "number", kind: "text", optional: true };
const TERM: readonly Field[] = [
  { key: "starts_on", kind: "date" },
  { key: "ends_on", kind: "date", optional: true },
];

/** The sections in the order of the page, as the server has them. */
export const SECTIONS: readonly Section[] = [
  {
    name: "labour_contracts",
    fields: [
      { key: "kind", kind: "choice", choices: ["fixed_term", "open_ended", "task_based"] },
      NUMBER,
      ...TERM,
    ],
  },
  {
    name: "insurances",
    fields: [
      {
        key: "kind",
        kind: "choice",
        choices: ["social", "work_injury", "accident", "liability", "other"],
      },
      { key: "insurer", kind: "text" },
      NUMBER,
      ...TERM,
    ],
  },
  {
    name: "trainings",
    fields: [
      { key: "topic", kind: "text" },
      { key: "hours", kind: "hours" },
      { key: "held_on", kind: "date" },
      { key: "held_by", kind: "text" },
    ],
  },
  {
    name: "rewards_punishments",
    fields: [
      { key: "kind", kind: "choice", choices: ["reward", "punishment"] },
      { key: "decided_on", kind: "date" },
      { key: "text", kind: "lines" },
    ],
  },
  {
    name: "equipment",
    fields: [
      {
        key: "kind",
        kind: "choice",
        choices: ["uniform", "badge", "radio", "baton", "shield", "vest", "recorder", "other"],
      },
      NUMBER,
      { key: "handed_out_on", kind: "date" },
      { key: "returned_on", kind: "date", optional: true },
    ],
  },
];

export type Entry = GuardFile[SectionName][number];

/** An entry as it stands in the form; what is not there is empty. */
export function valuesOf(section: Section, entry: Entry | null): Values {
  const known = (entry ?? {}) as Record<string, string | number | null | undefined>;
  return Object.fromEntries(section.fields.map(({ key }) => [key, String(known[key] ?? "")]));
}

/** What is missing or cannot be, in the order of the form. */
export function faultsOf(section: Section, values: Values): FieldKey[] {
  return section.fields.filter((field) => isWrong(field, values)).map(({ key }) => key);
}

/** Which day a last day cannot lie before. */
const BEGINS: Partial<Record<FieldKey, FieldKey>> = {
  ends_on: "starts_on",
  returned_on: "handed_out_on",
};

function isWrong(field: Field, values: Values): boolean {
  const value = (values[field.key] ?? "").trim();
  if (value === "") return !field.optional;
  if (field.kind === "hours") return !/^[1-9]\d{0,2}$/u.test(value);
  const begun = BEGINS[field.key];
  return begun !== undefined && value < (values[begun] ?? "");
}

/** What is sent: empty optional fields as nothing, hours as a number. */
export function inputOf(section: Section, values: Values): Record<string, string | number | null> {
  return Object.fromEntries(
    section.fields.map(({ key, kind, optional }) => {
      const value = (values[key] ?? "").trim();
      if (kind === "hours") return [key, Number(value)];
      return [key, optional && value === "" ? null : value];
    }),
  );
}
