/** A dictionary: words by nested keys. `zh-CN` is the model, every other language must match it. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** The shape another language must fill completely: same keys, own text. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };

/** All dotted paths to a text: "scan.title" | "scan.verdict.valid" | … */
export type PathOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathOf<T[K]>}`;
}[keyof T & string];

/** The text at a dotted path. */
export type TextAt<T, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : P extends keyof T
    ? T[P]
    : never;

/** "{count} of {total}" -> "count" | "total" */
export type ParamOf<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamOf<Rest> : never;

export type Param = string | number;
