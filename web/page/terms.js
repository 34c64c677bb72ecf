// terms.js - what a word of a report means, one click away: the core explains it, a dialog shows it.
import { el } from "./dom.js";
import { said, word } from "./words.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {{text: string, source: string, as_of: string}} Fact */
/**
 * What the core's explain() gives; which parts there are depends on the kind.
 * @typedef {object} Explanation
 * @property {string} kind
 * @property {string} name
 * @property {string} [meaning]
 * @property {string} [would_have_to_show]
 * @property {string[]} [needs] questions
 * @property {string} [service]
 * @property {string} [form]
 * @property {string} [made_up] a key of this form that is nobody's
 * @property {string} [exposure]
 * @property {string[]} [near]
 * @property {string} [note]
 * @property {string[]} [hosts]
 * @property {Record<string, Fact>} [answers]
 * @property {string[]} [traps]
 * @property {string} [source]
 * @property {string[]} [sources]
 * @property {string} [as_of]
 */
/** @typedef {(id: string) => Promise<Explanation>} Explain asks the core, in the language that is spoken */

/** Only where a person can go. @param {string} url */
export function source_link(url) {
  if (!url.startsWith("https://")) return el("span", { class: "source" }, url);
  return el(
    "a",
    { class: "source", href: url, target: "_blank", rel: "noopener noreferrer" },
    el("bdi", null, url),
  );
}

/**
 * A word that explains itself; plain text where nobody can be asked.
 * @param {string} name @param {string} id @param {Explain | undefined} explain
 */
export function term(name, id, explain) {
  if (!explain) return el("span", null, name);
  const label = word("explain_term", { name });
  return el(
    "button",
    {
      ...{ type: "button", class: "term", "aria-haspopup": "dialog", title: label },
      click: (/** @type {MouseEvent} */ event) => {
        event.preventDefault();
        void show_explanation(name, () => explain(id));
      },
    },
    name,
  );
}

/**
 * The same for what only the registry has a name for: the id stands until the name is known.
 * @param {string} id of a vendor or rule @param {Explain | undefined} explain
 */
export function registry_term(id, explain) {
  const element = term(id, id, explain);
  explain?.(id).then(
    ({ name }) => {
      element.replaceWith(term(name, id, explain));
    },
    () => {}, // not in the registry: the id is all there is
  );
  return element;
}

/** @param {string} name @param {() => Promise<Explanation>} ask */
async function show_explanation(name, ask) {
  const heading = el("h2", { id: "explanation-heading" }, name);
  const body = el("div", { class: "explanation-body" }, el("p", null, word("explain_wait")));
  const close = el(
    "button",
    { type: "button", class: "small", click: () => dialog.close() },
    word("explain_close"),
  );
  /** @type {HTMLDialogElement} */
  const dialog = el(
    "dialog",
    {
      ...{ class: "explanation", "aria-labelledby": "explanation-heading" },
      close: () => dialog.remove(),
      // A click beside the dialog is a click on the dialog itself: its content covers the rest.
      click: (/** @type {MouseEvent} */ event) => event.target === dialog && dialog.close(),
    },
    el("div", { class: "explanation-sheet" }, heading, body, close),
  );
  document.body.append(dialog);
  dialog.showModal();
  try {
    const parts = explained(await ask());
    body.replaceChildren(...(parts.length ? parts : [el("p", null, word("explain_unknown"))]));
  } catch {
    body.replaceChildren(el("p", null, word("explain_unknown")));
  }
}

/** @param {Explanation} explanation */
function explained(explanation) {
  const { meaning, would_have_to_show, form, made_up, note, as_of } = explanation;
  const { needs = [], near = [], hosts = [], traps = [], answers = {} } = explanation;
  const sources = [explanation.source, ...(explanation.sources ?? [])];
  const parts = [
    meaning ? el("p", { class: "meaning" }, meaning) : null,
    would_have_to_show ? pair("explain_show", would_have_to_show) : null,
    needs.length
      ? pair("explain_needs", needs.map((need) => said(`question.${need}`)).join(" "))
      : null,
    explanation.service ? pair("explain_service", explanation.service) : null,
    explanation.exposure
      ? pair("explain_exposure", said(`exposure.${explanation.exposure}`))
      : null,
    form ? pair("explain_form", el("code", null, form)) : null,
    made_up ? pair("explain_made_up", el("code", null, made_up)) : null,
    near.length ? pair("explain_near", near.join(", ")) : null,
    note ? pair("explain_note", note) : null,
    facts_of(answers),
    traps_of(traps),
    hosts.length ? pair("explain_hosts", el("code", null, hosts.join(" "))) : null,
    sources_of(sources, as_of),
  ];
  return parts.filter((part) => part !== null);
}

/** @param {import("./words.js").Word} name @param {Child} value */
const pair = (name, value) =>
  el("div", { class: "pair" }, el("h3", null, word(name)), el("p", null, value));

/** The five answers that the registry has, each with its date and source. @param {Record<string, Fact>} answers */
export function facts_of(answers) {
  const rows = Object.entries(answers).map(([question, fact]) =>
    el(
      "div",
      null,
      el("dt", null, said(`question.${question}`)),
      el(
        "dd",
        null,
        el("span", { lang: "en" }, fact.text),
        el(
          "span",
          { class: "fact-source" },
          source_link(fact.source),
          " ",
          word("as_of", { date: fact.as_of }),
        ),
      ),
    ),
  );
  return rows.length ? el("dl", { class: "known" }, ...rows) : null;
}

/** @param {string[]} traps */
export function traps_of(traps) {
  if (!traps.length) return null;
  return el(
    "div",
    { class: "pair" },
    el("h3", null, word("explain_traps")),
    el("ul", { class: "reasons", lang: "en" }, ...traps.map((trap) => el("li", null, trap))),
  );
}

/** @param {(string | undefined)[]} sources @param {string} [as_of] */
function sources_of(sources, as_of) {
  const links = sources.flatMap((url) => url || []);
  if (!links.length) return null;
  return el(
    "div",
    { class: "pair" },
    el("h3", null, word("explain_sources"), as_of ? ` (${word("as_of", { date: as_of })})` : ""),
    el("ul", { class: "links" }, ...links.map((url) => el("li", null, source_link(url)))),
  );
}
