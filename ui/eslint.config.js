// The rules of the house that a machine can check; CONTRIBUTING.md says why each of them holds.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const nobodyButIpc = {
  group: ["@tauri-apps/*"],
  message: "Only src/lib/ipc talks to the shell; take the Backend from the context.",
};
const noFeature = { group: ["**/features/**"], message: "Generic code knows no feature." };
const noScreen = { group: ["**/screens/**"], message: "Screens compose features, never the other way." };
const noSibling = {
  regex: "^\\.\\./(?!\\.\\./)",
  message: "A feature never imports another feature; a screen brings them together.",
};

const wordsBelong = "Words belong in the catalogue, src/lib/i18n.";

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/ipc/generated.ts"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      // svelte-check and tsc know the globals better than this rule does.
      "no-undef": "off",
      "no-console": "error",
      "no-eval": "error",
      "no-restricted-globals": [
        "error",
        ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "localStorage", "sessionStorage", "indexedDB"].map(
          (name) => ({ name, message: "The window neither talks to a network nor keeps anything outside the vault." }),
        ),
      ],
      "no-restricted-imports": ["error", { patterns: [nobodyButIpc] }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "SvelteElement[kind='html'] > SvelteText[value=/[\\p{L}]/u]", message: wordsBelong },
        {
          selector: "SvelteAttribute[key.name=/^(aria-label|title|placeholder|alt)$/] > SvelteLiteral[value=/[\\p{L}]/u]",
          message: wordsBelong,
        },
      ],
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "error",
      "svelte/button-has-type": "error",
      "svelte/no-target-blank": "error",
      "svelte/no-unused-props": "error",
    },
  },
  { files: ["src/lib/ipc/**"], rules: { "no-restricted-imports": "off" } },
  {
    files: ["src/lib/ui/**", "src/lib/i18n/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [nobodyButIpc, noFeature, noScreen] }] },
  },
  {
    files: ["src/features/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [nobodyButIpc, noScreen, noSibling] }] },
  },
  { files: ["*.js", "*.ts"], languageOptions: { globals: { ...globals.node } } },
);
