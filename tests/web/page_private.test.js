// Nothing that is pasted leaves the page: no request is made, none can be, and nothing is stored.
import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, cpSync, mkdtempSync } from "node:fs";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve, settled } from "./browser.js";
import { HEADERS } from "../../web/page/serve.js";
import { LANGUAGES } from "../../web/page/words.js";
import { made_key, secret_of, tells } from "./made.js";
import { open_browser } from "./page_use.js";

const { server, browser, close } = await open_browser();
after(close);

const built = fileURLToPath(new URL("../../build/page", import.meta.url));

/** @param {import("playwright-core").Page} page */
async function use(page) {
  await page.fill("#text", `OPENAI_BASE_URL=https://relay.example/v1\nKEY="${made_key()}"`);
  await settled(page);
  await page.click("#findings .quote");
  await page.click("#language");
  for (const view of ["errors", "choose", "private", "audit"]) {
    await page.click(`nav a[href="#${view}"]`);
  }
  await page.click("#clear"); // samples are offered where there is no text of one's own
  for (const button of await page.locator("#samples button").all()) {
    await button.click();
    await settled(page);
  }
}

test("after loading, no request is made whatever is pasted", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  /** @type {string[]} */
  const seen = [];
  session.on("Network.requestWillBeSent", ({ request }) => seen.push(request.url));
  session.on("Network.webSocketCreated", ({ url }) => seen.push(url));
  context.on("request", (request) => seen.push(request.url()));
  await page.goto(server.address, { waitUntil: "networkidle" });
  const loaded = server.requests.length;
  seen.length = 0;
  await use(page);
  const outside = seen.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.deepEqual(outside, []);
  assert.equal(server.requests.length, loaded);
  await context.close();
});

test("the policy in the page blocks every way out, for its worker too", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(server.address, { waitUntil: "networkidle" });
  const loaded = server.requests.length;
  const outcome = await page.evaluate(async (address) => {
    const refused = (/** @type {Promise<unknown>} */ attempt) =>
      attempt.then(
        () => "went out",
        () => "refused",
      );
    /** @param {HTMLElement & {src?: string}} element */
    const loads = (element) =>
      refused(
        new Promise((resolve, reject) => {
          element.onload = resolve;
          element.onerror = reject;
          element.src = `${address}?planted`;
          document.body.append(element);
        }),
      );
    const socket = new Promise((resolve, reject) => {
      try {
        const ws = new WebSocket(address.replace("http", "ws"));
        ws.onopen = resolve;
        ws.onerror = reject;
      } catch (error) {
        reject(error);
      }
    });
    const trusted = () => {
      try {
        Reflect.set(document.createElement("div"), "innerHTML", "<i>planted</i>");
        return "went in";
      } catch {
        return "refused";
      }
    };
    const evaluated = () => {
      try {
        return String(new Function("return 'ran'")());
      } catch {
        return "refused";
      }
    };
    return {
      fetch: await refused(fetch(`${address}?planted`)),
      image: await loads(new Image()),
      socket: await refused(socket),
      html: trusted(),
      script: evaluated(),
    };
  }, server.address);
  assert.deepEqual(outcome, {
    ...{ fetch: "refused", image: "refused", socket: "refused" },
    ...{ html: "refused", script: "refused" },
  });
  const worker = page.workers()[0];
  const from_worker = await worker.evaluate(
    (address) =>
      fetch(address).then(
        () => "went out",
        () => "refused",
      ),
    server.address,
  );
  assert.equal(from_worker, "refused");
  assert.equal(server.requests.length, loaded);
  await context.close();
});

test("the privacy panel shows what this browser refuses, and where the proof is", async () => {
  const context = await browser.newContext({ serviceWorkers: "block", locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${server.address}#private`);
  const loaded = server.requests.length;
  await page.getByRole("button", { name: LANGUAGES.en.blocked_try }).click();
  await page.waitForSelector(".attempts li:nth-child(9)");
  assert.equal(await page.locator(".attempts .is-refused").count(), 9);
  assert.equal(server.requests.length, loaded);
  const proof = await page.locator(`a[href$="page_private.test.js.txt"]`).getAttribute("href");
  const response = await context.request.get(new URL(proof ?? "", server.address).href);
  assert.ok((await response.text()).includes("Nothing that is pasted leaves the page"));
  await context.close();
});

test("nothing is stored, and the address says nothing", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(server.address);
  await use(page);
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  assert.deepEqual(kept, { cookie: "", local: {}, session: {}, databases: [], caches: [] });
  assert.equal(page.url(), `${server.address}#audit`);
  const page_text = await page.evaluate(() => document.getElementById("report")?.textContent ?? "");
  assert.ok(!tells(page_text, secret_of()));
  await context.close();
});

test("it works from disk as one file", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  copyFileSync(path.join(built, "stoprule.html"), path.join(folder, "stoprule.html"));
  const page = await browser.newPage();
  /** @type {string[]} */
  const trouble = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  const address = pathToFileURL(path.join(folder, "stoprule.html")).href;
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  await page.fill("#text", `"${made_key()}"`);
  await page.waitForSelector("#findings");
  const loading = page.waitForEvent("download");
  await page.locator(".actions button", { hasText: LANGUAGES.en.as_sarif }).click();
  assert.equal((await loading).suggestedFilename(), "stoprule.sarif");
  await page.locator("#findings .term").first().click();
  await page.waitForSelector("dialog .pair");
  await page.keyboard.press("Escape");
  for (const view of ["errors", "choose", "private"]) {
    await page.click(`nav a[href="#${view}"]`);
    await page.waitForSelector("#other-view h1");
  }
  await page.waitForSelector("#other-view code"); // names the proof; there is no file beside it
  assert.deepEqual(trouble, []);
  const own = (/** @type {string} */ url) => url.startsWith("blob:") || url.startsWith("data:");
  assert.deepEqual(
    asked.filter((url) => !own(url)),
    [address],
  );
  await page.close();
  rmSync(folder, { recursive: true });
});

test("what the page offers for download is the one file", async () => {
  const context = await browser.newContext({ serviceWorkers: "block", acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(server.address);
  const loading = page.waitForEvent("download");
  await page.click("#foot a[download]");
  const download = await loading;
  assert.equal(download.suggestedFilename(), "stoprule.html");
  const one_file = readFileSync(path.join(built, "stoprule.html"));
  assert.deepEqual(readFileSync(await download.path()), one_file);
  await context.close();
});

test("a module that is not the genuine one is refused, and the page says so", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  cpSync(built, folder, { recursive: true });
  appendFileSync(path.join(folder, "module.js"), "fetch('/planted');");
  const changed = await serve(folder);
  const context = await browser.newContext({ serviceWorkers: "block", locale: "en-US" });
  const page = await context.newPage();
  await page.goto(changed.address);
  await page.fill("#text", "OPENAI_BASE_URL=https://relay.example/v1");
  await page.waitForSelector(".trouble");
  assert.ok((await page.textContent(".trouble"))?.includes(LANGUAGES.en.error_module));
  assert.ok(!changed.requests.includes("/planted"));
  await context.close();
  changed.close();
  rmSync(folder, { recursive: true });
});

test("it can be installed", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  const told = installabilityErrors.map(({ errorId }) => errorId);
  assert.deepEqual(
    told.filter((id) => id !== "in-incognito"), // a test's browser keeps no profile
    [],
  );
  const manifest = await session.send("Page.getAppManifest");
  assert.deepEqual(manifest.errors, []);
  await context.close();
});

test("it works without a network after the first visit", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await page.fill("#text", `"${made_key()}"`);
  await page.waitForSelector("#findings");
  const kept = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  const others = ["LICENSE", "NOTICES.txt", "index.html", "robots.txt", "stoprule.html", "sw.js"];
  const expected = readdirSync(built).filter((name) => !others.includes(name));
  assert.deepEqual(kept.sort(), ["/", ...expected.map((name) => `/${name}`)].sort());
  await context.close();
});

test("every host's example sends the headers that the page is tested with", () => {
  const docs = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8");
  const [table, ...hosts] = docs.split("\n## ");
  for (const [name, value] of Object.entries(HEADERS)) {
    assert.ok(table.includes(`| \`${name}\` | \`${value}\` |`), name);
    for (const host of hosts.filter((text) => text.includes("```"))) {
      const lines = host.split("\n").filter((line) => line.includes(name));
      assert.equal(lines.length, 1, `${name} for ${host.slice(0, 20)}`);
      assert.ok(lines[0].includes(value), lines[0]);
    }
  }
});
