import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/dist/", "**/node_modules/"] },
  js.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text enters the document as text." },
        { property: "outerHTML", message: "Text enters the document as text." },
        { property: "insertAdjacentHTML", message: "Text enters the document as text." },
      ],
    },
  },
  {
    files: ["web/extension/**", "tests/web/extension*", "tests/web/extension/**"],
    languageOptions: { globals: { chrome: "readonly" } },
  },
  {
    files: ["web/**"],
    rules: {
      // JavaScript collects and shows; what a text means is decided by the core.
      "no-restricted-syntax": [
        "error",
        { selector: "Literal[regex]", message: "No patterns in JavaScript: the core reads texts." },
      ],
    },
  },
];
