/** Elements without a framework. Text is always text: nothing here parses HTML. */

type Child = Node | string | null;
type Attributes = Record<string, string | boolean | (() => void)>;

const SVG = "http://www.w3.org/2000/svg";

function setAttribute(element: Element, name: string, value: string | boolean | (() => void)): void {
  if (typeof value === "function") element.addEventListener(name, value);
  else if (value === true) element.setAttribute(name, "");
  else if (value !== false) element.setAttribute(name, value);
}

/** An element with attributes, listeners (functions, named by their event) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The sign of each tone has its own outline, so that it is told apart without colour. */
const SIGNS: Record<string, string[]> = {
  valid: ["M24 4a20 20 0 1 0 0 40a20 20 0 1 0 0-40z", "M14 25l7 7l13-15"],
  check: ["M24 5L45 42H3z", "M24 18v11M24 35v1"],
  not_valid: ["M16 4h16l12 12v16L32 44H16L4 32V16z", "M17 17l14 14M31 17L17 31"],
  cannot_verify: ["M6 6h36v36H6z", "M18 19c0-8 12-8 12 0c0 5-6 5-6 10M24 35v1"],
};

export function sign(tone: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 48 48");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  for (const outline of SIGNS[tone] ?? []) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline);
    svg.append(path);
  }
  return svg;
}
