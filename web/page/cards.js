// cards.js - what a report found in the text, one card each: promises, endpoints, keys, routes.
import { QUESTIONS, short_name, state_marker } from "./answers.js";
import { el } from "./dom.js";
import { marker, sign } from "./signs.js";
import { registry_term, term } from "./terms.js";
import { said, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Claim} Claim */
/** @typedef {import("../lib/report.d.ts").Endpoint} Endpoint */
/** @typedef {import("../lib/report.d.ts").Finding} Finding */
/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("../lib/report.d.ts").Route} Route */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./quotes.js").Quotes} Quotes */
/** @typedef {import("./terms.js").Explain} Explain */

const SHOWN_AT_FIRST = 30; // of a list; more would be laid out in longer than a frame

/**
 * A list that makes its rows when they are wanted: a report may have thousands.
 * @template Thing
 * @param {string} style @param {Thing[]} things @param {(thing: Thing, i: number) => HTMLElement} row
 */
export function listed(style, things, row) {
  const list = el("ul", { class: style });
  let made = 0;
  const make = () => {
    const rest = things.slice(made, made + SHOWN_AT_FIRST);
    list.append(...rest.map((thing, i) => row(thing, made + i)));
    made += rest.length;
  };
  make();
  if (made === things.length) return list;
  const label = () => word("more", { count: Math.min(SHOWN_AT_FIRST, things.length - made) });
  const more = el(
    "button",
    {
      ...{ type: "button", class: "small more" },
      click: () => {
        make();
        if (made === things.length) more.remove();
        else more.textContent = label();
      },
    },
    label(),
  );
  return [list, more];
}

/** @param {Claim[]} claims @param {Quotes} quotes @param {Explain} [explain] */
export const claim_cards = (claims, quotes, explain) =>
  listed("cards", claims, (claim, i) => {
    const id = `claim-${i}`;
    const asserted = claim.status === "asserted";
    const name = `claim.${claim.type}`;
    return el(
      "li",
      { id, class: asserted ? "claim" : "claim is-quiet", tabindex: -1 },
      el(
        "div",
        { class: "row" },
        el("b", null, term(said(name), claim.type, explain)),
        el(
          "span",
          { class: "state" },
          term(said(`status.${claim.status}`), `status.${claim.status}`, explain),
        ),
      ),
      quotes.quote(claim.excerpt, claim.location, id, asserted ? "claim" : "answer"),
      asserted
        ? el(
            "p",
            { class: "shows" },
            el("span", { class: "quiet" }, word("claim_shows")),
            " ",
            said(`${name}.what`),
          )
        : null,
      asserted && claim.needs.length
        ? el(
            "p",
            { class: "needs" },
            word("claim_needs"),
            ...claim.needs.map(({ question, state }) =>
              el(
                "span",
                { class: `need is-${state}` },
                marker(state),
                word("with_state", {
                  name: short_name(question),
                  state: said(`state.${state}`),
                }),
              ),
            ),
          )
        : null,
    );
  });

/** @param {Endpoint[]} endpoints @param {Quotes} quotes @param {Explain} [explain] */
export const endpoint_cards = (endpoints, quotes, explain) =>
  listed("cards", endpoints, (endpoint, i) => {
    const id = `endpoint-${i}`;
    const port = endpoint.port ? `:${endpoint.port}` : "";
    const { route } = endpoint;
    const flags = [
      endpoint.in_front_end ? word("front_end") : null,
      endpoint.host_implied ? word("host_implied") : null,
    ].filter((flag) => flag !== null);
    return el(
      "li",
      { id, tabindex: -1 },
      quotes.quote(`${endpoint.host}${port}${endpoint.path}`, endpoint.location, id, "endpoint"),
      facts_list([
        [word("route"), term(said(`route.${route}`), route, explain)],
        endpoint.provider ? [word("provider"), registry_term(endpoint.provider, explain)] : null,
        [word("key_from"), key_words(endpoint)],
        endpoint.model ? [word("model"), endpoint.model] : null,
      ]),
      flags.length
        ? el("p", { class: "flags" }, ...flags.map((flag) => el("span", null, flag)))
        : null,
      ...endpoint.conflicts.map((conflict) => el("p", { class: "conflict" }, conflict.text)),
    );
  });

/** @param {Endpoint} endpoint */
function key_words({ key_source, key_name }) {
  const words = word(`key_${key_source}`);
  return key_name ? word("with_state", { name: key_name, state: words }) : words;
}

/** @param {Finding[]} findings @param {Quotes} quotes @param {Explain} [explain] */
export const finding_cards = (findings, quotes, explain) =>
  listed("cards", findings, (finding, i) => finding_card(finding, `finding-${i}`, quotes, explain));

/** @param {Finding} finding @param {string} id @param {Quotes} quotes @param {Explain} [explain] */
function finding_card(finding, id, quotes, explain) {
  const { severity, exposure, validity } = finding;
  const kind = severity === "error" ? "error" : "warning";
  /** @param {string} name */
  const known = (name) => term(said(name), name, explain);
  return el(
    "li",
    { id, class: `finding is-${severity}`, tabindex: -1 },
    el(
      "div",
      { class: "row" },
      el("b", null, registry_term(finding.rule_id, explain)),
      explain ? el("code", { class: "quiet" }, finding.rule_id) : null,
      el("span", { class: "state" }, known(`severity.${severity}`)),
    ),
    quotes.quote(finding.excerpt, finding.location, id, kind),
    el("p", null, finding.message.text),
    facts_list([
      [word("exposure"), known(`exposure.${exposure}`)],
      [word("validity"), known(`validity.${validity}`)],
      finding.hidden_by ? [word("hidden_by"), finding.hidden_by] : null,
      finding.sent_to ? [word("sent_to"), finding.sent_to] : null,
      ...Object.entries(finding.facts).map(
        ([name, value]) => /** @type {[string, Child]} */ ([name.replaceAll("_", " "), value]),
      ),
    ]),
    ...finding.original.map((origin) =>
      el(
        "div",
        { class: "origin" },
        el(
          "p",
          { class: "quiet" },
          word("in_source"),
          origin.through ? [" ", word("through"), " ", el("code", null, origin.through)] : null,
        ),
        quotes.quote(origin.excerpt, origin.location, id, kind),
      ),
    ),
  );
}

/** @param {Route[]} routes @param {Explain} [explain] */
export const route_rows = (routes, explain) =>
  listed("routes", routes, (route) =>
    el(
      "li",
      { class: "route" },
      sign(route.level, word("sign_stop")),
      el(
        "div",
        null,
        el(
          "b",
          null,
          route.name
            ? el("bdi", null, route.name)
            : term(said(`route.${route.id}`), route.id, explain),
        ),
        el(
          "p",
          { class: "quiet" },
          route.name ? [term(said(`route.${route.id}`), route.id, explain), " · "] : null,
          term(said(`level.${route.level}`), `level.${route.level}`, explain),
        ),
      ),
      el(
        "span",
        { class: "states" },
        ...QUESTIONS.map((question) =>
          state_marker(route.answers[question].state, short_name(question)),
        ),
      ),
    ),
  );

/** Findings that are left out on purpose. @param {Report["suppressed"]} suppressed */
export const suppressed_rows = (suppressed) =>
  listed("reasons", suppressed, ({ finding, by, reason }) =>
    el(
      "li",
      null,
      el("p", null, el("code", null, finding.rule_id), " ", finding.excerpt),
      el("p", { class: "quiet" }, word("suppressed_by", { by }), reason ? `: ${reason}` : ""),
    ),
  );

/** @param {([string, Child] | null)[]} facts */
function facts_list(facts) {
  return el(
    "dl",
    { class: "facts" },
    ...facts.map((fact) =>
      fact ? el("div", null, el("dt", null, fact[0]), el("dd", null, fact[1])) : null,
    ),
  );
}
