// measure.js - what the page costs who opens it: Lighthouse's four categories, the time to the first verdict, and the
// longest that the page stands still over 10 MB. Fails where a budget is not kept; numbers depend on the machine, so
// this is no part of the tests that run everywhere.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch as launch_chrome } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { launch, serve, settled } from "../../web/browser.js";

const LEAST_SCORE = 95;
const LONGEST_TO_VERDICT = 300; // ms after load
const LONGEST_FRAME = 50; // ms
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const LARGE = 10_000_000;

let kept = true;
/** @param {string} name @param {number} value @param {string} unit @param {boolean} good */
function tell(name, value, unit, good) {
  process.stdout.write(`${good ? " " : "!"} ${name.padEnd(44)} ${value.toFixed(0)} ${unit}\n`);
  kept &&= good;
}

/** @param {string} address */
async function scores(address) {
  const chrome = await launch_chrome({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
  });
  for (const [device, config] of [
    ["mobile", undefined],
    ["desktop", desktopConfig],
  ]) {
    const options = {
      ...{ port: chrome.port, logLevel: "error" },
      onlyCategories: CATEGORIES,
      // Lighthouse asks for robots.txt from within the page, whose policy refuses every request: with this audit
      // the category has 91 of 100. The file is there, and crawlers get it.
      skipAudits: ["robots-txt"],
    };
    const result = await lighthouse(address, options, config);
    for (const category of CATEGORIES) {
      const score = Math.round(result.lhr.categories[category].score * 100);
      tell(`Lighthouse ${device}: ${category}`, score, "of 100", score >= LEAST_SCORE);
      if (score >= LEAST_SCORE) continue;
      for (const { id } of result.lhr.categories[category].auditRefs) {
        const { score: part, title, displayValue } = result.lhr.audits[id];
        if (part !== null && part < 0.9)
          process.stdout.write(`    ${title} ${displayValue ?? ""}\n`);
      }
    }
  }
  await chrome.kill();
}

/** The first sample is asked for as the page has loaded. @param {import("playwright-core").Browser} browser @param {string} address */
async function first_verdict(browser, address) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    addEventListener("load", () => {
      const loaded = performance.now();
      new MutationObserver((_, observer) => {
        if (!document.querySelector(".plate")) return;
        observer.disconnect();
        Reflect.set(globalThis, "took", performance.now() - loaded);
      }).observe(document.body, { childList: true, subtree: true });
      document.querySelector("#samples button").click();
    });
  });
  await page.goto(address);
  await settled(page);
  const took = await page.evaluate(() => Reflect.get(globalThis, "took"));
  await page.close();
  return took;
}

/** @param {import("playwright-core").Browser} browser @param {string} address @param {(page: import("playwright-core").Page, text: string) => Promise<void>} give */
async function longest_frame(browser, address, give) {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto(address);
  const line =
    "A free key for GPT, unlimited: https://relay.example/v1 and more words of no weight.\n";
  const text = line.repeat(LARGE / line.length);
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    const tasks = [];
    Reflect.set(globalThis, "tasks", tasks);
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask" });
  });
  await give(page, text);
  await settled(page);
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => Reflect.get(globalThis, "tasks"));
  await context.close();
  return Math.max(0, ...tasks);
}

const server = await serve();
await fetch(server.address, { headers: { "accept-encoding": "br" } }); // compresses once
await scores(server.address);
const browser = await launch();
await first_verdict(browser, server.address);
const runs = [];
for (let i = 0; i < 5; i++) runs.push(await first_verdict(browser, server.address));
runs.sort((a, b) => a - b);
tell("First verdict after load, median of 5", runs[2], "ms", runs[2] <= LONGEST_TO_VERDICT);

const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
const dropped = await longest_frame(browser, server.address, async (page, text) => {
  const file = path.join(folder, "large.md");
  writeFileSync(file, text); // by its path: a buffer would be carried in by a script in the page
  await page.setInputFiles("#files", file);
});
rmSync(folder, { recursive: true });
tell("Longest task over a file of 10 MB", dropped, "ms", dropped <= LONGEST_FRAME);
const pasted = await longest_frame(browser, server.address, async (page) => {
  await page.focus("#text");
  await page.keyboard.press("Control+V");
});
tell("Longest task over 10 MB pasted", pasted, "ms", pasted <= LONGEST_FRAME);
const typed = await longest_frame(browser, server.address, async (page, text) => {
  await page.fill("#text", text.slice(0, 49_000));
  await settled(page);
  await page.evaluate(() => Reflect.get(globalThis, "tasks").splice(0));
  await page.locator("#text").press("End");
  await page.keyboard.type("one more line of text", { delay: 60 });
});
tell("Longest task while typing into 49 000 letters", typed, "ms", typed <= LONGEST_FRAME);
await browser.close();
server.close();
process.exitCode = kept ? 0 : 1;
