// errors.js - the view for one question: what stopped this request?
import { diagnosis_list, diagnosis_plate, gates } from "./diagnosis.js";
import { el } from "./dom.js";
import { Quotes } from "./quotes.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("./terms.js").Explain} Explain */
/**
 * @typedef {object} ErrorTools
 * @property {{error: string}} kept what was typed, while another view is shown
 * @property {(text: string) => Promise<Report>} audit
 * @property {Explain} explain
 * @property {() => Promise<string>} example
 * @property {(text: string) => void} audit_whole
 */

const TYPING_PAUSE = 250; // ms

/** @param {ErrorTools} tools */
export function errors_view({ kept, audit, explain, example, audit_whole }) {
  const input = el("textarea", {
    ...{ id: "error-text", rows: 7, spellcheck: "false", dir: "auto" },
    placeholder: word("errors_placeholder"),
    input: () => later(),
  });
  const result = el("div", { id: "error-result" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let asked = 0;
  const later = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void ask(), TYPING_PAUSE);
  };

  async function ask() {
    const number = ++asked;
    kept.error = input.value;
    if (input.value.trim() === "") {
      return result.replaceChildren(el("p", null, word("errors_clear")), gates([], explain));
    }
    try {
      const report = await audit(input.value);
      if (number === asked) result.replaceChildren(...shown(report));
    } catch (failure) {
      const { message } = /** @type {Error} */ (failure);
      result.replaceChildren(el("p", { class: "trouble", role: "alert" }, message));
    }
  }

  /** @param {Report} report */
  function shown(report) {
    const { diagnoses } = report;
    const quotes = new Quotes(report, select);
    const whole = el(
      "button",
      { type: "button", class: "small", click: () => audit_whole(input.value) },
      word("errors_more"),
    );
    if (!diagnoses.length) {
      return [el("p", { class: "notice", role: "status" }, word("errors_none")), whole];
    }
    return [
      diagnosis_plate(diagnoses[0], explain),
      gates(diagnoses, explain),
      diagnosis_list(diagnoses, quotes, explain, true),
      whole,
    ];
  }

  /** @param {Location} location */
  function select(location) {
    const lines = input.value.split("\n");
    const before = lines.slice(0, location.line - 1).reduce((sum, l) => sum + l.length + 1, 0);
    const begin = before + location.column - 1;
    input.focus();
    input.setSelectionRange(begin, begin + (location.end_column - location.column));
  }

  input.value = kept.error;
  void ask();
  return el(
    "article",
    { class: "prose" },
    el("h1", { tabindex: -1 }, word("errors_heading")),
    el("p", { class: "lead" }, word("errors_lead")),
    el("label", { class: "field", for: "error-text" }, word("errors_input")),
    input,
    el(
      "button",
      {
        ...{ type: "button", class: "small" },
        click: async () => {
          input.value = await example();
          await ask();
        },
      },
      word("errors_try"),
    ),
    result,
  );
}
