// ask.js - stoprule explain and stoprule choose: what the core knows, printed.
import { createInterface } from "node:readline/promises";
import { usage } from "./arguments.js";

/** @typedef {import("./arguments.js").Arguments} Arguments */
/** @typedef {import("../lib/index.js").Stoprule} Stoprule */

/** @param {string} text */
const print = (text) => void process.stdout.write(`${text}\n`);

/** @param {unknown} value @param {string} indent @returns {string} */
function outline(value, indent = "") {
  if (Array.isArray(value)) {
    return value
      .map((entry) => `${indent}- ${outline(entry, `${indent}  `).trimStart()}`)
      .join("\n");
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .filter(([, entry]) => entry !== "" && !(Array.isArray(entry) && entry.length === 0))
      .map(([name, entry]) =>
        typeof entry === "object"
          ? `${indent}${name}\n${outline(entry, `${indent}  `)}`
          : `${indent}${name}: ${entry}`,
      )
      .join("\n");
  }
  return `${indent}${value}`;
}

/** @param {Stoprule} stoprule @param {Arguments} args */
export function explain(stoprule, { operands, language, format }) {
  if (operands.length !== 1) throw usage("explain takes one id, such as unlimited_use");
  const answer = stoprule.explain(operands[0], { language });
  print(format === "json" ? JSON.stringify(answer) : outline(answer));
  return 0;
}

/** @param {Stoprule} stoprule @param {Arguments} args @returns {Promise<number>} */
export async function choose(stoprule, { operands, answers, language, format }) {
  if (operands.length) throw usage("choose takes --answer QUESTION=ANSWER and no operands");
  let step = stoprule.choose(answers, { language });
  const terminal = process.stdin.isTTY && process.stdout.isTTY && format === "pretty";
  if (!terminal) {
    print(format === "json" ? JSON.stringify(step) : outline(step));
    return 0;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    while (step.question) {
      const { id, text, options } = step.question;
      print(text);
      options.forEach((/** @type {{text: string}} */ option, /** @type {number} */ i) =>
        print(`  ${i + 1}  ${option.text}`),
      );
      const chosen = options[Number(await lines.question("> ")) - 1];
      if (chosen)
        step = stoprule.choose({ ...answers, [id]: (answers[id] = chosen.id) }, { language });
    }
  } finally {
    lines.close();
  }
  print(outline(step));
  return 0;
}
