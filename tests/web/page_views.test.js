// The page's other views: what stopped a request, which route is needed, how this stays private.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { audit, choose } from "../../web/lib/index.js";
import { LANGUAGES } from "../../web/page/words.js";
import { open_browser, sample } from "./page_use.js";

/** @type {Awaited<ReturnType<typeof open_browser>>} */
let here;
before(async () => {
  here = await open_browser();
});
after(() => here.close());

test("an error is told by whose limit it was", async () => {
  await here.with_page({}, async (page) => {
    await page.click('nav a[href="#errors"]');
    await page.waitForSelector(".gate");
    assert.equal(await page.locator(".gate").count(), 9);
    assert.equal(await page.locator(".gate.is-shut").count(), 0);
    const text = await sample("error");
    await page.fill("#error-text", text);
    await page.waitForSelector("#error-result .plate");
    const { diagnoses } = await audit(text);
    assert.equal(await page.textContent("#diagnosis-word"), diagnoses[0].text.text);
    assert.equal(await page.locator(".gate.is-shut").count(), 1);
    await page.click("#error-result .quote");
    const selected = await page.$eval("#error-text", (input) => {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (input);
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, "insufficient_quota");
    await page.fill("#error-text", "it does not work");
    await page.waitForSelector("#error-result .notice");
    await page.click('nav a[href="#choose"]');
    await page.click('nav a[href="#errors"]');
    assert.equal(await page.inputValue("#error-text"), "it does not work");
  });
});

test("the choice asks the core's questions until it names a route, and can be changed", async () => {
  await here.with_page({}, async (page) => {
    await page.click('nav a[href="#choose"]');
    const asked = /** @type {any} */ (await choose({}));
    await page.waitForSelector(".option");
    assert.deepEqual(
      await page.locator(".option").allTextContents(),
      asked.question.options.map((/** @type {{text: string}} */ option) => option.text),
    );
    await page.locator(".option", { hasText: "A test or a prototype" }).click();
    await page.locator(".option", { hasText: "Only what anybody may read" }).click();
    await page.locator(".option", { hasText: "No" }).click();
    await page.waitForSelector("#chosen-word");
    const answers = { need: "try_out", data: "harmless", credit: "no_credit" };
    const route = /** @type {any} */ (await choose(answers));
    assert.equal(await page.textContent("#chosen-word"), route.name);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "chosen-word");
    assert.equal(await page.locator(".trail li").count(), 3);
    await page.click("#language");
    await page.waitForFunction(
      (word) => document.querySelector(".prose h1")?.textContent === word,
      LANGUAGES.zh.choose_heading,
    );
    await page.waitForSelector(".trail li:nth-child(3)");
    await page.click(".trail li:nth-child(2) button");
    await page.waitForSelector(".option");
    assert.equal(await page.locator(".trail li").count(), 1);
  });
});
