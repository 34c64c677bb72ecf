// board.js - everything read so far, side by side: which route, which of the five questions, which verdict.
import { QUESTIONS, short_name, state_marker } from "./answers.js";
import { el } from "./dom.js";
import { sign } from "./signs.js";
import { said, word } from "./words.js";

/** @typedef {import("./item.js").Item} Item */

/**
 * @param {Item[]} items @param {Item} current
 * @param {(item: Item) => void} open @param {(item: Item) => void} remove
 */
export function board(items, current, open, remove) {
  const head = el(
    "tr",
    null,
    el("th", { scope: "col" }, word("verdict")),
    el("th", { scope: "col" }, word("inputs")),
    el("th", { scope: "col" }, word("route")),
    ...QUESTIONS.map((question) =>
      el("th", { scope: "col", class: "narrow" }, short_name(question)),
    ),
    el("td"),
  );
  const rows = items.map((item) => row(item, item === current, open, remove));
  return el(
    "div",
    { class: "board", role: "region", "aria-label": word("compare"), tabindex: 0 },
    el(
      "table",
      null,
      el("caption", null, word("compare")),
      el("thead", null, head),
      el("tbody", null, ...rows),
    ),
  );
}

/** @param {Item} item @param {boolean} is_current @param {(item: Item) => void} open @param {(item: Item) => void} remove */
function row(item, is_current, open, remove) {
  const { report } = item;
  const title = item.title(word("untitled"));
  const name = el(
    "button",
    {
      type: "button",
      class: "open",
      "aria-current": is_current && "true",
      click: () => open(item),
    },
    title,
  );
  const cells = report
    ? [
        el(
          "td",
          { class: "level" },
          sign(report.verdict.level, word("sign_stop")),
          said(`level.${report.verdict.level}`),
        ),
        el("th", { scope: "row" }, name),
        el("td", null, said(`route.${report.route}`)),
        ...QUESTIONS.map((question) => {
          if (report.verdict.level === "none") return el("td", { class: "narrow" }, "–");
          return el("td", { class: "narrow" }, state_marker(report.answers[question].state));
        }),
      ]
    : [
        el("td", null, item.failure ? "!" : "…"),
        el("th", { scope: "row" }, name),
        el("td", { colspan: 1 + QUESTIONS.length }, item.failure ? word("error") : word("reading")),
      ];
  return el(
    "tr",
    { class: is_current ? "is-current" : null },
    ...cells,
    el(
      "td",
      null,
      el(
        "button",
        {
          ...{ type: "button", class: "remove", "aria-label": word("remove", { name: title }) },
          click: () => remove(item),
        },
        "×",
      ),
    ),
  );
}
