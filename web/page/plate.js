// plate.js - what is seen from afar: a sign, one sentence, and what to do next.
import { el } from "./dom.js";

/** @typedef {import("./dom.js").Child} Child */

/**
 * @param {object} what
 * @param {string} what.word the id of its sentence
 * @param {string} [what.id] its own
 * @param {string} what.look the class of its colours: a level, or "error"
 * @param {Child} what.picture
 * @param {Child[]} what.kicker
 * @param {Child} what.sentence
 * @param {Child} [what.means]
 * @param {Child} [what.label] of what comes next
 * @param {Child} [what.next]
 */
export const plate = ({ id, word, look, picture, kicker, sentence, means, label, next }) =>
  el(
    "section",
    { id, class: `plate plate-${look}`, "aria-labelledby": word },
    picture,
    el(
      "div",
      { class: "plate-words" },
      el("p", { class: "kicker" }, ...kicker),
      el("h2", { id: word, tabindex: -1 }, sentence),
      means ? el("p", { class: "means" }, means) : null,
    ),
    next ? el("p", { class: "next" }, el("b", null, label), el("span", null, next)) : null,
  );
