// beside.js - the report beside the page: Firefox's sidebar; in Chromium a narrow window, since its side panel
// would be one more permission at install.

const WIDTH = 460;

/** Called from a press of a button, which the sidebar wants. @param {chrome.tabs.Tab} tab */
export async function open_beside({ id, windowId }) {
  const { sidebarAction } = /** @type {any} */ (chrome);
  if (sidebarAction) await sidebarAction.open();
  else {
    const { left = 0, top = 0, width = WIDTH, height } = await chrome.windows.get(windowId);
    const room = screen.availWidth - WIDTH;
    await chrome.windows.create({
      ...{ url: `panel.html?tab=${id}`, type: "popup", width: WIDTH, height },
      ...{ top, left: Math.max(0, Math.min(left + width, room)) },
    });
  }
  window.close();
}
