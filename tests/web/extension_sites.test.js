// Sites that somebody chose are checked by themselves, as long as they are chosen.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { open_extension } from "./extension/browser.js";

const { chromium, site, close } = await open_extension();
after(close);

/** Waits for the toolbar button to say something. @param {number} tab @param {string} text */
const badge_becomes = (tab, text) =>
  chromium.worker.evaluate(
    async ({ tabId, wanted }) => {
      while ((await chrome.action.getBadgeText({ tabId })) !== wanted) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    { tabId: tab, wanted: text },
  );

/** @param {number} tab */
const badge_of = (tab) =>
  chromium.worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), tab);

test("a chosen site is checked when it opens and when it changes, until it is taken back", async () => {
  const first = await chromium.open("/shop");
  await chromium.allow_next("http://bright.example/*");
  const popup = await chromium.click(first);
  await popup.text("#verdict-level");
  await popup.press(".switch:last-child input");
  await popup.becomes("document.querySelector('.switch:last-child input').checked");
  await popup.close();

  const page = await chromium.open("/spa");
  const tab = await chromium.tab_of(page);
  await badge_becomes(tab, "–");
  site.requests.length = 0;
  await page.click("#go"); // the address changes, the page doesn't load
  await badge_becomes(tab, "STOP");
  assert.deepEqual(site.requests, []);

  const options = await chromium.context.newPage();
  await options.goto(chromium.own("options.html"));
  assert.equal(await options.textContent(".sites .file"), "http://bright.example");
  await options.click(".sites button");
  await options.waitForSelector(".empty");
  await options.close();
  const registered = () =>
    chromium.worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  while ((await registered()).length) await new Promise((resolve) => setTimeout(resolve, 20));
  const later = await chromium.open("/offer");
  await later.waitForTimeout(500);
  assert.deepEqual((await chromium.worker.evaluate(() => chrome.permissions.getAll())).origins, []);
  const tabs = await chromium.worker.evaluate(() => chrome.tabs.query({ active: true }));
  for (const { id } of tabs) assert.equal(await badge_of(Number(id)), "");
});
