// peek.js - the places that matter in what is too large, or not text enough, to stand in a textarea. Keys stay
// masked here: only the report's own excerpts of them are shown.
import { el } from "./dom.js";
import { LARGEST_EDITED } from "./item.js";
import { language, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("./item.js").Item} Item */

const AROUND = 240; // bytes on each side

/** @param {Item} item */
export function file_card(item) {
  const { sources, unopened } = item;
  const { size } = item;
  const told = size < 1e6 ? `${Math.ceil(size / 1e3)} KB` : `${(size / 1e6).toFixed(1)} MB`;
  const files = sources.length === 1 ? "" : `${word("files", { count: sources.length })}, `;
  const large = sources.length === 1 && size > LARGEST_EDITED;
  const note = large ? word("card_large", { most: LARGEST_EDITED.toLocaleString(language()) }) : "";
  return el(
    "div",
    { class: "card" },
    el("p", { class: "card-name" }, item.title(word("untitled"))),
    el("p", { class: "quiet" }, files, told),
    unopened ? null : el("p", { class: "quiet" }, note, note && " ", word("card_places")),
    el("div", { id: "peek", class: "peek", "aria-live": "polite", tabindex: -1 }),
  );
}

/** @param {Item} item @param {Location} location */
export async function peek(item, location) {
  const target = document.getElementById("peek");
  const source = item.sources[location.document];
  if (!target || !source) return;
  const blob = typeof source.text === "string" ? new Blob([source.text]) : source.text;
  const begin = Math.max(0, location.begin - AROUND);
  const decode = async (/** @type {number} */ from, /** @type {number} */ to) =>
    new TextDecoder().decode(await blob.slice(from, to).arrayBuffer());
  const findings = (item.report?.findings ?? []).filter(
    (finding) => finding.location.document === location.document,
  );
  /** Words between two offsets, every key among them masked. @param {number} from @param {number} to */
  const masked = async (from, to) => {
    let out = "";
    let at = from;
    for (const { location: key, excerpt } of findings) {
      if (key.end <= at || key.begin >= to) continue;
      if (key.begin > at) out += await decode(at, key.begin);
      out += excerpt;
      at = Math.max(at, key.end);
    }
    return at < to ? out + (await decode(at, to)) : out;
  };
  const end = Math.min(location.end + AROUND, blob.size);
  target.replaceChildren(
    el("p", { class: "quiet" }, `${source.uri}:${location.line}:${location.column}`),
    el(
      "pre",
      null,
      await masked(begin, location.begin),
      el("mark", null, await masked(location.begin, location.end)),
      await masked(location.end, end),
    ),
  );
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}
