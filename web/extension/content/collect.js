// collect.js - what is handed to the audit: a page or a selection as documents, and what of it was not read.
import { Budget } from "./budget.js";
import { inline_scripts, script_files } from "./scripts.js";
import * as sure from "./sure.js";
import { TextReader } from "./text.js";

/** @typedef {import("./budget.js").Cut} Cut */
/** @typedef {import("./scripts.js").Collected} Collected */
/** @typedef {import("./scripts.js").UnreadScript} UnreadScript */
/** @typedef {import("./text.js").Place} Place */

/**
 * @typedef {object} Wanted
 * @property {"page"|"selection"} what
 * @property {boolean} request scripts may be requested again
 * @property {Partial<typeof LIMITS>} [limits]
 */
/**
 * @typedef {object} Collection
 * @property {"page"|"selection"} what
 * @property {string} host
 * @property {Collected[]} documents the visible text first
 * @property {Cut | null} cut
 * @property {UnreadScript[]} unread
 * @property {number} frames not looked into
 * @property {boolean} editable nothing was read, since all of it can be edited
 */

export const LIMITS = { bytes: 5_000_000, milliseconds: 200, slice: 12 };

/** The selected words, unless they stand in a field. */
function selection() {
  const selected = getSelection();
  const node = selected?.anchorNode ?? null;
  const element = node instanceof HTMLElement ? node : node && sure.parent_of(node);
  const active = sure.active_of(document);
  const in_field =
    (element instanceof HTMLElement && sure.is_editable(element)) ||
    active instanceof HTMLInputElement ||
    active instanceof HTMLTextAreaElement;
  return in_field ? null : (selected?.toString() ?? "");
}

/** @param {Wanted} wanted @param {(text: string, places: Place[]) => void} keep @returns {Promise<Collection>} */
export async function collect({ what, request, limits }, keep) {
  const budget = new Budget({ ...LIMITS, ...limits });
  /** @type {Collection} */
  const collection = {
    ...{ what, host: location.host, documents: [], cut: null, unread: [], frames: 0 },
    editable: sure.design_of(document) === "on",
  };
  if (collection.editable) return collection;
  if (what === "selection") {
    const text = selection();
    collection.editable = text === null;
    collection.documents.push({ uri: "", kind: "text", text: budget.take(text ?? "") });
    keep("", []);
  } else {
    const reader = new TextReader(budget);
    await reader.read_document(document);
    const { documents } = reader;
    keep(reader.text, reader.places);
    collection.documents.push({ uri: "", kind: "text", text: reader.text });
    collection.documents.push(...(await inline_scripts(budget, documents)));
    const { read, unread } = await script_files(budget, documents, request);
    collection.documents.push(...read);
    collection.unread = unread;
    collection.frames = reader.closed;
  }
  collection.cut = budget.cut;
  return collection;
}
