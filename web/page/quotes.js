// quotes.js - the words that a report rests on: buttons that lead to their place in the text.
import { el } from "./dom.js";
import { source_link } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Evidence} Evidence */
/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("./paper.js").Mark} Mark */

/** Makes quotes, and keeps what is quoted as marks for the text. */
export class Quotes {
  /** @param {Report} report @param {(location: Location) => void} show a place in the text */
  constructor(report, show) {
    this.report = report;
    /** @private */
    this.show = show;
    /** Places in the text, and the id of the element that speaks of them. @type {Mark[]} */
    this.marks = [];
  }

  /** Words of the text, as a button that shows them there.
   * @param {string} excerpt @param {Location} location @param {string} target @param {Mark["kind"]} kind */
  quote(excerpt, location, target, kind) {
    this.marks.push({ location, kind, target });
    return el(
      "button",
      { type: "button", class: `quote quote-${kind}`, click: () => this.show(location) },
      el("q", { dir: "auto" }, excerpt),
      el("span", { class: "where" }, this.where(location)),
    );
  }

  /** "line 3", or "config/app.env, line 3" where there is more than one text. @param {Location} location */
  where({ document, line }) {
    const place = word("line", { line });
    const { documents } = this.report;
    return documents.length > 1 ? `${documents[document]?.uri}, ${place}` : place;
  }

  /** @param {Evidence[]} list @param {string} target @param {Mark["kind"]} kind */
  evidence(list, target, kind) {
    if (!list.length) return null;
    return el(
      "ul",
      { class: "evidence" },
      ...list.map((evidence) =>
        el(
          "li",
          null,
          evidence.location
            ? this.quote(evidence.excerpt, evidence.location, target, kind)
            : registry_row(evidence),
        ),
      ),
    );
  }
}

/** @param {Evidence} evidence */
function registry_row({ excerpt, as_of = "", url = "" }) {
  return el(
    "p",
    { class: "registry" },
    excerpt,
    el("span", { class: "where" }, word("registry", { date: as_of })),
    url ? source_link(url) : null,
  );
}
