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
    await page.click('nav a[href="#audit"]');
    await page.waitForFunction(() => document.activeElement?.id === "headline");
  });
});

/** @param {string} name @param {Buffer} buffer */
const file = (name, buffer) => ({ name, mimeType: "text/plain", buffer });

/** @param {Page} page @param {string} view */
async function view(page, view) {
  await page.click(`nav a[href="#${view}"]`);
  await page.waitForSelector("#other-view h1");
}

/** Every state of the page, each reached from the one before. @type {[string, (page: Page) => Promise<unknown>][]} */
const STATES = [
  ["empty", async () => {}],
  ...SAMPLES.map(
    (name) =>
      /** @type {[string, (page: Page) => Promise<unknown>]} */ ([
        name,
        async (page) => {
          await paste(page, await sample(name));
          await complete(page);
        },
      ]),
  ),
  ["a key", (page) => paste(page, `OPENAI_API_KEY=x\nVITE_KEY="${made_key()}"`)],
  [
    "long words",
    (page) =>
      paste(page, `${"w".repeat(3000)} "${made_key()}" https://${"a".repeat(60)}.example/v1`),
  ],
  [
    "side by side",
    async (page) => {
      const long = file(`${"n".repeat(200)}.md`, Buffer.alloc(300_000, "x "));
      await page.setInputFiles("#files", [long, file("b.md", Buffer.from("y"))]);
      await page.waitForSelector(".board tbody tr:nth-child(3) .sign");
    },
  ],
  ["earlier texts", (page) => page.click("#clear")],
  [
    "trouble",
    async (page) => {
      const cut = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100)]);
      await page.setInputFiles("#files", file("cut.zip", cut));
      await page.waitForSelector(".trouble");
    },
  ],
  ["errors", (page) => view(page, "errors")],
  [
    "an error",
    async (page) => {
      await page.fill("#error-text", await sample("error"));
      await page.waitForSelector("#error-result .plate");
    },
  ],
  [
    "a dialog",
    async (page) => {
      await page.click("#error-result .term");
      await page.waitForSelector("dialog .meaning");
    },
  ],
  [
    "no known error",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.fill("#error-text", "it does not work");
      await page.waitForSelector("#error-result .notice");
    },
  ],
  ["choose", (page) => view(page, "choose")],
  [
    "a route",
    async (page) => {
      await page.locator(".option").first().click();
      await page.waitForSelector("#chosen-word");
    },
  ],
  ["private", (page) => view(page, "private")],
];

/** @param {Page} page @param {(state: string) => Promise<void>} look */
async function through_states(page, look) {
  for (const [state, reach] of STATES) {
    await reach(page);
    await look(state);
  }
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
