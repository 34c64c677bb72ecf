// The page for everybody: axe in every state, the keyboard, small and zoomed screens, right to left, its weight.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { made_key } from "./made.js";
import { SAMPLES, VIEWS, check_access, complete, open_browser, paste, sample } from "./page_use.js";

const HEAVIEST = 60_000; // bytes as brotli, without the module

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof open_browser>>} */
let here;
before(async () => {
  here = await open_browser();
});
after(() => here.close());

test("the keyboard reaches everything in the order of reading", async () => {
  await here.with_page({}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "skip");
    await paste(page, `"${made_key()}"`);
    await page.focus("#skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result");
    const reached = [];
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement?.className ?? ""));
    }
    for (const kind of ["term", "quote", "small"]) {
      assert.ok(
        reached.some((name) => name.includes(kind)),
        reached.join(", "),
      );
    }
    const lost = await page.$$eval("button, a, input, textarea, summary", (elements) =>
      elements.filter((e) => e instanceof HTMLElement && e.tabIndex < 0).map((e) => e.className),
    );
    assert.deepEqual(lost, []);
  });
});

test("a view that is opened is told by its heading", async () => {
  await here.with_page({}, async (page) => {
    for (const view of VIEWS) {
      await page.click(`nav a[href="#${view}"]`);
      await page.waitForFunction(() => document.activeElement?.localName === "h1");
      assert.equal(await page.getAttribute(`nav a[href="#${view}"]`, "aria-current"), "page");
    }
  });
});

/** Every state of the page in turn. @param {Page} page @param {(state: string) => Promise<void>} look */
async function through_states(page, look) {
  await look("empty");
  for (const name of SAMPLES) {
    await paste(page, await sample(name));
    await complete(page);
    await look(name);
  }
  await paste(page, `OPENAI_API_KEY=x\nVITE_KEY="${made_key()}"`);
  await look("a key");
  await paste(page, `${"w".repeat(3000)} "${made_key()}" https://${"a".repeat(60)}.example/v1`);
  await look("long words");
  await page.setInputFiles("#files", [
    {
      name: `${"n".repeat(200)}.md`,
      mimeType: "text/plain",
      buffer: Buffer.alloc(300_000, "x "),
    },
    { name: "b.md", mimeType: "text/plain", buffer: Buffer.from("y") },
  ]);
  await page.waitForSelector(".board tbody tr:nth-child(3) .sign");
  await look("side by side");
  await page.click("#clear");
  await look("earlier texts");
  await page.setInputFiles("#files", {
    name: "cut.zip",
    mimeType: "application/zip",
    buffer: Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100)]),
  });
  await page.waitForSelector(".trouble");
  await look("trouble");
  for (const view of VIEWS) {
    await page.click(`nav a[href="#${view}"]`);
    await page.waitForSelector("#other-view h1");
    await look(view);
  }
  await page.click('nav a[href="#errors"]');
  await page.fill("#error-text", await sample("error"));
  await page.waitForSelector("#error-result .plate");
  await look("an error");
  await page.click("#error-result .term");
  await page.waitForSelector("dialog .meaning");
  await look("a dialog");
  await page.keyboard.press("Escape");
  await page.click('nav a[href="#choose"]');
  await page.locator(".option").first().click();
  await page.waitForSelector("#chosen-word");
  await look("a route");
}

// 640 pixels are what a screen of 1280 has left at a zoom of 200%.
for (const width of [320, 640, 1360]) {
  for (const direction of ["ltr", "rtl"]) {
    test(`nothing is wider than a screen of ${width} pixels (${direction})`, async () => {
      await here.with_page({ viewport: { width, height: 700 } }, async (page) => {
        await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
        await through_states(page, async (state) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${state}: ${wide} too wide`);
        });
      });
    });
  }
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const locale of ["en-US", "zh-CN"]) {
    test(`axe finds nothing in any state (${colorScheme}, ${locale})`, async () => {
      await here.with_page({ colorScheme, locale }, (page) =>
        through_states(page, (state) => check_access(page, state)),
      );
    });
  }
}

test("nothing moves for those who want no motion", async () => {
  await here.with_page({ reducedMotion: "reduce" }, async (page) => {
    await paste(page, await sample("free-unlimited"));
    await page.click(".station a");
    const moving = await page.evaluate(() => ({
      animations: document.getAnimations().filter((a) => a instanceof CSSAnimation).length,
      scroll: getComputedStyle(document.documentElement).scrollBehavior,
    }));
    assert.deepEqual(moving, { animations: 0, scroll: "auto" });
  });
});

test("without the module the page is small", () => {
  const html = readFileSync(new URL("../../build/page/index.html", import.meta.url));
  const weight = brotliCompressSync(html).length;
  assert.ok(weight <= HEAVIEST, `${weight} bytes`);
});
