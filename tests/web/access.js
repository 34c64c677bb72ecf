// access.js - what axe finds on a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe_source = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** @param {import("playwright-core").Page} page @param {string} state */
export async function check_access(page, state) {
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
