// report.js - one report as elements, for whoever has a place for them (the page, the extension). The order is the
// reader's: the word, the five questions, why, what to do, and then what all of it rests on. Nothing here decides
// anything.
import { answers_list, road } from "./answers.js";
import {
  claim_cards,
  endpoint_cards,
  finding_cards,
  listed,
  route_rows,
  suppressed_rows,
} from "./cards.js";
import { diagnosis_list, diagnosis_plate, gates } from "./diagnosis.js";
import { el } from "./dom.js";
import { plate } from "./plate.js";
import { Quotes } from "./quotes.js";
import { sign } from "./signs.js";
import { checklist } from "./steps.js";
import { term } from "./terms.js";
import { vendor_facts } from "./vendor.js";
import { said, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./terms.js").Explain} Explain */
/**
 * @typedef {object} ViewOptions
 * @property {Explain} [explain] makes terms explain themselves and adds the registry's facts
 * @property {Set<string>} [ticks] the steps that are done; changed by clicks
 */

/** @param {string} id @param {string} heading @param {Child[]} content */
function section(id, heading, ...content) {
  const label = `${id}-heading`;
  return el(
    "section",
    { id, "aria-labelledby": label },
    el("h2", { id: label }, heading),
    ...content,
  );
}

export class ReportView {
  /**
   * @param {Report} report
   * @param {(location: Location) => void} show a place in the text
   * @param {ViewOptions} [options]
   */
  constructor(report, show, { explain, ticks = new Set() } = {}) {
    this.report = report;
    /** @private */
    this.explain = explain;
    /** @private */
    this.ticks = ticks;
    /** @private */
    this.quotes = new Quotes(report, show);
  }

  /** Places in the text, and the id of the element that speaks of them; complete after sections(). */
  get marks() {
    return this.quotes.marks;
  }

  /** The first one is the verdict. @returns {HTMLElement[]} */
  sections() {
    const { report, quotes, explain } = this;
    const { diagnoses, findings, claims, endpoints, routes, suppressed, incomplete } = report;
    const only_error = report.verdict.level === "none" && diagnoses.length > 0;
    return [
      only_error ? diagnosis_plate(diagnoses[0], explain) : this.plate(),
      routes.length ? section("road", word("road"), ...road(report, reveal)) : null,
      diagnoses.length
        ? section(
            "diagnoses",
            word("diagnoses"),
            gates(diagnoses, explain),
            diagnosis_list(diagnoses, quotes, explain, only_error),
          )
        : null,
      report.verdict.because.length ? this.because() : null,
      findings.length
        ? section("findings", word("findings"), finding_cards(findings, quotes, explain))
        : null,
      report.remediation.length ? this.steps("remediation") : null,
      report.checks.length ? this.steps("checks") : null,
      routes.length
        ? section("answers", word("answers"), answers_list(report, quotes, explain))
        : null,
      claims.length
        ? section("claims", word("claims"), claim_cards(claims, quotes, explain))
        : null,
      endpoints.length
        ? section("endpoints", word("endpoints"), endpoint_cards(endpoints, quotes, explain))
        : null,
      routes.length > 1 ? section("routes", word("routes"), route_rows(routes, explain)) : null,
      ...(explain ? vendor_facts(report, explain) : []),
      suppressed.length
        ? section("suppressed", word("suppressed"), suppressed_rows(suppressed))
        : null,
      incomplete.length
        ? section(
            "incomplete",
            word("incomplete"),
            listed("reasons", incomplete, ({ message }) => el("li", null, message.text)),
          )
        : null,
    ].filter((part) => part !== null);
  }

  /** What a driver sees from afar. @private */
  plate() {
    const { verdict, route } = this.report;
    const { level } = verdict;
    return plate({
      ...{ id: "verdict", word: "verdict-word", look: level },
      picture: sign(level, word("sign_stop")),
      kicker: [
        el(
          "span",
          { id: "verdict-level" },
          term(said(`level.${level}`), `level.${level}`, this.explain),
        ),
        route === "none" ? null : [" · ", term(said(`route.${route}`), route, this.explain)],
      ],
      sentence: verdict.summary.text,
      label: word("next"),
      next: level === "none" ? "" : verdict.next.text,
    });
  }

  /** @private */
  because() {
    const { verdict } = this.report;
    const heading = word(verdict.level === "stop" ? "because_stop" : "because");
    const reasons = verdict.because.map(({ message, evidence }, i) =>
      el(
        "li",
        { id: `reason-${i}`, tabindex: -1 },
        el("p", null, message.text),
        this.quotes.evidence(evidence, `reason-${i}`, "answer"),
      ),
    );
    return section("because", heading, el("ul", { class: "reasons" }, ...reasons));
  }

  /** @private @param {"checks"|"remediation"} id */
  steps(id) {
    const instead = id === "checks" && this.report.verdict.level === "stop";
    return section(
      id,
      word(instead ? "checks_stop" : id),
      checklist(id, this.report[id], this.ticks),
    );
  }
}

/** Brings a part of the report into view and says which. @param {string} id */
export function reveal(id) {
  const target = document.getElementById(id);
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  target.classList.remove("is-revealed");
  requestAnimationFrame(() => target.classList.add("is-revealed"));
}
