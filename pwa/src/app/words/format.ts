import type { Param } from "./types";

/** English writes "{count} record | {count} records"; Chinese needs one form only. */
function choosePlural(template: string, params: Record<string, Param>, language: string): string {
  const forms = template.split(" | ");
  const count = params.count;
  if (forms.length < 2 || typeof count !== "number") return template;
  const one = new Intl.PluralRules(language).select(count) === "one";
  return (one ? forms[0] : forms[1]) ?? template;
}

/** Fills `{name}` places; numbers are written the way the language writes them. */
export function fill(template: string, params: Record<string, Param>, language: string): string {
  const text = choosePlural(template, params, language);
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    if (value === undefined) return place;
    return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
  });
}
