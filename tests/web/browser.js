// browser.js - the built page in a real Chromium, from a server on this machine that keeps a list of requests.
import { chromium } from "playwright-core";
import { page_server } from "../../web/page/serve.js";

export const QUIET = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update"],
];

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });

/** @param {string} [folder] a built page
 * @returns {Promise<{address: string, requests: string[], close: () => void}>} */
export async function serve(folder) {
  const server = page_server(folder);
  /** @type {string[]} */
  const requests = [];
  server.on("request", (request) => requests.push(request.url ?? ""));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}/`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The page has a verdict, or says why not. @param {import("playwright-core").Page} page */
export const settled = (page) => page.waitForSelector(".plate, .trouble");
