// The page as people use it: verdict, evidence, explanations, steps, several texts, files, languages.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { audit } from "../../web/lib/index.js";
import { LANGUAGES } from "../../web/page/words.js";
import { settled } from "./browser.js";
import { made_key, random_text, secret_of, tells } from "./made.js";
import { SAMPLES, complete, open_browser, paste, sample } from "./page_use.js";

/** @type {Awaited<ReturnType<typeof open_browser>>} */
let here;
before(async () => {
  here = await open_browser();
});
after(() => here.close());

test("the page shows the core's verdict for each sample", async () => {
  await here.with_page({}, async (page) => {
    for (const [i, name] of SAMPLES.entries()) {
      const text = await sample(name);
      const report = await audit(text);
      await page.locator("#samples button").nth(i).click();
      await page.waitForFunction((wanted) => {
        const input = /** @type {HTMLTextAreaElement} */ (document.getElementById("text"));
        return input.value === wanted && document.querySelector(".plate");
      }, text);
      const words =
        report.verdict.level === "none" && report.diagnoses.length ? "#diagnosis" : "#verdict";
      const expected = words === "#diagnosis" ? report.diagnoses[0].text : report.verdict.summary;
      assert.equal(await page.textContent(`${words}-word`), expected.text, name);
      assert.equal(await page.locator("#claims > .cards > li").count(), report.claims.length, name);
      assert.equal(await page.locator("#endpoints > .cards > li").count(), report.endpoints.length);
    }
  });
});

test("a key is shown masked, and leads to its place and back", async () => {
  await here.with_page({}, async (page) => {
    const line = `const key = "${made_key()}";`;
    await paste(page, `// first line\n${line}\n`);
    const shown = (await page.textContent("#findings")) ?? "";
    assert.ok(shown.includes("key/") && !tells(shown, secret_of()));
    assert.equal(await page.isVisible("#about-here"), false);
    await page.click("#findings .quote");
    const selected = await page.$eval("#text", (input) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (input);
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, made_key());
    await page.click("#about-here");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "finding-0");
  });
});

test("names are the core's, and each explains itself in a dialog", async () => {
  await here.with_page({}, async (page) => {
    await paste(page, await sample("free-unlimited"));
    const name = page.locator("#claims .term", { hasText: "Unlimited use" }).first();
    await name.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open] .pair");
    assert.ok((await page.textContent("dialog[open]"))?.includes("Who pays for it"));
    await page.keyboard.press("Escape");
    const closed = () => page.waitForFunction(() => !document.querySelector("dialog"));
    await closed();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Unlimited use");

    // Every term on the page is known to the core.
    for (const term of await page.locator("#report .term").all()) {
      await term.click();
      await page.waitForFunction((waiting) => {
        const body = document.querySelector("dialog[open] .explanation-body");
        return body && body.textContent !== waiting;
      }, LANGUAGES.en.explain_wait);
      const body = await page.textContent("dialog[open] .explanation-body");
      assert.notEqual(body, LANGUAGES.en.explain_unknown, (await term.textContent()) ?? "");
      await page.locator("dialog[open] .explanation-sheet > button").click();
      await closed();
    }
  });
});

test("a vendor's facts stand with their date and source", async () => {
  await here.with_page({}, async (page) => {
    await paste(page, await sample("official"));
    await complete(page);
    const facts = page.locator(".vendor .known").first();
    assert.equal(await facts.locator("dt").count(), 5);
    const sources = await facts
      .locator("a.source")
      .evaluateAll((links) =>
        links.map((link) => ({ href: link.getAttribute("href"), rel: link.getAttribute("rel") })),
      );
    assert.ok(sources.length > 0);
    for (const { href, rel } of sources) {
      assert.ok(href?.startsWith("https://"));
      assert.equal(rel, "noopener noreferrer");
    }
    assert.match((await facts.textContent()) ?? "", /as of 20\d\d-\d\d-\d\d/);
  });
});

test("steps can be ticked, and stay ticked while the text changes", async () => {
  await here.with_page({}, async (page) => {
    const text = await sample("official");
    await paste(page, text);
    await page.check("#checks-0");
    assert.match((await page.textContent("#checks .ticked")) ?? "", /^1 of \d+ done$/);
    await page.locator("#text").press("End");
    await page.locator("#text").pressSequentially(" ");
    await page.waitForFunction(() => !document.querySelector("#checks-0:focus"));
    await settled(page);
    assert.equal(await page.isChecked("#checks-0"), true);
  });
});

test("what is pasted is text and nothing else", async () => {
  await here.with_page({}, async (page) => {
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

test("typing gives a new verdict, emptying gives none, and the text can be taken back", async () => {
  await here.with_page({}, async (page) => {
    await page.locator("#text").pressSequentially("hello");
    await settled(page);
    assert.ok(await page.locator(".plate-none").count());
    await page.click("#clear");
    assert.equal(await page.locator(".plate").count(), 0);
    assert.equal(await page.inputValue("#text"), "");
    await page.click("#history .open");
    assert.equal(await page.inputValue("#text"), "hello");
    assert.ok(await page.locator(".plate-none").count());
    assert.equal(await page.locator("#history .open").count(), 0);
    await page.click("#clear");
    await page.click("#history .plain");
    assert.equal(await page.locator("#history .open").count(), 0);
  });
});

test("several inputs stand side by side, and can be taken away", async () => {
  await here.with_page({}, async (page) => {
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
  await here.with_page({}, async (page) => {
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

test("a large text that is pasted is read whole", async () => {
  await here.with_page({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const text = `${"😀".repeat(600_000)}\nkey = "${made_key()}"\n`;
    await page.evaluate((t) => navigator.clipboard.writeText(t), text);
    await page.focus("#text");
    await page.keyboard.press("Control+V");
    await settled(page);
    await page.click("#findings .quote");
    await page.waitForSelector("#peek mark");
    const shown = (await page.textContent("#peek")) ?? "";
    assert.ok(shown.includes("😀") && !shown.includes("\ufffd") && !tells(shown, secret_of()));
  });
});

test("reading can be cancelled", async () => {
  await here.with_page({}, async (page) => {
    const line = `${random_text(70)} OPENAI_BASE_URL=https://relay.example/v1 free unlimited\n`;
    await page.setInputFiles("#files", {
      name: "huge.txt",
      mimeType: "text/plain",
      buffer: Buffer.alloc(40_000_000, line),
    });
    await page.click("#status button");
    await page.waitForFunction(
      (word) => document.getElementById("status")?.textContent === word,
      LANGUAGES.en.cancelled,
    );
    assert.equal(await page.locator(".plate").count(), 0);
    await page.click("#clear");
    await paste(page, "hello");
  });
});

test("a report of thousands of keys shows some, and more when asked", async () => {
  await here.with_page({}, async (page) => {
    const keys = Array.from({ length: 1200 }, (_, i) => `"${made_key(i + 1)}"`);
    await page.setInputFiles("#files", {
      name: "many.js",
      mimeType: "text/javascript",
      buffer: Buffer.from(keys.join("\n")),
    });
    await settled(page);
    assert.equal(await page.locator("#findings .finding").count(), 30);
    await page.click("#findings .more");
    assert.equal(await page.locator("#findings .finding").count(), 60);
    assert.ok((await page.textContent("#incomplete"))?.includes("200"));
  });
});

test("who works with the keyboard stays at the table, and ends at the text where nothing is left", async () => {
  await here.with_page({}, async (page) => {
    const names = ["a.md", "b.md", "c.md"];
    await page.setInputFiles(
      "#files",
      names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(name) })),
    );
    await page.waitForSelector(".board tbody tr:nth-child(3) .sign");
    const focused = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        return (
          activeElement?.id ||
          activeElement?.getAttribute("aria-label") ||
          activeElement?.textContent
        );
      });
    await page.focus(".board tbody tr:nth-child(2) .open");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "b.md");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".board tbody tr:nth-child(3)", { state: "detached" });
    assert.equal(await focused(), "Remove c.md");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".board").count(), 0);
    assert.equal(await focused(), "text");
    await page.focus("#history .open");
    await page.keyboard.press("Enter"); // taken back: one is left in the list
    await page.waitForSelector(".board");
    await page.focus("#history .open");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "text");
  });
});

test("a text that is typed beyond what is edited at once stays under the hands", async () => {
  await here.with_page({}, async (page) => {
    await paste(page, "ten letters ".repeat(4166)); // 49 992 letters
    await page.locator("#text").press("End");
    await page.locator("#text").pressSequentially("and some more");
    assert.ok((await page.inputValue("#text")).endsWith("letters and some more"));
    assert.equal(await page.evaluate(() => document.activeElement?.id), "text");
  });
});

test("a zip archive is read, a broken one is told and keeps its neighbours", async () => {
  await here.with_page({}, async (page) => {
    const cut = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(100)]);
    await page.setInputFiles("#files", [
      { name: "cut.zip", mimeType: "application/zip", buffer: cut },
      { name: "b.md", mimeType: "text/plain", buffer: Buffer.from("hello") },
    ]);
    await page.waitForSelector(".trouble");
    const told = (await page.textContent(".trouble")) ?? "";
    assert.ok(told.includes("cut.zip") && told.includes("not a zip file"), told);
    await page.waitForSelector(".board tbody tr:nth-child(2) .sign");
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

test("a folder is one input of many files", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  writeFileSync(path.join(folder, "app.js"), `const k = "${made_key()}";`);
  writeFileSync(path.join(folder, "notes.md"), "hello");
  await here.with_page({}, async (page) => {
    await page.setInputFiles("#folder", folder);
    await page.waitForSelector("#findings");
    const name = path.basename(folder);
    assert.ok((await page.textContent("#card"))?.includes(`${name}/`));
    assert.equal(await page.textContent("#findings .where"), `${name}/app.js, line 1`);
  });
  rmSync(folder, { recursive: true });
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
  await here.with_page({ locale: "zh-CN" }, async (page) => {
    assert.equal(await page.getAttribute("html", "lang"), "zh");
    assert.equal(await page.textContent("#headline"), LANGUAGES.zh.headline);
    await paste(page, await sample("free-unlimited"));
    const chinese = await audit(await sample("free-unlimited"), { language: "zh" });
    assert.equal(await page.textContent("#verdict-word"), chinese.verdict.summary.text);
    await page.click("#language");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    const english = await audit(await sample("free-unlimited"));
    await page.waitForFunction(
      (text) => document.getElementById("verdict-word")?.textContent === text,
      english.verdict.summary.text,
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

test("a report can be taken along as Markdown, JSON and SARIF", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  await here.with_page({ permissions }, async (page) => {
    const text = `${await sample("relay")}\nKEY="${made_key()}"\n`;
    await paste(page, text);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const button = (/** @type {import("../../web/page/words.js").Word} */ name) =>
      page.locator(".actions button", { hasText: LANGUAGES.en[name] });
    await button("as_json").click();
    await page.waitForSelector(`.actions button:text("${LANGUAGES.en.copied}")`);
    assert.equal(JSON.parse(await copied()).verdict.level, (await audit(text)).verdict.level);
    await button("as_markdown").click();
    await page.waitForFunction(() =>
      navigator.clipboard.readText().then((now) => now.startsWith("#")),
    );
    const loading = page.waitForEvent("download");
    await button("as_sarif").click();
    const download = await loading;
    assert.equal(download.suggestedFilename(), "stoprule.sarif");
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const sarif = Buffer.concat(chunks).toString();
    assert.equal(JSON.parse(sarif).version, "2.1.0");
    assert.ok(!tells(sarif + (await copied()), secret_of()));
  });
});

test("on paper stand the report and the text, and no controls", async () => {
  await here.with_page({}, async (page) => {
    await paste(page, await sample("relay"));
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".top", ".toolbar", ".actions", ".samples"]) {
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    }
    for (const shown of [".plate", "#road", "#because", "#text"]) {
      assert.equal(await page.locator(shown).isVisible(), true, shown);
    }
    const above = await page.evaluate(() => {
      const top = (/** @type {string} */ s) =>
        /** @type {Element} */ (document.querySelector(s)).getBoundingClientRect().top;
      return top(".plate") < top("#text");
    });
    assert.ok(above);
    await complete(page);
    assert.equal(await page.locator(".vendor .known").first().isVisible(), false);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator(".vendor .known").first().isVisible(), true);
    await page.emulateMedia({ media: "screen" });
    await paste(page, `KEY="${made_key()}"`);
    await page.waitForSelector("#findings");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#text").isVisible(), false); // the key in it is not masked
    assert.equal(await page.locator("#findings").isVisible(), true);
  });
});
