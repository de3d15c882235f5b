import type { ImportRow, ImportSheet, ImportSummary, RowAct, RowProblem, RowVerdict } from "@/api/types";
import { formatDate, language, t, tryWords } from "@/app/words";
import type { FieldError, Tone } from "@/ui";
import type { MappingDraft, MappingFault } from "./columns";

const VERDICT_TONES: Record<RowVerdict, Tone> = {
  hire: "valid",
  change: "valid",
  leave: "check",
  same: "neutral",
  refused: "not_valid",
  left_out: "neutral",
};

export function verdictTone(verdict: RowVerdict): Tone {
  return VERDICT_TONES[verdict];
}

/** What an import did, or would do, in a few words; nothing before its rows were checked. */
export function resultWords({ state, counts, problem }: ImportSummary): string {
  if (state === "failed") return problem ? problemOf(problem) : "";
  if (!["ready", "applying", "applied"].includes(state)) return "";
  const parts = (["hire", "change", "leave", "refused"] as const).filter((verdict) => counts[verdict] > 0);
  return parts.map((verdict) => tabWords(verdict, counts[verdict])).join(t("common.listSeparator"));
}

export function tabWords(verdict: RowVerdict, count: number): string {
  return t("imports.preview.tab", { verdict: t(`imports.verdicts.${verdict}`), count });
}

/** The words of a problem's code: of a whole file, or of what the register answered about a row. */
export function problemOf(code: string): string {
  return tryWords(`imports.problems.${code}`) ?? tryWords(`problems.${code}`, { seconds: 60 }) ?? t("problems.general", { id: code });
}

const LEFT_OUT = "row.left_out_";

/** Why, in a few short sentences: what is wrong, which rows or days it is about, what is expected. */
export function reasonWords(problem: RowProblem): string {
  const { code, rows, earliest, latest } = problem;
  if (code.startsWith(LEFT_OUT)) return leftOutReason(code.slice(LEFT_OUT.length));
  const parts = [problemOf(code)];
  if (rows.length > 0) parts.push(t("imports.preview.rows", { rows: rows.join(t("common.listSeparator")) }));
  const form = earliest && latest ? daysWords(problem, earliest, latest) : formWords(problem);
  if (form) parts.push(form);
  return parts.join(language() === "en" ? " " : "");
}

/** The days between which a day has to be; where there is but one, that one: of a note what the register has. */
function daysWords({ refuses }: RowProblem, earliest: string, latest: string): string {
  if (earliest !== latest) return t("imports.preview.between", { earliest: formatDate(earliest), latest: formatDate(latest) });
  return t(refuses ? "imports.preview.expected" : "imports.preview.registered", { expected: formatDate(latest), value: formatDate(latest) });
}

/** The form a cell should have; of a note, what the register has instead. */
function formWords({ expected, refuses }: RowProblem): string {
  if (!expected) return "";
  if (!refuses) return t("imports.preview.registered", { value: formatDate(expected) || expected });
  return t("imports.preview.expected", { expected: tryWords(`imports.expected.${expected}`) ?? expected });
}

function leftOutReason(reason: string): string {
  return tryWords(`imports.leftOut.${reason}`) ?? reason;
}

/** What stands in the cell; of a certificate its state, in the words of the register. */
export function valueWords({ value, code }: RowProblem): string {
  if (!value) return "";
  return code.includes("certificate") ? (tryWords(`enums.certificate_state.${value}`) ?? value) : value;
}

/** Of which cell a problem is: its column and field. */
export function cellWords({ column, field }: RowProblem): string {
  const name = field === null ? "" : t(`imports.fields.${field}`);
  return column === null ? name : t("imports.preview.cell", { column, field: name });
}

/** What applying a row does, one sentence an act. */
export function actWords({ act, on, site_name, position, was }: RowAct): string {
  return t(`imports.acts.${act}`, { date: formatDate(on), site: site_name ?? "", position: position ?? "", was: was ?? "" });
}

/** What the file says about a person besides his name: one line. */
export function saidWords({ values }: ImportRow): string {
  const { identity_number, certificate_number, position, started_on, site } = values;
  return [identity_number, certificate_number, position, started_on, site].filter(Boolean).join(" · ");
}

export function placeWords(row: ImportRow): string {
  return row.in_file ? t("imports.preview.rowOf", { row: row.number }) : t("imports.preview.notInFile");
}

export function leftOutWords({ number, reason }: ImportSheet["left_out"][number]): string {
  return t("imports.columns.leftRow", { row: number, why: leftOutReason(reason) });
}

/** The faults of the columns as entries of a summary, each led to where it can be put right. */
export function faultEntries(faults: readonly MappingFault[], draft: MappingDraft): FieldError[] {
  const first = Object.keys(draft.fields)[0] ?? "0";
  return faults.map((fault) => {
    if (typeof fault === "string") {
      const id = fault === "name" || fault === "number" ? `import-column-${first}` : `import-${fault}`;
      return { id, message: t(`imports.columns.wrong.${fault}`) };
    }
    const second = Object.entries(draft.fields).filter(([, field]) => field === fault.twice)[1]?.[0] ?? first;
    return { id: `import-column-${second}`, message: t("imports.columns.wrong.twice", { field: t(`imports.fields.${fault.twice}`) }) };
  });
}
