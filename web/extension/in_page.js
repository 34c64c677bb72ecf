// in_page.js - calls what content/main.js put into a page.

/** @typedef {"collect"|"mark"|"reveal"} Call */

/** @param {number} tabId */
export const enter_page = (tabId) =>
  chrome.scripting.executeScript({
    target: { tabId },
    files: ["content.js"],
    injectImmediately: true,
  });

/** @param {number} tabId @param {Call} call @param {object} about @returns {Promise<any>} */
export async function call_in_page(tabId, call, about) {
  const [{ result }] = await chrome.scripting.executeScript({
    target: { tabId },
    args: [call, about],
    func: (/** @type {Call} */ name, /** @type {object} */ value) =>
      /** @type {any} */ (globalThis).stoprule?.[name](value),
    injectImmediately: true,
  });
  return result;
}
