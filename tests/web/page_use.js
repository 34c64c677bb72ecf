// page_use.js - the built page, opened and used as the tests of the page need it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { explain } from "../../web/lib/index.js";
import { launch, serve, settled } from "./browser.js";

export { check_access } from "./access.js";

/** @typedef {import("playwright-core").Page} Page */

/** In the order of their buttons. */
export const SAMPLES = [
  ...["free-unlimited", "relay", "official", "bundle", "front-end", "error", "chinese"],
];
export const VIEWS = ["errors", "choose", "private"];

/** A sample as the page shows it, with keys made up by the core. @param {string} name */
export async function sample(name) {
  let text = readFileSync(new URL(`../../web/page/samples/${name}.txt`, import.meta.url), "utf8");
  for (const [place, rule] of text.matchAll(/\{\{key:([a-z0-9-]+)\}\}/g)) {
    const { made_up } = /** @type {any} */ (await explain(`key/${rule}`));
    text = text.replace(place, made_up);
  }
  return text;
}

/** A server and a browser for the tests of one file. */
export async function open_browser() {
  const server = await serve();
  const browser = await launch();
  return {
    server,
    browser,
    /**
     * @param {import("playwright-core").BrowserContextOptions} options
     * @param {(page: Page) => Promise<void>} use
     */
    async with_page(options, use) {
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
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** @param {Page} page @param {string} text */
export async function paste(page, text) {
  await page.fill("#text", text);
  await settled(page);
}

/** A report in which nothing is waited for any more. @param {Page} page */
export const complete = (page) =>
  page.waitForFunction(
    () =>
      document.querySelector("#report .plate") &&
      [...document.querySelectorAll(".vendor .explanation-body")].every((body) => body.firstChild),
  );
