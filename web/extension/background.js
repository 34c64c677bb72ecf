// background.js - where the extension waits: a service worker in Chromium, an event page in Firefox. It wakes
// for a click, a menu, a message, and for sites that somebody chose.
import { Audits, explain } from "./audits.js";
import { clear_badge } from "./badge.js";
import { say } from "./say.js";
import { is_granted, observe_open_tabs, pattern_of, watch_sites } from "./sites.js";

const audits = new Audits();
const PAGE = /** @type {const} */ ({ what: "page", request: false });

chrome.runtime.onInstalled.addListener(async () => {
  await chrome.contextMenus.removeAll();
  chrome.contextMenus.create({ id: "page", title: say("menu_page"), contexts: ["page", "link"] });
  chrome.contextMenus.create({
    ...{ id: "selection", title: say("menu_selection"), contexts: ["selection"] },
  });
  await watch_sites();
});
chrome.runtime.onStartup.addListener(watch_sites);
chrome.permissions.onAdded.addListener(async ({ origins = [] }) => {
  await watch_sites();
  if (origins.length) await observe_open_tabs(origins);
});
chrome.permissions.onRemoved.addListener(watch_sites);

chrome.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
  if (tab?.id === undefined) return;
  const what = menuItemId === "selection" ? "selection" : "page";
  void audits.start(tab.id, { what, request: false }, { unseen: true });
  // Where the browser won't open it, the badge says the word.
  chrome.action.openPopup?.().catch(() => {});
});

chrome.tabs.onRemoved.addListener((tabId) => audits.forget(tabId));
chrome.tabs.onUpdated.addListener((tabId, { status, url }) => {
  if (status !== "loading" && url === undefined) return;
  audits.forget(tabId);
  void clear_badge(tabId).catch(() => {});
});

/** @typedef {{ask: "opened"|"last"|"audit", tab: number, request?: boolean}} Asked by the extension's own pages */

/** @param {Asked | {ask: "explain", id: string}} asked */
function answer(asked) {
  if (asked.ask === "explain") return explain(asked.id);
  const { ask, tab, request = false } = asked;
  if (ask === "opened") return audits.opened(tab);
  if (ask === "audit") return audits.start(tab, { what: "page", request });
  return audits.last(tab);
}

/** A page of a chosen site has changed. @param {chrome.runtime.MessageSender} sender */
async function changed({ tab, url = "", frameId }) {
  if (tab?.id === undefined || frameId !== 0) return false;
  if (!(await is_granted(pattern_of(url)))) return false;
  await audits.start(tab.id, PAGE);
  return true;
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  if (sender.id !== chrome.runtime.id) return false;
  const is_own_page = sender.url?.startsWith(chrome.runtime.getURL("")) ?? false;
  const work = is_own_page ? answer(message) : changed(sender);
  Promise.resolve(work).then(
    (result) => respond(result ?? null),
    (error) => respond({ failure: "broken", message: String(error) }),
  );
  return true;
});
