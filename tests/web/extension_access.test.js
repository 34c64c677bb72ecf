// The extension's own pages for everybody: screen readers, both languages, both colour schemes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { open_extension } from "./extension/browser.js";
import { check_access } from "./access.js";

/** @typedef {Awaited<ReturnType<typeof open_extension>>["chromium"]} Chromium */

/** @param {{locale?: string, dark?: boolean}} how @param {(chromium: Chromium) => Promise<void>} use */
async function with_extension(how, use) {
  const { chromium, close } = await open_extension(how);
  try {
    await use(chromium);
  } finally {
    await close();
  }
}

/** @param {Chromium} chromium @param {string} state */
async function check_all(chromium, state) {
  for (const path of ["/offer", "/app", "/docs", "/shop"]) {
    const page = await chromium.open(path);
    await (await chromium.click(page)).text("#verdict-level");
    for (const file of ["popup.html", "panel.html"]) {
      const panel = await chromium.beside(page, file);
      await panel.waitForSelector(".plate");
      await panel.evaluate(() =>
        document.querySelectorAll("details").forEach((details) => (details.open = true)),
      );
      await check_access(panel, `${file} on ${path}, ${state}`);
      const wide = await panel.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, `${file} on ${path} scrolls sideways`);
      await panel.close();
    }
    await page.close();
  }
  const options = await chromium.context.newPage();
  await options.goto(chromium.own("options.html"));
  await options.waitForSelector("h1");
  await check_access(options, `options, ${state}`);
  await options.goto(chromium.own(`popup.html?tab=${await chromium.tab_of(options)}`));
  await options.waitForSelector(".trouble");
  await check_access(options, `nothing to read, ${state}`);
  await options.goto(chromium.own("panel.html"));
  await options.waitForSelector(".invitation");
  await check_access(options, `nothing read yet, ${state}`);
  await options.close();
}

test("no barrier that axe knows, in English and light", () =>
  with_extension({}, (chromium) => check_all(chromium, "light")));

test("no barrier that axe knows, in Chinese and dark; the core speaks Chinese too", () =>
  with_extension({ locale: "zh-CN", dark: true }, async (chromium) => {
    await check_all(chromium, "dark, Chinese");
    const page = await chromium.open("/offer");
    const popup = await chromium.click(page);
    assert.equal(await popup.text("#verdict-level"), "停止");
    assert.equal(await popup.evaluate("document.documentElement.lang"), "zh");
    const means = await popup.text("#verdict-word");
    assert.ok(
      [...means].some((c) => c > "一"),
      means,
    );
  }));

const locales = new URL("../../web/extension/_locales/", import.meta.url);
const [en, zh] = ["en", "zh_CN"].map((name) =>
  JSON.parse(readFileSync(new URL(`${name}/messages.json`, locales), "utf8")),
);

test("both languages have the same words, with the same places in them", () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  const places = (/** @type {string} */ text) => text.match(/\$\d/g)?.toSorted() ?? [];
  for (const name of Object.keys(en)) {
    assert.deepEqual(places(zh[name].message), places(en[name].message), name);
  }
});

test("every word is used, and every word that is used is there", () => {
  const folder = new URL("../../web/extension/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") || name === "manifest.json")
    .map((name) => readFileSync(new URL(name, folder), "utf8"))
    .join("\n");
  for (const [, name] of sources.matchAll(/\bsay\(\s*"([a-z_]+)"/g)) assert.ok(en[name], name);
  const named = new Set([...sources.matchAll(/"([a-z_]+)"|__MSG_([a-z_]+)__/g)].flat());
  const starts = [...sources.matchAll(/say\(`([a-z]+_)\$\{/g)].map(([, start]) => start);
  for (const name of Object.keys(en)) {
    const built = starts.some((start) => name.startsWith(start));
    assert.ok(named.has(name) || built, `${name} is not used`);
  }
});
