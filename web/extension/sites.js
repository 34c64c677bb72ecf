// sites.js - sites that are checked by themselves. The browser's own list of granted hosts is the only list.

const OBSERVER = "observer";

/** @param {string} url @returns {string} "" where a site can't be granted */
export function pattern_of(url) {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? `${protocol}//${hostname}/*` : "";
}

/** @returns {Promise<string[]>} patterns, in order */
export async function granted_sites() {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.toSorted();
}

/** Watches exactly the sites that are granted now. */
export async function watch_sites() {
  const matches = await granted_sites();
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [OBSERVER] });
  if (!matches.length) {
    if (registered) await chrome.scripting.unregisterContentScripts({ ids: [OBSERVER] });
    return;
  }
  const script = { id: OBSERVER, js: ["observe.js"], matches };
  if (registered) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}

/** A site that is chosen while it is open is watched from then on. @param {string[]} origins */
export async function observe_open_tabs(origins) {
  for (const { id } of await chrome.tabs.query({ url: origins })) {
    if (id === undefined) continue;
    const script = { target: { tabId: id }, files: ["observe.js"] };
    await chrome.scripting.executeScript(script).catch(() => {}); // gone, or an error page
  }
}

/** @param {string} pattern */
export const is_granted = async (pattern) =>
  pattern !== "" && (await chrome.permissions.contains({ origins: [pattern] }));

/** From a press of a button only. @param {string} pattern */
export const grant_site = (pattern) => chrome.permissions.request({ origins: [pattern] });

/** @param {string} pattern */
export const revoke_site = (pattern) => chrome.permissions.remove({ origins: [pattern] });
