// The extension in a real Firefox: its button pressed by the browser's own code for it, which gives the page's
// permission as a click does. Not driven here: the context menu, the sidebar's opening, the question for a host.
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
    ${script}`,
  );

/** A page in a tab of its own, with the button pressed; what its badge says then. @param {string} path */
async function audited(path) {
  const { handle } = await firefox.send("WebDriver:NewWindow", { type: "tab", focus: true });
  await firefox.send("WebDriver:SwitchToWindow", { handle });
  await firefox.send("WebDriver:Navigate", { url: `${SITE}${path}` });
  site.requests.length = 0;
  return in_browser(`
    await button.triggerAction(window);
    const tab = gBrowser.selectedTab;
    const about = () => button.action.getContextData(tab);
    while (!about().badgeText) await new Promise((resolve) => window.setTimeout(resolve, 50));
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
