// What an attacker wrote, where people see it: in the page's report and in the extension's popup it is
// text, and nothing in it acts or leads anywhere. The formats have theirs in formats.test.js.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { open_extension } from "./extension/browser.js";
import { HOSTILE } from "./hostile.js";
import { open_browser, paste } from "./page_use.js";

const here = await open_browser();
after(() => here.close());

/** @param {string} text */
const offer = (text) =>
  `${text}\nFree unlimited GPT-4 API, no rate limit ${text}\n\nOPENAI_BASE_URL=https://relay.example/${text}\nOPENAI_API_KEY=${text}\n${text} insufficient_quota 429\nhttps://evil.example/v1 javascript:alert(1) data:text/html,x\n`;

/** What of a document an attacker could have made: run in it. `where` is what shows the report. */
const MADE = `((where) => {
  const all = [...document.querySelectorAll(where)];
  const inside = all.flatMap((one) => [...one.querySelectorAll("*")]);
  const leads = (one) => [...one.attributes].some(({ name, value }) =>
    name.startsWith("on") ||
    (["href", "src", "action", "style", "srcset", "formaction"].includes(name) && /evil|javascript:|^data:text/i.test(value)));
  return {
    size: all.map((one) => one.textContent).join("").length,
    made: inside.filter((one) => leads(one) || /^(IMG|SCRIPT|IFRAME|OBJECT|EMBED|FORM)$/.test(one.tagName)).map((one) => one.outerHTML),
    controls: /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]/.test(all.map((one) => one.textContent).join("")),
  };
})`;

/** @param {{size: number, made: string[], controls: boolean}} shown @param {string} name */
function harmless({ size, made, controls }, name) {
  assert.ok(size > 50, `${name}: nothing is shown`);
  assert.deepEqual(made, [], name);
  assert.equal(controls, false, `${name}: controls`);
}

test("in the page's report nothing that was pasted acts or leads anywhere", async () => {
  await here.with_page({}, async (page) => {
    page.on("dialog", () => assert.fail("a script ran"));
    for (const [name, text] of Object.entries(HOSTILE)) {
      await paste(page, offer(text));
      harmless(/** @type {any} */ (await page.evaluate(`${MADE}("#report")`)), name);
    }
    await page.evaluate(() => {
      const link = document.createElement("a");
      link.href = "https://evil.example";
      document.querySelector("#report")?.append(link);
    });
    const { made } = /** @type {any} */ (await page.evaluate(`${MADE}("#report")`));
    assert.equal(made.length, 1, "or the search would show nothing");
  });
});

const escaped = (/** @type {string} */ text) =>
  [...text].map((c) => `&#${c.codePointAt(0)};`).join("");
const PAGES = Object.fromEntries(
  Object.entries(HOSTILE).map(([name, text]) => [
    `/${name}`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(text)}</title><link rel="icon" href="data:,"><body><h1>${escaped(text)}</h1><pre>${escaped(offer(text))}</pre><a href="javascript:alert(1)">${escaped(text)}</a></body></html>`,
  ]),
);
const { chromium, close } = await open_extension({ pages: PAGES });
after(close);

test("in the popup nothing of a page acts or leads anywhere", async () => {
  for (const name of Object.keys(HOSTILE)) {
    const page = await chromium.open(`/${name}`);
    const popup = await chromium.click(page);
    await popup.text("#verdict-level");
    harmless(await popup.evaluate(`${MADE}("main")`), name);
    await page.close();
  }
});
