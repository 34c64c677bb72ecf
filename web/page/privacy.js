// privacy.js - "how this stays private": what the browser blocks and what it doesn't, and a way to see it happen.
import { el } from "./dom.js";
import { word } from "./words.js";

/** @typedef {import("./words.js").Word} Word */
/** @typedef {"refused" | "open" | "absent"} Outcome */

// A name that can't exist: were a request not refused, it would still reach nobody.
const NOWHERE = "https://nowhere.invalid/";
const LONGEST_WAIT = 1000; // ms

/** @param {HTMLElement} element */
function put_in(element) {
  document.body.append(element);
  setTimeout(() => element.remove(), LONGEST_WAIT);
}

/** @param {string} text */
function run_text(text) {
  return new Function(text)();
}

/** Ways out that the policy must refuse by an event. @type {Record<string, (() => unknown) | null>} */
const WAYS_OUT = {
  fetch: () => fetch(NOWHERE).catch(() => {}),
  beacon: () => navigator.sendBeacon(NOWHERE, ""),
  socket: () => new WebSocket(NOWHERE.replace("https", "wss")),
  events: () => new EventSource(NOWHERE),
  image: () => put_in(el("img", { src: `${NOWHERE}a.png`, alt: "", hidden: true })),
  frame: () => put_in(el("iframe", { src: NOWHERE, hidden: true, title: "" })),
  style: () => put_in(el("link", { rel: "stylesheet", href: `${NOWHERE}a.css` })),
};

/** @param {() => unknown} attempt @returns {Promise<Outcome>} */
function attempted(attempt) {
  return new Promise((resolve) => {
    const end = (/** @type {Outcome} */ outcome) => {
      removeEventListener("securitypolicyviolation", refused);
      clearTimeout(wait);
      resolve(outcome);
    };
    const refused = () => end("refused");
    const wait = setTimeout(() => end("open"), LONGEST_WAIT);
    addEventListener("securitypolicyviolation", refused);
    try {
      attempt();
    } catch {
      end("refused");
    }
  });
}

/** @param {() => unknown} act @returns {Outcome} */
function thrown(act) {
  try {
    act();
    return "open";
  } catch {
    return "refused";
  }
}

/** Tries every way out, one after another. @returns {AsyncGenerator<[string, Outcome]>} */
async function* attempts() {
  for (const [name, attempt] of Object.entries(WAYS_OUT)) {
    yield [name, attempt ? await attempted(attempt) : "absent"];
  }
  yield ["eval", thrown(() => run_text("return 1"))];
  const types = Reflect.has(globalThis, "trustedTypes");
  const markup = () => Reflect.set(document.createElement("p"), "innerHTML", "<b>x</b>");
  yield ["markup", types ? thrown(markup) : "absent"];
}

function self_test() {
  const list = el("ul", { class: "attempts", "aria-live": "polite" });
  const button = el(
    "button",
    {
      ...{ type: "button", class: "small" },
      click: async () => {
        list.replaceChildren();
        for await (const [name, outcome] of attempts()) {
          list.append(
            el(
              "li",
              { class: `is-${outcome}` },
              el("b", null, word(/** @type {Word} */ (`try_${name}`))),
              " ",
              el("span", null, word(`blocked_${outcome}`)),
            ),
          );
        }
      },
    },
    word("blocked_try"),
  );
  return [el("p", { class: "quiet" }, word("blocked_try_lead")), button, list];
}

/** @param {Word} heading @param {Word} lines */
const part = (heading, lines) => [
  el("h2", null, word(heading)),
  el(
    "ul",
    { class: "reasons" },
    ...word(lines)
      .split("\n")
      .map((line) => el("li", null, line)),
  ),
];

export function privacy_view() {
  const proof = word("proof_file");
  // The test's source stands beside the page; a page from disk has only its name.
  const link =
    location.protocol === "file:"
      ? el("code", null, `tests/web/${proof}`)
      : el("a", { href: `${proof}.txt` }, proof);
  return el(
    "article",
    { class: "prose" },
    el("h1", { tabindex: -1 }, word("private_heading")),
    el("p", { class: "lead" }, word("private_lead")),
    part("blocked_heading", "blocked"),
    self_test(),
    part("open_heading", "open"),
    el("h2", null, word("memory_heading")),
    el("p", null, word("memory")),
    el("p", null, word("proof"), " ", link),
  );
}
