// The worker that reads for the page may die: what was under way is told so, and the next audit works.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { settled } from "./browser.js";
import { open_browser } from "./page_use.js";

const { server, browser, close } = await open_browser();
after(close);

test("a worker that dies is replaced", async () => {
  const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  await page.goto(server.address);
  await page.fill("#text", "OPENAI_BASE_URL=https://relay.example/v1");
  await settled(page);
  const before = await page.textContent(".plate");
  const replaced = page.waitForEvent("worker");
  await page.workers()[0].evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("dead");
      }),
  );
  await replaced;
  await page.fill(
    "#text",
    "Unlimited GPT keys for free, shared with everybody, no account needed.",
  );
  await page.waitForFunction(
    (text) => (document.querySelector(".plate")?.textContent ?? text) !== text,
    before,
  );
  assert.equal(page.workers().length, 1);
});
