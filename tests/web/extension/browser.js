// browser.js - the built extension in a real Chromium, with real clicks on its button: they give the same
// permission for the same page as a person's do.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { QUIET } from "../browser.js";
import { SITE, serve_pages } from "./pages.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").CDPSession} Session */

const built = fileURLToPath(new URL("../../../build/extension/chromium", import.meta.url));

/** The popup as the browser opened it: driven through messages, since it is no page of the context's. */
export class Popup {
  /** @param {Session} session @param {string} id of the debugger's session with it */
  constructor(session, id) {
    this.session = session;
    this.id = id;
    this.next = 1;
  }

  /** @private @param {string} method @param {object} params @returns {Promise<any>} */
  send(method, params) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const listen = (/** @type {{sessionId: string, message: string}} */ event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId !== this.id || answer.id !== id) return;
        this.session.off("Target.receivedMessageFromTarget", listen);
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer.result);
      };
      this.session.on("Target.receivedMessageFromTarget", listen);
      const message = JSON.stringify({ id, method, params });
      this.session
        .send("Target.sendMessageToTarget", { sessionId: this.id, message })
        .catch(reject);
    });
  }

  /** @param {string} expression @returns {Promise<any>} */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      ...{ expression, awaitPromise: true, returnByValue: true, userGesture: true },
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? "failed");
    return result.value;
  }

  /**
   * Asks until there is an answer: the popup may load anew while it is asked, and a promise of the old
   * document would never come back.
   * @param {string} expression null or false: not yet
   */
  async wait_for(expression) {
    for (;;) {
      const value = await this.evaluate(expression).catch(() => null);
      if (value !== null && value !== false) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits for an element and gives its text. @param {string} selector @returns {Promise<string>} */
  text(selector) {
    return this.wait_for(
      `document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`,
    );
  }

  /** Waits until an expression is true. @param {string} expression */
  becomes(expression) {
    return this.wait_for(`Boolean(${expression})`);
  }

  /** @param {string} selector */
  press(selector) {
    return this.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  /** @returns {Promise<Buffer>} */
  async screenshot() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }

  close() {
    return this.evaluate("setTimeout(() => window.close())");
  }
}

/** @param {{port: number, locale?: string, dark?: boolean}} how the port of the network that there is */
export async function launch_extension({ port, locale = "en-US", dark = false }) {
  const profile = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  const context = await chromium.launchPersistentContext(profile, {
    headless: false,
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    ignoreDefaultArgs: ["--disable-extensions"],
    colorScheme: dark ? "dark" : "light",
    env: { ...process.env, LANGUAGE: locale.replace("-", "_") },
    args: [
      ...QUIET,
      ...["--headless=new", `--lang=${locale}`, "--enable-unsafe-extension-debugging"],
      ...[`--load-extension=${built}`, `--disable-extensions-except=${built}`],
      ...[`--proxy-server=127.0.0.1:${port}`, "--proxy-bypass-list=<-loopback>"],
      `--unsafely-treat-insecure-origin-as-secure=${SITE}`,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  const browser = /** @type {import("playwright-core").Browser} */ (context.browser());
  const session = await browser.newBrowserCDPSession();

  /** @param {string} url @param {"tab"|"page"} type */
  async function target_of(url, type) {
    const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type }] });
    const found = targetInfos.find((info) => info.url === url);
    return found?.targetId;
  }

  const own = (/** @type {string} */ file) => `chrome-extension://${id}/${file}`;
  /** @param {Page} page */
  const tab_of = (page) =>
    worker.evaluate(async (url) => {
      const tabs = await chrome.tabs.query({});
      return /** @type {number} */ (tabs.find((tab) => tab.url === url)?.id);
    }, page.url());

  return {
    ...{ context, worker, id, own, tab_of },

    /** @param {string} path */
    async open(path) {
      const page = await context.newPage();
      await page.goto(`${SITE}${path}`);
      return page;
    },

    /** Presses the toolbar button on a page. @param {Page} page @returns {Promise<Popup>} */
    async click(page) {
      await page.bringToFront();
      const targetId = /** @type {string} */ (await target_of(page.url(), "tab"));
      await session.send("Extensions.triggerAction", { id, targetId });
      for (;;) {
        const popup = await target_of(own("popup.html"), "page");
        if (popup) {
          const attached = { targetId: popup, flatten: false };
          const { sessionId } = await session.send("Target.attachToTarget", attached);
          return new Popup(session, sessionId);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },

    /** Lets the extension's next request for a host pass without the browser's question, which a debugger can't
     * answer. @param {string} pattern */
    async allow_next(pattern) {
      const page = await context.newPage();
      await page.goto("chrome://extensions");
      await page.evaluate(
        async ({ extensionId, host }) => {
          const { developerPrivate } = /** @type {any} */ (chrome);
          const hostAccess = "ON_SPECIFIC_SITES";
          await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess });
          await developerPrivate.addHostPermission(extensionId, host);
        },
        { extensionId: id, host: pattern },
      );
      await page.close();
    },

    /** The popup's or panel's page in a tab, for a page that was clicked on before. @param {Page} page
     * @param {string} [file] */
    async beside(page, file = "popup.html") {
      const panel = await context.newPage();
      await panel.setViewportSize({ width: 460, height: 600 });
      await panel.goto(`${own(file)}?tab=${await tab_of(page)}`);
      return panel;
    },

    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The extension in a browser whose whole network is the tests' pages.
 * @param {{pages?: Record<string, string>, locale?: string, dark?: boolean}} [how] pages: further ones
 */
export async function open_extension({ pages, ...how } = {}) {
  const site = await serve_pages(pages);
  const chromium = await launch_extension({ ...how, ...site });
  return {
    ...{ site, chromium },
    async close() {
      await chromium.close();
      site.close();
    },
  };
}
