// The extension as people use it: a click on its button, and the verdict on the page that is open.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { open_extension } from "./extension/browser.js";
import { made_key, secret_of, tells } from "./made.js";

const { chromium, site, close } = await open_extension();
after(close);

/** @param {import("playwright-core").Page} page */
async function badge_of(page) {
  const tab = await chromium.tab_of(page);
  return chromium.worker.evaluate(
    async (tabId) => ({
      text: await chrome.action.getBadgeText({ tabId }),
      title: await chrome.action.getTitle({ tabId }),
    }),
    tab,
  );
}

for (const [path, verdict, badge] of [
  ["/offer", "Stop", "STOP"],
  ["/docs", "Proceed", "✓"],
  ["/shop", "No route", "–"],
]) {
  test(`a click on ${path} says: ${verdict}`, async () => {
    const page = await chromium.open(path);
    const popup = await chromium.click(page);
    assert.equal(await popup.text("#verdict-level"), verdict);
    const { text, title } = await badge_of(page);
    assert.equal(text, badge);
    assert.ok(title.startsWith(`Stoprule: ${verdict}.`), title);
    await page.close();
  });
}

test("keys in the page's own scripts are found and masked; the rest is asked for only by the button", async () => {
  const page = await chromium.open("/app");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "Stop");
  assert.equal(await popup.evaluate("document.querySelectorAll('.finding').length"), 1);
  const unread = await popup.text("#unread");
  assert.ok(unread.includes("not-kept.js") && unread.includes("other.js"), unread);
  assert.ok(!unread.includes("/kept.js"), unread);
  site.requests.length = 0;
  await popup.press("#unread .request button");
  await popup.text("#finding-1");
  assert.deepEqual(site.requests, ["bright.example/not-kept.js"]);
  const shown = await popup.evaluate("document.documentElement.outerHTML");
  for (const seed of [1, 2]) assert.ok(!tells(shown, secret_of(seed)));
  await page.close();
});

test("fields and what can be edited are never read", async () => {
  const page = await chromium.open("/form");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "No route");
  assert.equal(await popup.evaluate("document.querySelectorAll('.finding').length"), 0);
  await page.close();
});

test("frames of the page's own origin are read where they stand, the others are told", async () => {
  const page = await chromium.open("/framed");
  await page.frameLocator("[title=one]").frameLocator("[title=form]").locator("#field").waitFor();
  site.requests.length = 0;
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "Stop");
  const because = await popup.text("#because");
  assert.ok(because.includes("shared keys"), because);
  const keys = await popup.evaluate("document.querySelectorAll('.finding').length");
  assert.equal(keys, 1); // the frame's script; nothing of its form
  assert.match(await popup.text("#unread"), /hidden or editable: 3/);
  assert.deepEqual(site.requests, []);
  await page.close();
});

test("a panel beside the page follows the button", async () => {
  const page = await chromium.open("/spa");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "No route");
  await popup.close();
  const panel = await chromium.beside(page, "panel.html");
  await panel.waitForSelector(".plate-none");
  await page.click("#go");
  await chromium.click(page);
  await panel.waitForSelector(".plate-stop");
  await panel.close();
  await page.close();
});

test("a selection is audited alone", async () => {
  const page = await chromium.open("/offer");
  await (await chromium.click(page)).text("#verdict-level");
  await page.evaluate((key) => {
    const own = document.createElement("p");
    own.textContent = `"${key}"`;
    document.body.append(own);
    getSelection()?.selectAllChildren(own);
  }, made_key());
  const tab = await chromium.tab_of(page);
  const audited = await select(tab);
  assert.equal(audited.what, "selection");
  assert.equal(audited.report.findings.length, 1);
  assert.equal(audited.report.claims.length, 0);
  await page.close();
});

test("a selection in a field is not read", async () => {
  const page = await chromium.open("/form");
  await (await chromium.click(page)).text("#verdict-level");
  await page.locator("#area").selectText();
  assert.equal((await select(await chromium.tab_of(page))).failure, "editable");
  await page.locator("#editable").selectText();
  assert.equal((await select(await chromium.tab_of(page))).failure, "editable");
  await page.close();
});

/** The menu's choice, as the browser tells it; then what the popup is told. @param {number} tab */
async function select(tab) {
  await chromium.worker.evaluate(async (tabId) => {
    const { onClicked } = /** @type {any} */ (chrome.contextMenus);
    onClicked.dispatch({ menuItemId: "selection" }, await chrome.tabs.get(tabId));
  }, tab);
  const panel = await chromium.context.newPage();
  await panel.goto(chromium.own("options.html"));
  const audited = await panel.evaluate(
    (tabId) => chrome.runtime.sendMessage({ ask: "last", tab: tabId }),
    tab,
  );
  await panel.close();
  return audited;
}
