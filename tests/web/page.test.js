// The page as people use it: verdict, evidence, keyboard, languages, small screens, accessibility.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { audit } from "../../web/lib/index.js";
import { LANGUAGES } from "../../web/page/words.js";
import { launch, serve, settled } from "./browser.js";
import { made_key, secret_of, tells } from "./made.js";

/** @typedef {import("playwright-core").Page} Page */

const axe_source = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);
const sample = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../web/page/samples/${name}.txt`, import.meta.url), "utf8");

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/**
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: Page) => Promise<void>} use
 */
async function with_page(options, use) {
  const context = await browser.newContext({
    locale: "en-US",
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(server.address);
  await use(page);
  assert.deepEqual(errors, []);
  await context.close();
}

/** @param {Page} page @param {string} text */
async function paste(page, text) {
  await page.fill("#text", text);
  await settled(page);
}

/** @param {Page} page @param {string} state */
async function check_access(page, state) {
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  // The page's policy lets no script in; the debugger's own world is outside of it.
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await session.send("Runtime.evaluate", { expression: axe_source });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document).then((r) => JSON.stringify(r.violations))",
    awaitPromise: true,
    returnByValue: true,
  });
  /** @type {{id: string, nodes: {html: string, failureSummary: string}[]}[]} */
  const violations = JSON.parse(result.value);
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
  assert.deepEqual(told, [], `axe on ${state}`);
}

const SAMPLES = ["free-unlimited", "relay", "official", "bundle", "error", "chinese"];

test("the page shows the core's verdict for each sample", async () => {
  await with_page({}, async (page) => {
    for (const [i, name] of SAMPLES.entries()) {
      const report = await audit(sample(name));
      await page.locator("#samples button").nth(i).click();
      await page.waitForFunction((text) => {
        const input = /** @type {HTMLTextAreaElement} */ (document.getElementById("text"));
        return input.value === text && document.querySelector(".plate");
      }, sample(name));
      const word = LANGUAGES.en[`level_${report.verdict.level}`];
      assert.equal(await page.textContent("#verdict-word"), word, name);
      assert.equal(await page.locator("#claims > .cards > li").count(), report.claims.length, name);
      assert.equal(await page.locator("#endpoints > .cards > li").count(), report.endpoints.length);
    }
  });
});

test("a key is shown masked, and leads to its place and back", async () => {
  await with_page({}, async (page) => {
    const line = `const key = "${made_key()}";`;
    await paste(page, `// first line\n${line}\n`);
    const shown = (await page.textContent("#findings")) ?? "";
    assert.ok(shown.includes("key/") && !tells(shown, secret_of()));
    await page.click("#findings .quote");
    const selected = await page.$eval("#text", (input) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (input);
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, made_key());
    await page.$eval("#text", (input) => {
      const area = /** @type {HTMLTextAreaElement} */ (input);
      area.setSelectionRange(40, 40);
      area.click();
    });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "finding-0");
  });
});

test("what is pasted is text and nothing else", async () => {
  await with_page({}, async (page) => {
    const hostile = '<img src=x onerror="alert(1)"></textarea><script>alert(1)</script>';
    await paste(
      page,
      `OPENAI_BASE_URL=https://"><b id=planted>x</b>/v1\n${hostile}\n"${made_key()}"`,
    );
    assert.equal(
      await page.locator("#planted, #report img, #report script, #marks img").count(),
      0,
    );
    assert.ok((await page.textContent("#marks"))?.includes(hostile));
  });
});

test("typing gives a new verdict, emptying gives none", async () => {
  await with_page({}, async (page) => {
    await page.locator("#text").pressSequentially("hello");
    await settled(page);
    assert.ok(await page.locator(".plate-none").count());
    await page.click("#clear");
    assert.equal(await page.locator(".plate").count(), 0);
    assert.equal(await page.inputValue("#text"), "");
  });
});

test("several inputs stand side by side, and can be taken away", async () => {
  await with_page({}, async (page) => {
    await page.setInputFiles("#files", [
      { name: "a.md", mimeType: "text/plain", buffer: Buffer.from("hello") },
      { name: "b.js", mimeType: "text/plain", buffer: Buffer.from(`"${made_key()}"`) },
    ]);
    await page.waitForSelector(".board tbody tr:nth-child(2) .sign");
    assert.deepEqual(await page.locator(".board .open").allTextContents(), ["a.md", "b.js"]);
    await page.click(".board tbody tr:nth-child(2) .open");
    assert.equal(await page.locator("#findings .cards > li").count(), 1);
    await page.click(".board tbody tr:nth-child(1) .remove");
    assert.equal(await page.locator(".board").count(), 0);
    assert.equal(await page.locator("#findings .cards > li").count(), 1);
  });
});

test("a large file is read whole, and its key is shown masked where it stands", async () => {
  await with_page({}, async (page) => {
    const text = `${"x ".repeat(2_000_000)}\nkey = "${made_key()}"\n${"y ".repeat(1_000_000)}`;
    await page.setInputFiles("#files", {
      name: "big.js",
      mimeType: "text/javascript",
      buffer: Buffer.from(text),
    });
    await settled(page);
    await page.click("#findings .quote");
    await page.waitForSelector("#peek mark");
    const shown = (await page.textContent("#peek")) ?? "";
    assert.ok(shown.includes("big.js:2:8") && !tells(shown, secret_of()));
    assert.equal(await page.isVisible("#text"), false);
  });
});

test("a zip archive is read, a broken one is told", async () => {
  await with_page({}, async (page) => {
    const cut = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100)]);
    await page.setInputFiles("#files", {
      name: "cut.zip",
      mimeType: "application/zip",
      buffer: cut,
    });
    await page.waitForSelector(".trouble");
    assert.ok((await page.textContent(".trouble"))?.includes("not a zip file"));
    const zip = stored_zip("in/leak.js", `"${made_key()}"`);
    await page.setInputFiles("#files", {
      name: "site.zip",
      mimeType: "application/zip",
      buffer: zip,
    });
    await page.waitForSelector("#findings");
    assert.ok((await page.textContent("#card"))?.includes("site.zip"));
  });
});

/** A zip file of one stored file, as the format's description has it. @param {string} name @param {string} text */
function stored_zip(name, text) {
  const data = Buffer.from(text);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(data.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, entry, Buffer.from(name), end]);
}

test("the language follows the browser, and the switch", async () => {
  await with_page({ locale: "zh-CN" }, async (page) => {
    assert.equal(await page.getAttribute("html", "lang"), "zh");
    assert.equal(await page.textContent("#headline"), LANGUAGES.zh.headline);
    await paste(page, "hello");
    await page.click("#language");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    await page.waitForFunction(
      (word) => document.getElementById("verdict-word")?.textContent === word,
      LANGUAGES.en.level_none,
    );
  });
});

test("every language has every word", () => {
  const names = Object.keys(LANGUAGES.en).sort();
  for (const words of Object.values(LANGUAGES)) {
    assert.deepEqual(Object.keys(words).sort(), names);
    assert.ok(Object.values(words).every((word) => word.trim() !== ""));
  }
});

test("the keyboard reaches everything in the order of reading", async () => {
  await with_page({}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "skip");
    await paste(page, `"${made_key()}"`);
    await page.focus("#skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "result");
    const reached = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement?.className ?? ""));
    }
    assert.ok(
      reached.some((name) => name.includes("quote")),
      reached.join(", "),
    );
    const lost = await page.$$eval("button, a, input, textarea", (elements) =>
      elements.filter((e) => e instanceof HTMLElement && e.tabIndex < 0).map((e) => e.className),
    );
    assert.deepEqual(lost, []);
  });
});

for (const width of [320, 640, 1360]) {
  test(`nothing is wider than a screen of ${width} pixels`, async () => {
    await with_page({ viewport: { width, height: 700 } }, async (page) => {
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(await fits(), "empty");
      for (const name of SAMPLES) {
        await paste(page, sample(name));
        assert.ok(await fits(), name);
      }
      await paste(page, `${"w".repeat(3000)} "${made_key()}" https://${"a".repeat(60)}.example/v1`);
      assert.ok(await fits(), "long words");
      await page.setInputFiles("#files", [
        { name: `${"n".repeat(200)}.md`, mimeType: "text/plain", buffer: Buffer.from("x") },
        { name: "b.md", mimeType: "text/plain", buffer: Buffer.from("y") },
      ]);
      await page.waitForSelector(".board .sign");
      assert.ok(await fits(), "side by side");
      for (const view of ["private"]) {
        await page.click(`nav a[href="#${view}"]`);
        assert.ok(await fits(), view);
      }
    });
  });
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing in any state (${colorScheme})`, async () => {
    for (const locale of ["en-US", "zh-CN"]) {
      await with_page({ colorScheme, locale }, async (page) => {
        await check_access(page, "empty");
        for (const name of SAMPLES) {
          await paste(page, sample(name));
          await check_access(page, name);
        }
        await paste(page, `OPENAI_API_KEY=x\nVITE_KEY="${made_key()}"`);
        await check_access(page, "a key");
        await page.setInputFiles("#files", [
          { name: "a.md", mimeType: "text/plain", buffer: Buffer.alloc(300_000, "x ") },
          { name: "b.md", mimeType: "text/plain", buffer: Buffer.from("y") },
        ]);
        await page.waitForSelector(".board tbody tr:nth-child(3) .sign");
        await check_access(page, "side by side");
        for (const view of ["private"]) {
          await page.click(`nav a[href="#${view}"]`);
          await page.waitForSelector("#other-view h1");
          await check_access(page, view);
        }
      });
    }
  });
}
