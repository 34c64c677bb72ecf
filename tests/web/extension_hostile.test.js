// Pages that want to freeze the extension or to mislead it.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { open_extension } from "./extension/browser.js";

const content = fileURLToPath(
  new URL("../../build/extension/chromium/content.js", import.meta.url),
);

/** @param {string} body */
const html = (body) =>
  `<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><body>${body}</body></html>`;
const OFFER = `<h1>FREE GPT-4o API, unlimited</h1><p>No signup. Grab one of the <b>shared keys</b> from our group.</p>`;

const PAGES = {
  "/large": html(`${OFFER}<script type="application/json">${"[1,2,3]".repeat(900_000)}</script>`),
  "/deep": html(`${OFFER}<script>
    let at = document.body;
    for (let i = 0; i < 3000; i++) at = at.appendChild(document.createElement("span"));
    at.textContent = "the bottom";
  </script>`),
  "/storm": html(`${OFFER}<div id="storm"></div><script>
    const storm = document.getElementById("storm");
    let n = 0;
    function blow() {
      for (let i = 0; i < 200; i++) {
        const drop = document.createElement("p");
        drop.textContent = "drop " + n++;
        storm.append(drop);
        if (storm.childNodes.length > 2000) storm.firstChild.remove();
      }
      setTimeout(blow);
    }
    blow();
  </script>`),
  "/endless": html(`${OFFER}<div id="end"></div><script>
    const end = document.getElementById("end");
    setInterval(() => {
      for (let i = 0; i < 5000; i++) end.append(document.createElement("i"));
    });
  </script>`),
  // Names that take the place of the document's and the form's own.
  "/clobbered": html(`<img name="documentElement"><img name="body"><img name="querySelectorAll">
    <img name="createTreeWalker"><img name="title"><img name="designMode" id="activeElement">
    <form><input name="firstChild"><input name="nextSibling"><input name="parentNode"><input name="nodeType">
    <input name="localName"><input name="isContentEditable"><input name="checkVisibility"><input name="shadowRoot">
    <input name="getAttribute">${OFFER}</form>`),
  "/polluted": html(`<script>
    for (const [name, value] of Object.entries({
      level: "none", documents: [], failure: "x", report: null, cut: "size", limits: { bytes: 0 },
      request: true, then: () => {}, toJSON: () => ({}),
    })) Object.defineProperty(Object.prototype, name, { value, writable: true, configurable: true });
    Array.prototype[Symbol.iterator] = function* () {};
    Node.prototype.appendChild = Element.prototype.getAttribute = () => "";
    Element.prototype.checkVisibility = () => false;
    Object.defineProperty(Node.prototype, "textContent", { get: () => "" });
    globalThis.fetch = () => Promise.reject(new Error("mine"));
    globalThis.stoprule = { collect: () => ({ documents: [] }), marks: {} };
  </script>${OFFER}`),
  // Each holds the next, twelve of them.
  "/frames": html(`${OFFER}<script>
    let depth = 0;
    for (let at = window; at !== top; at = at.parent) depth++;
    if (depth < 12) {
      const frame = document.createElement("iframe");
      frame.srcdoc = document.documentElement.outerHTML;
      frame.name = "contentDocument";
      document.body.append(frame);
    }
  </script>`),
  // More than 100 MB of elements, without a byte of text.
  "/vast": html(`${OFFER}<div id="vast" hidden></div><script>
    const row = "<i></i>".repeat(1000);
    const vast = document.getElementById("vast");
    for (let i = 0; i < 1200; i++) vast.insertAdjacentHTML("beforeend", row);
  </script>`),
  "/hidden": html(`<p>Nothing is offered here.</p>
    <div style="display: none">${OFFER}</div><div style="visibility: hidden">${OFFER}</div>
    <div style="opacity: 0">${OFFER}</div><template>${OFFER}</template>`),
  "/shadow": html(`${"<p>A line.</p>".repeat(50)}<div id="host"></div><script>
    document.getElementById("host").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(OFFER)};
  </script>`),
};

const { chromium, close } = await open_extension({ pages: PAGES });
after(close);

test("a page beyond 5 MB is read that far, and the popup says so", async () => {
  const page = await chromium.open("/large");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "Stop");
  assert.ok((await popup.text("#unread")).includes("larger than 5 MB"));
  await page.close();
});

test("what is collected stays within the limits given, and says which was met", async () => {
  const page = await chromium.open("/shadow");
  await page.addScriptTag({ path: content });
  const collect = (/** @type {object} */ limits) =>
    page.evaluate(async (given) => {
      const wanted = { what: "page", request: false, limits: given };
      const { documents, cut } = await /** @type {any} */ (globalThis).stoprule.collect(wanted);
      return {
        cut,
        text: documents.map((/** @type {{text: string}} */ { text }) => text).join(""),
      };
    }, limits);
  const all = await collect({});
  assert.equal(all.cut, null);
  assert.deepEqual(await collect({ bytes: 20 }), { cut: "size", text: all.text.slice(0, 20) });
  const none = await collect({ milliseconds: 0, slice: 0 });
  assert.equal(none.cut, "time");
  assert.ok(none.text.length < all.text.length && all.text.startsWith(none.text));
  await page.close();
});

test("a page of a million elements is read for its share of time, and the popup says so", async () => {
  const page = await chromium.open("/vast");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "Stop");
  assert.ok((await popup.text("#unread")).includes("0.2 s"));
  await page.close();
});

test("frames within frames are read to a depth, and the rest is told", async () => {
  const page = await chromium.open("/frames");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "Stop");
  assert.match(await popup.text("#unread"), /hidden or editable: 1/);
  await page.close();
});

for (const path of ["/deep", "/storm", "/endless", "/clobbered", "/polluted", "/shadow"]) {
  test(`the offer on ${path} is read`, async () => {
    const page = await chromium.open(path);
    const popup = await chromium.click(page);
    assert.equal(await popup.text("#verdict-level"), "Stop");
    await page.close();
  });
}

test("what nobody can see is no offer", async () => {
  const page = await chromium.open("/hidden");
  const popup = await chromium.click(page);
  assert.equal(await popup.text("#verdict-level"), "No route");
  await page.close();
});

test("marks are boxes without words in a closed tree, and go when switched off", async () => {
  const page = await chromium.open("/offer");
  const popup = await chromium.click(page);
  await popup.text("#verdict-level");
  const host = page.locator("html > div[aria-hidden]");
  await host.waitFor({ state: "attached" });
  const seen = await host.evaluate((element) => ({
    shadow: element.shadowRoot,
    text: element.textContent,
    attributes: element.getAttributeNames().toSorted(),
  }));
  assert.deepEqual(seen, { shadow: null, text: "", attributes: ["aria-hidden", "style"] });
  assert.equal(await page.evaluate(() => "stoprule" in globalThis), false);
  await popup.press(".switch input");
  await host.waitFor({ state: "detached" });
  await popup.press(".switch input");
  await host.waitFor({ state: "attached" });
  await page.close();
});

test("a page can't speak to the extension, nor load a file of it", async () => {
  const page = await chromium.open("/offer");
  const outcome = await page.evaluate(async (own) => {
    const loaded = await fetch(own).then(
      () => "loaded",
      () => "refused",
    );
    return [loaded, typeof (/** @type {any} */ (globalThis).chrome?.runtime?.sendMessage)];
  }, chromium.own("popup.html"));
  assert.deepEqual(outcome, ["refused", "undefined"]);
  await page.close();
});
