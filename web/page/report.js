// report.js - one report as elements. The order is the reader's: the word, why, what is missing, what to do.
import { el } from "./dom.js";
import { marker, sign } from "./signs.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("../lib/report.d.ts").Evidence} Evidence */
/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("../lib/report.d.ts").Question} Question */
/** @typedef {import("../lib/report.d.ts").Step} Step */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./paper.js").Mark} Mark */
/** @typedef {import("./words.js").Word} Word */

/** @type {Question[]} */
export const QUESTIONS = ["owner", "payer", "limits", "terms", "support"];

/** @param {string} id @param {Child[]} content */
function section(id, heading = "", ...content) {
  const label = `${id}-heading`;
  return el(
    "section",
    { id, "aria-labelledby": label },
    el("h2", { id: label }, heading),
    ...content,
  );
}

/** Ids of catalog things, readable where the page has no word for them. @param {string} id */
const plain = (id) => id.replaceAll("_", " ");

/** @param {string} prefix @param {string} id */
function known(prefix, id) {
  const name = /** @type {Word} */ (prefix + id);
  return word(name) ?? plain(id);
}

export class ReportView {
  /**
   * @param {Report} report
   * @param {(location: Location) => void} show a place in the text
   */
  constructor(report, show) {
    this.report = report;
    /** @private */
    this.show = show;
    /** Places in the text, and the id of the element that speaks of them. @type {Mark[]} */
    this.marks = [];
  }

  /** @returns {HTMLElement[]} */
  sections() {
    const { report } = this;
    return [
      this.plate(),
      report.diagnoses.length ? this.diagnoses() : null,
      report.verdict.because.length ? this.because() : null,
      report.routes.length ? this.road() : null,
      report.findings.length ? this.findings() : null,
      report.remediation.length ? this.steps("remediation", report.remediation) : null,
      report.claims.length ? this.claims() : null,
      report.endpoints.length ? this.endpoints() : null,
      report.routes.length > 1 ? this.routes() : null,
      report.checks.length ? this.steps("checks", report.checks) : null,
      report.incomplete.length ? this.incomplete() : null,
    ].filter((part) => part !== null);
  }

  /** @private */
  plate() {
    const { verdict, route } = this.report;
    const { level } = verdict;
    return el(
      "section",
      { id: "verdict", class: `plate plate-${level}`, "aria-labelledby": "verdict-word" },
      sign(level, word("sign_stop")),
      el(
        "div",
        { class: "plate-words" },
        el("p", { class: "kicker" }, `${word("verdict")} · ${known("route_", route)}`),
        el("h2", { id: "verdict-word", tabindex: -1 }, word(`level_${level}`)),
        el("p", { class: "means" }, verdict.summary.text || word(`means_${level}`)),
      ),
      verdict.next.text
        ? el(
            "p",
            { class: "next" },
            el("b", null, word("next")),
            el("span", null, verdict.next.text),
          )
        : null,
    );
  }

  /** @private */
  because() {
    const reasons = this.report.verdict.because.map(({ message, evidence }, i) =>
      el(
        "li",
        { id: `reason-${i}` },
        el("p", null, message.text),
        this.evidence(evidence, `reason-${i}`, "answer"),
      ),
    );
    return section("because", word("because"), el("ul", { class: "reasons" }, ...reasons));
  }

  /** @private */
  road() {
    const { answers, verdict } = this.report;
    const open = QUESTIONS.filter((question) => answers[question].state !== "shown");
    const stations = QUESTIONS.map((question) => {
      const { state } = answers[question];
      return el(
        "li",
        { class: `station is-${state}` },
        el(
          "a",
          { href: `#q-${question}`, click: jump },
          marker(state),
          el("span", { class: "station-name" }, word(question)),
          el("span", { class: "station-state" }, word(state)),
        ),
      );
    });
    const rows = QUESTIONS.map((question) => {
      const { state, evidence } = answers[question];
      return el(
        "div",
        { class: `answer is-${state}`, id: `q-${question}`, tabindex: -1 },
        el("dt", null, word(`${question}_question`), el("span", { class: "state" }, word(state))),
        el(
          "dd",
          null,
          evidence.length
            ? this.evidence(evidence, `q-${question}`, "answer")
            : el("p", { class: "quiet" }, word("nothing_said")),
        ),
      );
    });
    return section(
      "road",
      word("road"),
      el("ol", { class: "road" }, ...stations),
      el(
        "p",
        { class: verdict.blocked_by.length ? "barrier" : "barrier is-open" },
        open.length ? word("road_blocked", { count: open.length }) : word("road_open"),
      ),
      el("dl", { class: "answers" }, ...rows),
    );
  }

  /** @private */
  claims() {
    const rows = this.report.claims.map((claim, i) => {
      const id = `claim-${i}`;
      const asserted = claim.status === "asserted";
      return el(
        "li",
        { id, class: asserted ? "claim" : "claim is-quiet", tabindex: -1 },
        el(
          "div",
          { class: "row" },
          el("b", null, plain(claim.type)),
          el("span", { class: "state" }, word(claim.status)),
        ),
        this.quote(claim.excerpt, claim.location, id, asserted ? "claim" : "answer"),
        asserted && claim.needs.length
          ? el(
              "p",
              { class: "needs" },
              word("claim_needs"),
              ...claim.needs.map(({ question, state }) =>
                el("span", { class: `need is-${state}` }, marker(state), word(question)),
              ),
            )
          : null,
      );
    });
    return section("claims", word("claims"), el("ul", { class: "cards" }, ...rows));
  }

  /** @private */
  endpoints() {
    const rows = this.report.endpoints.map((endpoint, i) => {
      const id = `endpoint-${i}`;
      const port = endpoint.port ? `:${endpoint.port}` : "";
      const facts = [
        [word("route"), known("route_", endpoint.route)],
        [word("key_from"), key_words(endpoint)],
        endpoint.model ? [word("model"), endpoint.model] : null,
      ].filter((fact) => fact !== null);
      const flags = [
        endpoint.in_front_end ? word("front_end") : null,
        endpoint.host_implied ? word("host_implied") : null,
        endpoint.not_vendor ? word("not_vendor", { vendor: endpoint.not_vendor }) : null,
      ].filter((flag) => flag !== null);
      return el(
        "li",
        { id, tabindex: -1 },
        this.quote(`${endpoint.host}${port}${endpoint.path}`, endpoint.location, id, "endpoint"),
        facts_list(facts),
        flags.length
          ? el("p", { class: "flags" }, ...flags.map((flag) => el("span", null, flag)))
          : null,
        ...endpoint.conflicts.map((conflict) => el("p", { class: "conflict" }, conflict.text)),
      );
    });
    return section("endpoints", word("endpoints"), el("ul", { class: "cards" }, ...rows));
  }

  /** @private */
  findings() {
    const rows = this.report.findings.map((finding, i) => {
      const id = `finding-${i}`;
      const facts = [
        [word("exposure"), word(`exposure_${finding.exposure}`)],
        [word("validity"), word(`validity_${finding.validity}`)],
        finding.hidden_by ? [word("hidden_by"), finding.hidden_by] : null,
        finding.sent_to ? [word("sent_to"), finding.sent_to] : null,
        ...Object.entries(finding.facts).map(([name, value]) => [plain(name), value]),
      ].filter((fact) => fact !== null);
      const kind = finding.severity === "error" ? "error" : "warning";
      return el(
        "li",
        { id, class: `finding is-${finding.severity}`, tabindex: -1 },
        el(
          "div",
          { class: "row" },
          el("b", null, finding.rule_id),
          el("span", { class: "state" }, word(`severity_${finding.severity}`)),
        ),
        this.quote(finding.excerpt, finding.location, id, kind),
        el("p", null, finding.message.text),
        facts_list(facts),
      );
    });
    return section("findings", word("findings"), el("ul", { class: "cards" }, ...rows));
  }

  /** @private */
  diagnoses() {
    const rows = this.report.diagnoses.map((diagnosis, i) => {
      const id = `diagnosis-${i}`;
      return el(
        "li",
        { id, tabindex: -1 },
        el(
          "div",
          { class: "row" },
          el("b", null, plain(diagnosis.owner)),
          el("span", { class: "state" }, diagnosis.vendor),
        ),
        el("p", null, diagnosis.text.text),
        this.quote(diagnosis.id, diagnosis.location, id, "answer"),
        el("p", { class: "fix" }, el("b", null, word("fix")), " ", diagnosis.fix.text),
      );
    });
    return section("diagnoses", word("diagnoses"), el("ul", { class: "cards" }, ...rows));
  }

  /** @private */
  routes() {
    const rows = this.report.routes.map((route) =>
      el(
        "li",
        { class: "route" },
        sign(route.level, word("sign_stop")),
        el(
          "div",
          null,
          el("b", null, route.name || known("route_", route.id)),
          el(
            "p",
            { class: "quiet" },
            known("route_", route.id),
            " · ",
            word(`level_${route.level}`),
          ),
        ),
        el(
          "span",
          { class: "states" },
          ...QUESTIONS.map((question) => {
            const { state } = route.answers[question];
            const label = `${word(question)}: ${word(state)}`;
            return el("span", { role: "img", "aria-label": label, title: label }, marker(state));
          }),
        ),
      ),
    );
    return section("routes", word("routes"), el("ul", { class: "routes" }, ...rows));
  }

  /** @private @param {"checks"|"remediation"} id @param {Step[]} steps */
  steps(id, steps) {
    const rows = steps.map(({ message, url, command }, i) => {
      const box = `${id}-${i}`;
      return el(
        "li",
        null,
        el("input", { type: "checkbox", id: box }),
        el(
          "div",
          null,
          el("label", { for: box }, message.text),
          url ? el("p", { class: "source" }, url) : null,
          command ? code(command) : null,
        ),
      );
    });
    return section(id, word(id), el("ol", { class: "steps" }, ...rows));
  }

  /** @private */
  incomplete() {
    const rows = this.report.incomplete.map(({ message }) => el("li", null, message.text));
    return section("incomplete", word("incomplete"), el("ul", { class: "reasons" }, ...rows));
  }

  /** @private @param {Evidence[]} list @param {string} target @param {Mark["kind"]} kind */
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

  /** Words of the text, as a button that shows them there. @private
   * @param {string} excerpt @param {Location} location @param {string} target @param {Mark["kind"]} kind */
  quote(excerpt, location, target, kind) {
    this.marks.push({ location, kind, target });
    const where = word("line", { line: location.line });
    return el(
      "button",
      { type: "button", class: `quote quote-${kind}`, click: () => this.show(location) },
      el("q", null, excerpt),
      el("span", { class: "where" }, where),
    );
  }
}

/** @param {MouseEvent} event */
function jump(event) {
  event.preventDefault();
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  reveal(link.hash.slice(1));
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

/** @param {import("../lib/report.d.ts").Endpoint} endpoint */
function key_words({ key_source, key_name }) {
  const words = word(`key_${key_source}`);
  return key_name ? `${words} (${key_name})` : words;
}

/** @param {Evidence} evidence */
function registry_row({ excerpt, as_of = "", url = "" }) {
  return el(
    "p",
    { class: "registry" },
    excerpt,
    el("span", { class: "where" }, word("registry", { date: as_of })),
    url ? el("span", { class: "source" }, url) : null,
  );
}

/** @param {string[][]} facts */
function facts_list(facts) {
  return el(
    "dl",
    { class: "facts" },
    ...facts.map(([name, value]) => el("div", null, el("dt", null, name), el("dd", null, value))),
  );
}

/** @param {string} command */
function code(command) {
  const button = el(
    "button",
    {
      ...{ type: "button", class: "small" },
      click: async () => {
        await navigator.clipboard.writeText(command);
        button.textContent = word("copied");
        setTimeout(() => (button.textContent = word("copy_command")), 1500);
      },
    },
    word("copy_command"),
  );
  return el("div", { class: "command" }, el("pre", { tabindex: 0 }, command), button);
}
