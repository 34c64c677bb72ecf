// answers.js - the five questions: as a road with five stations, and with what each answer rests on.
import { el } from "./dom.js";
import { marker } from "./signs.js";
import { term } from "./terms.js";
import { said, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("../lib/report.d.ts").Question} Question */
/** @typedef {import("../lib/report.d.ts").AnswerState} AnswerState */
/** @typedef {import("./quotes.js").Quotes} Quotes */
/** @typedef {import("./terms.js").Explain} Explain */

/** @type {Question[]} */
export const QUESTIONS = ["owner", "payer", "limits", "terms", "support"];

/** @param {Question} question */
export const short_name = (question) => said(`question.${question}.short`);

/** A state as a shape with a name. @param {AnswerState} state @param {string} [of] */
export function state_marker(state, of) {
  const name = said(`state.${state}`);
  const label = of ? `${of}: ${name}` : name;
  return el("span", { role: "img", "aria-label": label, title: label }, marker(state));
}

/** The row of five, and whether the way is open. @param {Report} report @param {(id: string) => void} reveal */
export function road({ answers, verdict }, reveal) {
  const open = QUESTIONS.filter((question) => answers[question].state !== "shown");
  const stops = verdict.level === "stop";
  const stations = QUESTIONS.map((question) => {
    const { state } = answers[question];
    const id = `q-${question}`;
    return el(
      "li",
      { class: `station is-${state}` },
      el(
        "a",
        {
          href: `#${id}`,
          click: (/** @type {MouseEvent} */ event) => {
            event.preventDefault();
            reveal(id);
          },
        },
        marker(state),
        el("span", { class: "station-name" }, short_name(question)),
        el("span", { class: "station-state" }, said(`state.${state}`)),
      ),
    );
  });
  return [
    el("ol", { class: "road" }, ...stations),
    el(
      "p",
      { class: open.length || stops ? "barrier" : "barrier is-open" },
      open.length
        ? word("road_blocked", { count: open.length })
        : word(stops ? "road_stop" : "road_open"),
    ),
  ];
}

/** @param {Report} report @param {Quotes} quotes @param {Explain} [explain] */
export function answers_list(report, quotes, explain) {
  const rows = QUESTIONS.map((question) => {
    const { state, evidence } = report.answers[question];
    return el(
      "div",
      { class: `answer is-${state}`, id: `q-${question}`, tabindex: -1 },
      el(
        "dt",
        null,
        term(said(`question.${question}`), question, explain),
        el("span", { class: "state" }, term(said(`state.${state}`), `state.${state}`, explain)),
      ),
      el(
        "dd",
        null,
        quotes.evidence(evidence, `q-${question}`, "answer") ??
          el("p", { class: "quiet" }, word("nothing_said")),
      ),
    );
  });
  return el("dl", { class: "answers" }, ...rows);
}
