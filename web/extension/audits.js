// audits.js - one audit of one tab: collect in the page, judge here. The newest report of each tab is kept in
// memory, and nowhere else.
import { StopruleError, load } from "../lib/index.js";
import { today } from "../page/today.js";
import { clear_badge, show_badge } from "./badge.js";
import { call_in_page, enter_page } from "./in_page.js";
import { language } from "./say.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("./content/collect.js").Collection} Collection */
/** @typedef {import("./content/collect.js").Wanted} Wanted */
/** @typedef {Omit<Collection, "documents"> & {report: Report, markdown: string}} Audited */
/** @typedef {{failure: "no_access"|"editable"|"private"|"broken", message: string}} Failed */

const loaded = load();
loaded.catch(() => {}); // told when somebody asks

/** @param {Collection} collection @returns {Promise<Audited>} */
async function judge({ documents, ...about }) {
  const run = (await loaded).start({ mode: "audit", language: language(), today: today() });
  try {
    for (const document of documents) await run.add(document);
    const report = JSON.parse(run.finish());
    return { ...about, report, markdown: run.render("markdown") };
  } finally {
    run.close();
  }
}

/** What a word of a report means. @param {string} id */
export const explain = async (id) => (await loaded).explain(id, { language: language() });

/** @param {Failed["failure"]} failure @param {unknown} [error] @returns {Failed} */
const failed = (failure, error) => ({
  failure,
  message: error instanceof Error ? error.message : "",
});

export class Audits {
  constructor() {
    /** @private @type {Map<number, Promise<Audited | Failed>>} */
    this.newest = new Map();
    /** Tabs whose newest audit nobody has looked at. @private @type {Set<number>} */
    this.unseen = new Set();
  }

  /** @param {number} tabId @param {Wanted} wanted @param {{unseen?: boolean}} [how] */
  start(tabId, wanted, { unseen = false } = {}) {
    const audit = this.audit(tabId, wanted);
    this.newest.set(tabId, audit);
    // For a panel that stands open; it is no fault that there is none.
    void audit.then(() => chrome.runtime.sendMessage({ news: tabId })).catch(() => {});
    if (unseen) this.unseen.add(tabId);
    else this.unseen.delete(tabId);
    return audit;
  }

  /** What stands for a tab, if anything. @param {number} tabId */
  last(tabId) {
    return this.newest.get(tabId);
  }

  /** An audit that the menu has started, or a new one. @param {number} tabId */
  opened(tabId) {
    const waiting = this.unseen.delete(tabId) && this.newest.get(tabId);
    return waiting || this.start(tabId, { what: "page", request: false });
  }

  /** @param {number} tabId */
  forget(tabId) {
    this.newest.delete(tabId);
    this.unseen.delete(tabId);
  }

  /** @private @param {number} tabId @param {Wanted} wanted @returns {Promise<Audited | Failed>} */
  async audit(tabId, wanted) {
    /** @type {Collection} */
    let collection;
    try {
      if ((await chrome.tabs.get(tabId)).incognito) return failed("private");
      await enter_page(tabId);
      collection = await call_in_page(tabId, "collect", wanted);
    } catch (error) {
      return failed("no_access", error);
    }
    if (collection.editable) return failed("editable");
    try {
      const audited = await judge(collection);
      if (wanted.what === "page") await show_badge(tabId, audited.report).catch(() => {});
      return audited;
    } catch (error) {
      if (!(error instanceof StopruleError)) throw error;
      await clear_badge(tabId);
      return failed("broken", error);
    }
  }
}
