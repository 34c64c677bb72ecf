// Nothing leaves: with the whole network listed, an audit asks for nothing, and nothing of a page is kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { open_extension } from "./extension/browser.js";
import { SITE } from "./extension/pages.js";
import { made_key } from "./made.js";

// A service worker that asks the network whatever it is asked.
const asking = `addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => event.respondWith(fetch(event.request.url + "?again")));`;
const controlled = `<!doctype html><title>App</title><link rel="icon" href="data:,">
  <script src="/kept.js"></script><script>navigator.serviceWorker.register("/asking.js")</script>`;
const { chromium, site, close } = await open_extension({
  pages: { "/asking.js": asking, "/controlled": controlled },
});
after(close);

test("an audit requests nothing, of anybody", async () => {
  for (const path of ["/offer", "/app"]) {
    const page = await chromium.open(path);
    assert.ok(site.requests.includes(`bright.example${path}`));
    site.requests.length = 0;
    const popup = await chromium.click(page);
    await popup.text("#verdict-level");
    await popup.press(".switch input");
    await popup.press(".quote");
    const panel = await chromium.beside(page, "panel.html");
    await panel.waitForSelector(".plate");
    await panel.close();
    await page.close();
    assert.deepEqual(site.requests, [], path);
  }
});

test("under a page's service worker, its files are not even looked up", async () => {
  const page = await chromium.open("/controlled");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  site.requests.length = 0;
  const popup = await chromium.click(page);
  const unread = await popup.text("#unread");
  assert.ok(unread.includes("kept.js"), unread);
  assert.deepEqual(site.requests, []);
  await page.close();
});

test("the extension's own policy lets nothing out", async () => {
  site.requests.length = 0;
  const attempt = async (/** @type {string} */ url) => {
    try {
      await fetch(url, { mode: "no-cors" });
      return "went out";
    } catch {
      return "refused";
    }
  };
  assert.equal(await chromium.worker.evaluate(attempt, `${SITE}/planted`), "refused");
  const options = await chromium.context.newPage();
  await options.goto(chromium.own("options.html"));
  assert.equal(await options.evaluate(attempt, `${SITE}/planted`), "refused");
  await options.close();
  assert.deepEqual(site.requests, []);
});

test("nothing of a page is stored", async () => {
  const page = await chromium.open("/app");
  await page.evaluate((key) => document.body.append(key), made_key(5));
  await (await chromium.click(page)).text("#verdict-level");
  const kept = await chromium.worker.evaluate(async () => ({
    local: await chrome.storage.local.get(),
    session: await chrome.storage.session.get(),
    sync: await chrome.storage.sync.get(),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  assert.deepEqual(Object.keys(kept.local), ["marks"]);
  assert.deepEqual(
    { ...kept, local: {} },
    { local: {}, session: {}, sync: {}, databases: [], caches: [] },
  );
  await page.close();
});

test("at install it may do four things, and never enters private windows", () => {
  for (const name of ["chromium", "firefox"]) {
    const file = new URL(`../../build/extension/${name}/manifest.json`, import.meta.url);
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    const { permissions, host_permissions, content_scripts, incognito } = manifest;
    assert.deepEqual(permissions, ["activeTab", "scripting", "contextMenus", "storage"]);
    assert.deepEqual([host_permissions, content_scripts], [undefined, undefined]);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.equal(manifest.externally_connectable, undefined);
    assert.equal(incognito, "not_allowed");
  }
});
