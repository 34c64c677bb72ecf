// views.js - the page's other views, by the address's hash: it names a view and never holds input.
import { by_id, el } from "./dom.js";
import { word } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

const VIEWS = /** @type {const} */ (["audit", "private"]);

export function show_view() {
  const wanted = VIEWS.find((view) => location.hash === `#${view}`) ?? "audit";
  by_id("views").setAttribute("aria-label", word("views"));
  by_id("views").replaceChildren(
    ...VIEWS.map((view) =>
      el(
        "a",
        { href: `#${view}`, "aria-current": view === wanted && "page" },
        word(`view_${view}`),
      ),
    ),
  );
  by_id("audit-view").hidden = wanted !== "audit";
  by_id("other-view").replaceChildren(wanted === "private" ? privacy() : "");
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

const privacy = () =>
  el(
    "article",
    { class: "prose" },
    el("h1", null, word("private_heading")),
    el("p", { class: "lead" }, word("private_lead")),
    ...part("blocked_heading", "blocked"),
    ...part("open_heading", "open"),
    el("h2", null, word("memory_heading")),
    el("p", null, word("memory")),
    el("p", { class: "quiet" }, word("proof")),
  );
