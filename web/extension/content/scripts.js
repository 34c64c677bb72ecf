// scripts.js - the page's own scripts: those written into it, and files of its origin that the browser still
// has. Nothing is asked of the network unless somebody pressed the button for it.
import * as sure from "./sure.js";

/** @typedef {import("./budget.js").Budget} Budget */
/** @typedef {{uri: string, kind: "text"|"script", text: string}} Collected */
/** @typedef {"other_origin"|"not_cached"|"service_worker"|"failed"|"limit"} Unread */
/** @typedef {{uri: string, why: Unread}} UnreadScript */

const LONGEST_URL = 2000;
const MOST_FILES = 400;

/** Scripts written into the page. @param {Budget} budget @param {Document[]} documents
 * @returns {Promise<Collected[]>} */
export async function inline_scripts(budget, documents) {
  /** @type {Collected[]} */
  const found = [];
  if (budget.cut) return found; // looking a huge page through for them would be beyond its share of time
  for (const element of sure.every("script:not([src])", documents)) {
    if (budget.is_late()) await budget.rest();
    if (budget.cut) break;
    const text = sure.text_of(element).trim();
    if (!text) continue;
    const uri = `inline-script-${found.length + 1}`;
    found.push({ uri, kind: "script", text: budget.take(text) });
  }
  return found;
}

/** The addresses of script files, in the page's order; those that were loaded later come after.
 * @param {Document[]} documents none where the page was cut: what it has loaded is known without looking at it */
function addresses(documents) {
  const found = new Set();
  for (const element of sure.every("script[src]", documents)) {
    if (sure.is_html(element))
      found.add(sure.source_of(/** @type {HTMLScriptElement} */ (element)));
  }
  for (const entry of performance.getEntriesByType("resource")) {
    const { initiatorType } = /** @type {PerformanceResourceTiming} */ (entry);
    const is_module = initiatorType === "link" && entry.name.split("?", 1)[0].endsWith("js");
    if (initiatorType === "script" || is_module) found.add(entry.name);
  }
  return [...found].filter((url) => url.startsWith("http") && url.length <= LONGEST_URL);
}

/** @param {string} url without what may be personal in it */
function shown(url) {
  const { origin, pathname } = new URL(url);
  return origin === location.origin ? pathname.slice(1) : `${origin}${pathname}`;
}

/** @param {Response} response @param {Budget} budget */
async function body_of(response, budget) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (reader && !budget.cut) {
    budget.stop();
    const { done, value } = await reader.read();
    budget.start();
    if (done) return text;
    text += budget.take(decoder.decode(value, { stream: true }));
    if (budget.is_late()) await budget.rest();
  }
  await reader?.cancel();
  return text;
}

/**
 * Files of this origin, from the cache alone. A page's service worker would be asked first and may ask the
 * network, so under one nothing is read.
 * @param {Budget} budget @param {Document[]} documents
 * @param {boolean} may_request after a press of the button
 * @returns {Promise<{read: Collected[], unread: UnreadScript[]}>}
 */
export async function script_files(budget, documents, may_request) {
  /** @type {Collected[]} */
  const read = [];
  /** @type {UnreadScript[]} */
  const unread = [];
  const controlled = Boolean(navigator.serviceWorker?.controller);
  for (const url of addresses(budget.cut ? [] : documents)) {
    const uri = shown(url);
    /** @param {Unread} why */
    const leave = (why) => unread.push({ uri, why });
    if (new URL(url).origin !== location.origin) leave("other_origin");
    else if (budget.cut || read.length >= MOST_FILES) leave("limit");
    else if (controlled && !may_request) leave("service_worker");
    else {
      budget.stop();
      try {
        const response = await fetch(url, {
          mode: "same-origin",
          cache: may_request ? "default" : "only-if-cached",
        });
        budget.start();
        if (response.ok) read.push({ uri, kind: "script", text: await body_of(response, budget) });
        else leave("failed");
      } catch {
        budget.start();
        leave(may_request ? "failed" : "not_cached");
      }
    }
  }
  return { read, unread };
}
