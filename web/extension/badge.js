// badge.js - the verdict on the toolbar: colour, a sign of its own, and words for who can't see either.
import { said } from "../page/words.js";
import { say } from "./say.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */

/** @type {Record<import("../lib/report.d.ts").Level, {text: string, background: string, ink: string}>} */
const BADGES = {
  stop: { text: "STOP", background: "#b1121e", ink: "#ffffff" },
  evaluate: { text: "!", background: "#f7b500", ink: "#17191d" },
  proceed: { text: "✓", background: "#0b6b43", ink: "#ffffff" },
  none: { text: "–", background: "#50555e", ink: "#ffffff" },
};

/** @param {number} tabId @param {Report} report */
export async function show_badge(tabId, { verdict }) {
  const { text, background, ink } = BADGES[verdict.level];
  const title = say("badge_title", said(`level.${verdict.level}`), verdict.summary.text);
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setBadgeBackgroundColor({ tabId, color: background }),
    chrome.action.setBadgeTextColor({ tabId, color: ink }),
    chrome.action.setTitle({ tabId, title }),
  ]);
}

/** @param {number} tabId */
export async function clear_badge(tabId) {
  await Promise.all([
    chrome.action.setBadgeText({ tabId, text: "" }),
    chrome.action.setTitle({ tabId, title: "" }),
  ]);
}
