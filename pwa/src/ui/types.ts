/** Four tones of a verdict, and one for what is neither good nor bad. */
export type Tone = "valid" | "check" | "not_valid" | "cannot_verify" | "neutral";

export interface Option {
  value: string;
  label: string;
  help?: string;
}

/** A field's complaint, to be linked from the summary: `id` is the id of its control. */
export interface FieldError {
  id: string;
  message: string;
}

export interface Column {
  key: string;
  label: string;
  numeric?: boolean;
}

export interface Fact {
  key: string;
  label: string;
  value?: string | number | null;
}
