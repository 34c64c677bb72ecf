// panel.js - the popup and the side panel: the report of the tab that is open, and the few things to do with it.
import { el } from "../page/dom.js";
import { ReportView } from "../page/report.js";
import { sign } from "../page/signs.js";
import { word } from "../page/words.js";
import { open_beside } from "./beside.js";
import { by_itself, marks_setting } from "./controls.js";
import { call_in_page } from "./in_page.js";
import { say } from "./say.js";
import { unread_section } from "./unread.js";

/** @typedef {import("./audits.js").Audited} Audited */
/** @typedef {import("./audits.js").Failed} Failed */
/** @typedef {import("./background.js").Asked} Asked */
/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("../page/dom.js").Child} Child */

const BUSY_AFTER = 4000; // ms without an answer of the page

const is_popup = document.body.classList.contains("popup");
const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** The tab named in the address (a panel in a tab of its own), or the one that is open. */
async function tab_here() {
  const named = new URLSearchParams(location.search).get("tab");
  if (named) return chrome.tabs.get(Number(named));
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** The newest question; answers to older ones are not shown. */
let asked = 0;
let waiting = false;

/** @param {Asked["ask"]} ask @param {{request?: boolean}} [how] */
async function show(ask, how = {}) {
  const number = ++asked;
  const tab = await tab_here();
  const tabId = tab?.id;
  if (tabId === undefined) return;
  if (ask !== "last") show_status(say("reading"));
  waiting = true;
  const busy = setTimeout(() => number === asked && show_status(say("busy")), BUSY_AFTER);
  /** @type {Audited | Failed | null} */
  const answer = await chrome.runtime.sendMessage({ ask, tab: tabId, ...how });
  clearTimeout(busy);
  if (number !== asked) return;
  waiting = false;
  if (!answer) show_invitation();
  else if ("failure" in answer) show_failure(answer);
  else await show_audited(tab, tabId, answer);
}

/** What a word of the report means, from the core. @param {string} id */
async function explain(id) {
  const answer = await chrome.runtime.sendMessage({ ask: "explain", id });
  if (!answer || "failure" in answer) throw new Error(id); // nothing is known of it
  return answer;
}

// ---- States ----

/** @param {string} text */
const show_status = (text) =>
  main.replaceChildren(el("p", { id: "status", role: "status", class: "waiting" }, text));

/** @param {string} label @param {() => void} act */
const button = (label, act) => el("button", { type: "button", class: "small", click: act }, label);

function show_invitation() {
  main.replaceChildren(
    el(
      "section",
      { class: "invitation" },
      sign("none", ""),
      el("h1", null, say("nothing_yet")),
      el("p", null, say("invitation")),
      button(say("audit_page"), () => void show("audit")),
    ),
    foot(),
  );
}

/** @param {Failed} failed */
function show_failure({ failure, message }) {
  const detail = failure === "broken" ? message : "";
  main.replaceChildren(
    el(
      "section",
      { class: "trouble", role: "alert" },
      el("h1", null, say(`failed_${failure}`)),
      el("p", null, say(`failed_${failure}_why`)),
      detail ? el("p", { class: "quiet" }, detail) : null,
      button(word("error_again"), () => void show("audit")),
    ),
    foot(),
  );
}

/** @param {chrome.tabs.Tab} tab @param {number} tabId @param {Audited} audited */
async function show_audited(tab, tabId, audited) {
  const { report, host, what } = audited;
  const view = new ReportView(report, (location) => void reveal(tabId, location), { explain });
  const sections = view.sections();
  const first = report.routes.length ? 2 : 1; // the verdict, and the road where there is one
  const setting = await marks_setting(tabId, view.marks);
  const leaks = report.findings.some(({ severity }) => severity === "error");
  main.replaceChildren(
    el(
      "h1",
      { class: "subject" },
      say(what === "page" ? "this_page" : "this_selection"),
      host ? el("span", { class: "host" }, host) : null,
    ),
    el(
      "div",
      { id: "report" },
      ...sections.slice(0, first),
      el(
        "div",
        { class: "actions" },
        button(say("audit_again"), () => void show("audit")),
        copying(word("as_markdown"), audited.markdown),
        copying(word("as_json"), JSON.stringify(report, null, 2)),
        is_popup ? button(say("open_beside"), () => void open_beside(tab)) : null,
      ),
      leaks ? el("p", { class: "notice" }, say("not_yours")) : null,
      ...sections.slice(first),
      unread_section(audited, () => void show("audit", { request: true })),
      el(
        "section",
        { class: "settings", "aria-label": say("settings") },
        setting,
        what === "page" ? await by_itself(tab) : null,
      ),
    ),
    foot(report),
  );
}

/** @param {string} label @param {string} text */
const copying = (label, text) => {
  const made = button(label, async () => {
    await navigator.clipboard.writeText(text);
    made.textContent = word("copied");
    setTimeout(() => (made.textContent = label), 1500);
  });
  return made;
};

/** @param {Audited["report"]} [report] */
function foot(report) {
  return el(
    "footer",
    { class: "authority" },
    el("p", null, say("authority")),
    el(
      "p",
      { class: "foot-line" },
      report ? word("catalog", { date: report.catalog.as_of }) : null,
      el(
        "button",
        { type: "button", class: "plain", click: () => void chrome.runtime.openOptionsPage() },
        say("options"),
      ),
    ),
  );
}

/** Leads to the words in the page, where they are still there. @param {number} tabId @param {Location} location */
async function reveal(tabId, location) {
  if (location.document !== 0) return; // a script
  await call_in_page(tabId, "reveal", location).catch(() => {}); // the page has gone on
}

// ---- Start ----

document.documentElement.lang = say("language");
document.title = say("name");
document.querySelector(".brand")?.prepend(sign("stop", word("sign_stop")));

if (!is_popup) {
  const named = new URLSearchParams(location.search).get("tab");
  if (!named) chrome.tabs.onActivated.addListener(() => void show("last"));
  // The button was pressed on the page, or a chosen site has changed.
  chrome.runtime.onMessage.addListener(async ({ news }) => {
    if (!waiting && news !== undefined && news === (await tab_here())?.id) void show("last");
  });
  chrome.tabs.onUpdated.addListener((tab, { status }) => {
    if (status && (!named || tab === Number(named))) void show("last");
  });
}
void show(is_popup ? "opened" : "last");
