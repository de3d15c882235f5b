/** The form: a certificate number and the holder's name. */
import { h } from "./dom";
import type { PageWords } from "./words";

export interface Typed {
  number: string;
  name: string;
}

/** The number as the register keeps it: blanks and full-width figures do not matter; dashes and brackets may belong to it. */
export function plainNumber(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) => wide.normalize("NFKC")).replace(/\s/g, "").toUpperCase();
}

export const plainName = (text: string): string => text.normalize("NFC").replace(/[\s\u200b]+/g, " ").trim();

type Field = keyof Typed;

/** What is missing, in the order of the form. */
export function missingFields(typed: Typed): Field[] {
  return (["number", "name"] as const).filter((field) => typed[field] === "");
}

const label = (words: PageWords, field: Field): string => (field === "number" ? words.numberLabel : words.nameLabel);
const help = (words: PageWords, field: Field): string => (field === "number" ? words.numberHelp : words.nameHelp);
const complaint = (words: PageWords, field: Field): string => (field === "number" ? words.numberMissing : words.nameMissing);

function input(field: Field, value: string, wrong: boolean): HTMLInputElement {
  const described = `${field}-help${wrong ? ` ${field}-error` : ""}`;
  const element = h("input", {
    id: field, name: field, type: "text", autocomplete: "off", maxlength: "80", spellcheck: "false",
    "aria-describedby": described, "aria-invalid": wrong ? "true" : false,
  });
  element.value = value;
  return element;
}

function row(words: PageWords, field: Field, value: string, wrong: boolean): HTMLElement {
  return h(
    "div", { class: wrong ? "field wrong" : "field" },
    h("label", { for: field }, label(words, field)),
    h("p", { id: `${field}-help`, class: "help" }, help(words, field)),
    wrong ? h("p", { id: `${field}-error`, class: "error" }, complaint(words, field)) : null,
    input(field, value, wrong),
  );
}

function summary(words: PageWords, wrong: Field[]): HTMLElement | null {
  if (wrong.length === 0) return null;
  const links = wrong.map((field) => h("li", {}, h("a", { href: `#${field}` }, complaint(words, field))));
  return h("div", { class: "summary", role: "alert", tabindex: "-1", id: "summary" }, h("h3", {}, words.errors), h("ul", {}, ...links));
}

export function renderForm(words: PageWords, typed: Typed, wrong: Field[], submit: (typed: Typed) => void): HTMLElement {
  const form = h(
    "form", { class: "card", novalidate: true, "aria-labelledby": "form-title" },
    h("h2", { id: "form-title" }, words.formTitle),
    summary(words, wrong),
    row(words, "number", typed.number, wrong.includes("number")),
    row(words, "name", typed.name, wrong.includes("name")),
    h("button", { type: "submit", class: "primary" }, words.search),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    submit({ number: plainNumber(String(data.get("number") ?? "")), name: plainName(String(data.get("name") ?? "")) });
  });
  return form;
}
