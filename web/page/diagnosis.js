// diagnosis.js - whose limit stopped a request: the places where one can end, and the one where it did.
import { el } from "./dom.js";
import { plate } from "./plate.js";
import { diagnosis_sign } from "./signs.js";
import { registry_term, term } from "./terms.js";
import { said, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Diagnosis} Diagnosis */
/** @typedef {import("./quotes.js").Quotes} Quotes */
/** @typedef {import("./terms.js").Explain} Explain */

/** In the order in which a request meets them. */
const OWNERS = [
  ...["credential", "permission", "model_access", "request"],
  ...["billing", "credit", "usage_limit", "rate_limit", "provider"],
];

/** The gates on a request's way, those that stayed shut marked. @param {Diagnosis[]} diagnoses @param {Explain} [explain] */
export function gates(diagnoses, explain) {
  const shut = new Set(diagnoses.map(({ owner }) => owner));
  const rows = OWNERS.map((owner) => {
    const name = said(`limit_owner.${owner}`);
    return el(
      "li",
      { class: shut.has(owner) ? "gate is-shut" : "gate" },
      term(name, `limit_owner.${owner}`, explain),
      shut.has(owner) ? el("span", { class: "gate-here" }, word("errors_here")) : null,
    );
  });
  return el("ol", { class: "gates", "aria-label": word("errors_lanes") }, ...rows);
}

/** What stopped it first, as large as a verdict. @param {Diagnosis} first @param {Explain} [explain] */
export function diagnosis_plate(first, explain) {
  const owner = `limit_owner.${first.owner}`;
  return plate({
    ...{ id: "diagnosis", word: "diagnosis-word", look: "error" },
    picture: diagnosis_sign(),
    kicker: [word("diagnoses"), " · ", term(said(owner), owner, explain)],
    sentence: first.text.text,
    label: word("fix"),
    next: first.fix.text,
  });
}

/** Where each was told. @param {Diagnosis[]} diagnoses @param {Quotes} quotes @param {Explain} [explain] @param {boolean} [first_told] by a plate */
export function diagnosis_list(diagnoses, quotes, explain, first_told = false) {
  const rows = diagnoses.map((diagnosis, i) => {
    const id = `diagnosis-${i}`;
    const owner = `limit_owner.${diagnosis.owner}`;
    return el(
      "li",
      { id, tabindex: -1 },
      el(
        "div",
        { class: "row" },
        el("b", null, term(said(owner), owner, explain)),
        diagnosis.vendor
          ? el("span", { class: "state" }, registry_term(diagnosis.vendor, explain))
          : null,
      ),
      quotes.quote(diagnosis.id, diagnosis.location, id, "answer"),
      first_told && i === 0
        ? null
        : [
            el("p", null, diagnosis.text.text),
            el("p", { class: "fix" }, el("b", null, word("fix")), " ", diagnosis.fix.text),
          ],
    );
  });
  return el("ul", { class: "cards" }, ...rows);
}
