// screenshots.js - makes the README's pictures of the page: docs/screenshot.png, light and dark.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, serve, settled } from "./browser.js";

const docs = new URL("../../docs/", import.meta.url);
mkdirSync(docs, { recursive: true });

const server = await serve();
const browser = await launch();
for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  const page = await browser.newPage({
    ...{ colorScheme, locale: "en-US", viewport: { width: 1280, height: 860 } },
    deviceScaleFactor: 1.5,
  });
  await page.goto(server.address);
  await page.locator("#samples button").first().click();
  await settled(page);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  const name = colorScheme === "dark" ? "screenshot-dark.png" : "screenshot.png";
  await page.screenshot({ path: fileURLToPath(new URL(name, docs)) });
  await page.close();
}
await browser.close();
server.close();
