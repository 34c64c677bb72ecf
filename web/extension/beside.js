// beside.js - the report beside the page: Firefox's sidebar, Chromium's side panel, or a tab where neither is.

/** Called from a press of a button, which both browsers want. @param {chrome.tabs.Tab} tab */
export async function open_beside({ id, windowId }) {
  const { sidebarAction } = /** @type {any} */ (chrome);
  try {
    if (sidebarAction) await sidebarAction.open();
    else {
      // Asked for here and not at install; the browser grants it without a question.
      if (!(await chrome.permissions.request({ permissions: ["sidePanel"] }))) throw new Error();
      await chrome.sidePanel.setOptions({ path: "panel.html", enabled: true });
      await chrome.sidePanel.open({ windowId });
    }
  } catch {
    await chrome.tabs.create({ url: chrome.runtime.getURL(`panel.html?tab=${id}`) });
  }
  window.close();
}
