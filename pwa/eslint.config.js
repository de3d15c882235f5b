import { fileURLToPath } from "node:url";
import vue from "eslint-plugin-vue";
import ts from "typescript-eslint";
import vueParser from "vue-eslint-parser";
import borders from "./eslint/borders.js";

const root = fileURLToPath(new URL(".", import.meta.url));

export default ts.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts", "public"] },
  ...ts.configs.strict,
  ...vue.configs["flat/recommended"],
  {
    files: ["**/*.vue"],
    languageOptions: { parser: vueParser, parserOptions: { parser: ts.parser } },
  },
  {
    plugins: { gangwei: borders },
    rules: {
      "gangwei/borders": ["error", root],
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
      // Formatting is a matter of taste; meaning is not. Only rules about meaning stay on.
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/html-indent": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/attributes-order": "off",
      "vue/multi-word-component-names": "off",
      "vue/require-default-prop": "off",
      "vue/no-v-html": "error",
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/no-static-inline-styles": "error",
      "vue/no-bare-strings-in-template": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    // A test is a list of cases, one function long by nature.
    files: ["**/*.test.ts"],
    rules: { "max-lines-per-function": "off" },
  },
);
