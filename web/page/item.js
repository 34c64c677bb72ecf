// item.js - the things to read: one pasted text, one file, or a folder or archive of many. They live in
// this page's memory and nowhere else.
import { StopruleError } from "../lib/core.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("./engine.js").Failure} Failure */
/** @typedef {{uri: string, text: string | Blob}} Source */

/** UTF-16 units that a textarea and its marks take without a pause. */
export const LARGEST_EDITED = 50_000;
const PIECE = 1 << 20; // UTF-16 units
const NAME_LENGTH = 48;

export class Item {
  /** @param {string} name "" for what was pasted @param {Source[]} sources */
  constructor(name, sources) {
    this.name = name;
    this.sources = sources;
    /** @type {Report | null} */
    this.report = null;
    /** @type {Failure | null} */
    this.failure = null;
    /** Counts the requests; only the newest is shown. */
    this.asked = 0;
    /** Steps of the report that are done, by their messages' ids. @type {Set<string>} */
    this.ticks = new Set();
    /** Whether its report speaks another language than the page. */
    this.stale = false;
    /** Whether it could not even be opened: its failure says why, and there is nothing to ask again. */
    this.unopened = false;
  }

  /** What could not be opened stands among the others with the reason, so that it is not lost silently.
   * @param {string} name @param {Source[]} sources @param {unknown} error */
  static unopened(name, sources, error) {
    const item = new Item(name, sources);
    const message = error instanceof StopruleError ? error.message : word("error_open");
    item.failure = { code: "open", where: name, message };
    item.unopened = true;
    return item;
  }

  /** As it is now, for the list of earlier texts. */
  copy() {
    const copy = new Item(this.name, this.sources);
    copy.report = this.report;
    copy.ticks = new Set(this.ticks);
    return copy;
  }

  /** The text, where there is one that can be edited. */
  get text() {
    const [source] = this.sources;
    return this.sources.length === 1 && typeof source.text === "string" ? source.text : null;
  }

  get size() {
    return this.sources.reduce(
      (sum, { text }) => sum + (typeof text === "string" ? text.length : text.size),
      0,
    );
  }

  /** The file's name, or how the text begins. @param {string} unnamed */
  title(unnamed) {
    if (this.name) return this.name;
    const line = (this.text ?? "").trim().split("\n", 1)[0];
    if (!line) return unnamed;
    return line.length > NAME_LENGTH ? `${line.slice(0, NAME_LENGTH).trimEnd()}…` : line;
  }
}

/** @param {string} text */
export function pasted(text) {
  const large = text.length > LARGEST_EDITED;
  return new Item("", [{ uri: "", text: large ? new Blob([text]) : text }]);
}

/**
 * A large text in steps, between which the page can answer.
 * @param {string} text
 */
export async function blob_of(text) {
  const pieces = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + PIECE, text.length);
    const unit = text.charCodeAt(end - 1);
    if (end < text.length && unit >= 0xd800 && unit < 0xdc00) end += 1; // a pair stays whole
    pieces.push(new Blob([text.slice(at, end)]));
    at = end;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob(pieces);
}

/** Text where it is UTF-8 and small enough to edit. @param {Blob} blob @param {string} uri @returns {Promise<Source>} */
export async function source_of(blob, uri) {
  if (blob.size > LARGEST_EDITED) return { uri, text: blob };
  try {
    const bytes = await blob.arrayBuffer();
    return { uri, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { uri, text: blob };
  }
}
