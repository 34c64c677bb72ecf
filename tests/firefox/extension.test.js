// The extension in a real Firefox: its button pressed by the browser's own code for it, which gives the page's
// permission as a click does; the context menu, the sidebar and the question for a host as windows of the browser's.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve_pages, SITE } from "../web/extension/pages.js";
import { secret_of, tells } from "../web/made.js";
import { launch_firefox } from "./marionette.js";

const ID = "stoprule@stoprule.example";
const built = fileURLToPath(new URL("../../build/extension/stoprule-firefox.zip", import.meta.url));

/** @type {Awaited<ReturnType<typeof serve_pages>>} */
let site;
/** @type {Awaited<ReturnType<typeof launch_firefox>>} */
let firefox;
before(async () => {
  site = await serve_pages();
  firefox = await launch_firefox(site.port);
  await firefox.send("Addon:Install", { path: built, temporary: true });
});
after(async () => {
  await firefox.close();
  site.close();
});

/** A script of the browser's own, with the extension's parts at hand. @param {string} script */
const in_browser = (script) =>
  firefox.run(
    "chrome",
    `const { extension, mozExtensionHostname } = WebExtensionPolicy.getByID("${ID}");
    const { ExtensionParent } = ChromeUtils.importESModule(
      "resource://gre/modules/ExtensionParent.sys.mjs");
    const { browserActionFor, tabTracker } = ExtensionParent.apiManager.global;
    const button = browserActionFor(extension);
    const window = Services.wm.getMostRecentWindow("navigator:browser");
    const { gBrowser } = window;
    const pause = () => new Promise((resolve) => window.setTimeout(resolve, 50));
    const about = () => button.action.getContextData(gBrowser.selectedTab);
    const badge = async () => {
      while (!about().badgeText) await pause();
      return about().badgeText;
    };
    /** Runs in a page of the extension's that is no tab, as after a press of a key; null where it is just loading. */
    const within = (browser, script) => new Promise((resolve) => {
      browser.messageManager.addMessageListener("told", function listen({ data }) {
        browser.messageManager.removeMessageListener("told", listen);
        resolve(data);
      });
      const frame_script = "{ const pressed = content.windowUtils.setHandlingUserInput(true);" +
        "const { document } = content; sendAsyncMessage('told', (() => {" + script + "})());" +
        "pressed.destruct(); }";
      browser.messageManager.loadFrameScript("data:," + encodeURIComponent(frame_script), false);
      window.setTimeout(() => resolve(null), 1000);
    });
    ${script}`,
  );

/** A page in a tab of its own. @param {string} path */
async function opened(path) {
  const { handle } = await firefox.send("WebDriver:NewWindow", { type: "tab", focus: true });
  await firefox.send("WebDriver:SwitchToWindow", { handle });
  await firefox.send("WebDriver:Navigate", { url: `${SITE}${path}` });
}

/** A page in a tab of its own, with the button pressed; what its badge says then. @param {string} path */
async function audited(path) {
  await opened(path);
  site.requests.length = 0;
  return in_browser(`
    await button.triggerAction(window);
    const tab = gBrowser.selectedTab;
    await badge();
    while (!about().title.startsWith("Stoprule: ")) await pause();
    await button.triggerAction(window); // pressed again, it closes
    return { tab: tabTracker.getId(tab), badge: about().badgeText, title: about().title };`);
}

/** The panel in a tab, for a tab that was audited. @param {number} tab
 * @returns {Promise<{level: string, html: string}>} */
async function shown(tab) {
  const host = await in_browser("return mozExtensionHostname;");
  const { handle } = await firefox.send("WebDriver:NewWindow", { type: "tab", focus: true });
  await firefox.send("WebDriver:SwitchToWindow", { handle });
  const url = `moz-extension://${host}/panel.html?tab=${tab}`;
  await firefox.send("WebDriver:Navigate", { url });
  return firefox.run(
    "content",
    `while (!document.querySelector(".plate")) await new Promise((r) => setTimeout(r, 50));
    const level = document.getElementById("verdict-level").textContent;
    return { level, html: document.documentElement.outerHTML };`,
  );
}

/** What Firefox asks by itself is let through the list. */
const asked = () => site.requests.filter((request) => !request.includes("mozilla"));

for (const [path, verdict, badge] of [
  ["/offer", "Stop", "STOP"],
  ["/docs", "Proceed", "✓"],
  ["/shop", "No route", "–"],
  ["/form", "No route", "–"],
]) {
  test(`the button on ${path} says: ${verdict}, and nothing is requested`, async () => {
    const { tab, badge: text, title } = await audited(path);
    assert.equal(text, badge);
    assert.ok(title.startsWith(`Stoprule: ${verdict}.`), title);
    assert.equal((await shown(tab)).level, verdict);
    assert.deepEqual(asked(), []);
  });
}

test("keys in the page's own scripts are found and masked", async () => {
  const { tab, badge } = await audited("/app");
  assert.equal(badge, "STOP");
  const { html } = await shown(tab);
  assert.ok(html.includes('id="finding-0"') && html.includes("not-kept.js"));
  assert.ok(!tells(html, secret_of(1)));
  assert.deepEqual(asked(), []);
});

test("the context menu audits the page on which it was opened", async () => {
  await opened("/offer");
  const press = { type: "pointerDown", button: 2 };
  const actions = [
    { type: "pointerMove", x: 200, y: 200 },
    press,
    { type: "pointerUp", button: 2 },
  ];
  const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
  await firefox.send("WebDriver:PerformActions", { actions: [mouse] });
  const told = await in_browser(`
    const menu = window.document.getElementById("contentAreaContextMenu");
    while (menu.state !== "open") await pause();
    const items = [...menu.querySelectorAll("menuitem")];
    menu.activateItem(items.find(({ label }) => label === "Audit this page"));
    const told = await badge();
    await button.triggerAction(window); // it has opened by itself
    return told;`);
  assert.equal(told, "STOP");
});

test("the sidebar shows the report of the page that is open", async () => {
  await audited("/docs");
  const level = await in_browser(`
    const sidebar = window.SidebarController ?? window.SidebarUI;
    await sidebar.show("stoprule_stoprule_example-sidebar-action");
    let panel;
    while (!(panel = sidebar.browser.contentDocument.getElementById("webext-panels-browser"))) await pause();
    const read = "return document.getElementById('verdict-level')?.textContent ?? ''";
    let level;
    while (!(level = await within(panel, read))) await pause();
    return level;`);
  assert.equal(level, "Proceed");
});

test("a site is checked by itself after the browser's own question was answered", async () => {
  await audited("/shop");
  await in_browser(`
    const sidebar = window.SidebarController ?? window.SidebarUI;
    const panel = sidebar.browser.contentDocument.getElementById("webext-panels-browser");
    const wanted = "return document.querySelectorAll('.switch input').length === 2 && " +
      "document.getElementById('verdict-level').textContent === 'No route'";
    while (!(await within(panel, wanted))) await pause();
    await within(panel, "document.querySelectorAll('.switch input')[1].click(); return true");
    const { panel: questions } = window.PopupNotifications;
    while (questions.state !== "open") await pause();
    questions.querySelector("popupnotification").button.click();`);
  await opened("/offer");
  assert.equal(await in_browser("return badge();"), "STOP");
});
