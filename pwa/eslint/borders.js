import path from "node:path";

/**
 * The borders of the app (see CONTRIBUTING): features -> offline -> api, `ui` uses nothing, a
 * feature reaches another one only through its index. What is not listed is refused.
 */
const MAY_IMPORT = {
  api: ["api"],
  ui: ["ui"],
  scanner: ["scanner"],
  offline: ["offline", "api"],
  features: ["features", "app", "ui", "offline", "api", "scanner"],
  app: ["app", "features", "ui", "offline", "api"],
  worker: ["worker", "offline"],
  lookup: ["lookup", "offline"],
};

/** Parts of `app` that assemble the features: a feature that used them would go in circles. */
const ASSEMBLY = ["app/shell", "app/router", "app/main"];

/** "src/features/units/list.vue" -> { layer: "features", feature: "units", rest: [...] } */
function place(root, file) {
  const parts = path.relative(root, file).split(path.sep);
  if (parts[0] === "..") return undefined;
  const inside = parts[0] === "src" ? parts.slice(1) : parts;
  if (!(inside[0] in MAY_IMPORT)) return undefined;
  return { layer: inside[0], feature: inside[1], path: inside.join("/") };
}

function resolve(root, from, source) {
  if (source.startsWith("@/")) return path.join(root, "src", source.slice(2));
  if (source.startsWith(".")) return path.resolve(path.dirname(from), source);
  return undefined;
}

function isFeatureIndex(target) {
  return /^features\/[^/]+(\/(index|routes)(\.ts)?)?$/.test(target.path);
}

/** The reason why `from` may not import `to`, or undefined. */
export function breach(from, to) {
  if (!MAY_IMPORT[from.layer].includes(to.layer)) return `${from.layer} must not import ${to.layer}`;
  const other = from.layer !== to.layer || from.feature !== to.feature;
  if (to.layer === "features" && other && !isFeatureIndex(to)) {
    return `use the index of features/${to.feature}, not its inside`;
  }
  if (from.layer === "features" && ASSEMBLY.some((part) => to.path.startsWith(part))) {
    return "a feature must not import what assembles the features";
  }
  return undefined;
}

const rule = {
  meta: { type: "problem", schema: [{ type: "string" }] },
  create(context) {
    const root = context.options[0];
    const from = place(root, context.filename);
    function check(node) {
      if (!from || typeof node.source?.value !== "string") return;
      const file = resolve(root, context.filename, node.source.value);
      const to = file && place(root, file);
      const reason = to && breach(from, to);
      if (reason) context.report({ node, message: `Border: ${reason}.` });
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { rules: { borders: rule } };
