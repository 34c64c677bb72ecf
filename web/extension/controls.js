// controls.js - the two switches under a report: marks in the page, and checking a site by itself.
import { el } from "../page/dom.js";
import { call_in_page } from "./in_page.js";
import { say } from "./say.js";
import { grant_site, is_granted, pattern_of, revoke_site } from "./sites.js";

/** @typedef {import("../page/paper.js").Mark} Mark */

/** @param {string} label @param {boolean} on @param {(on: boolean) => Promise<boolean>} change what it is then */
export function toggle(label, on, change) {
  const input = el("input", {
    ...{ type: "checkbox", role: "switch", checked: on },
    change: async () => {
      input.checked = await change(input.checked).catch(() => !input.checked);
    },
  });
  return el("label", { class: "switch" }, input, el("span", null, label));
}

export async function wants_marks() {
  const { marks = true } = await chrome.storage.local.get("marks");
  return marks === true;
}

/** @param {boolean} on */
export const keep_marks = (on) => chrome.storage.local.set({ marks: on });

/** The page's own text is the first document. @param {number} tabId @param {Mark[]} marks */
async function draw(tabId, marks) {
  const spots = marks
    .filter(({ location }) => location.document === 0)
    .map(({ location, kind }) => ({ spot: location, kind }));
  await call_in_page(tabId, "mark", spots).catch(() => {}); // the page has gone on
}

/** @param {number} tabId @param {Mark[]} marks */
export async function marks_setting(tabId, marks) {
  const on = await wants_marks();
  await draw(tabId, on ? marks : []);
  return toggle(say("marks"), on, async (wanted) => {
    await keep_marks(wanted);
    await draw(tabId, wanted ? marks : []);
    return wanted;
  });
}

/** @param {chrome.tabs.Tab} tab */
export async function by_itself({ url = "" }) {
  const pattern = url && pattern_of(url);
  if (!pattern) return null;
  const label = say("by_itself", new URL(url).hostname);
  return toggle(label, await is_granted(pattern), async (wanted) => {
    if (wanted) return grant_site(pattern);
    return !(await revoke_site(pattern));
  });
}
