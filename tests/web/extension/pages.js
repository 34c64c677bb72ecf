// pages.js - pages like those that people meet, served on this machine, with a list of what was requested.
import { createServer } from "node:http";
import { made_key } from "../made.js";

/** @param {string} title @param {string} body */
const html = (title, body) => `<!doctype html><html lang="en"><meta charset="utf-8">
<title>${title}</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

const offer = html(
  "Free keys",
  `<header><a href="/">Bright Relay</a></header>
  <h1>FREE GPT-4o API, unlimited</h1>
  <p>No signup, no
     rate limit, no ban. Grab one of the <b>shared keys</b> from our group.</p>
  <pre><code class="language-env">OPENAI_BASE_URL=https://free-gpt.bright-relay.example/v1
OPENAI_API_KEY=one-of-todays-keys</code></pre>
  <p style="display: none">Terms of service: Bright Relay Ltd.</p>`,
);

const docs = html(
  "Getting started",
  `<main><h1>Getting started with the OpenAI API</h1>
  <p>Create an account at OpenAI, add billing, and make an API key of your own in your project.</p>
  <pre><code class="language-python">from openai import OpenAI
client = OpenAI()  # reads OPENAI_API_KEY from the environment</code></pre>
  <p>Usage is billed to your organization; see <a href="https://openai.com/policies/terms-of-use">the
  terms</a>.</p></main>`,
);

const shop = html(
  "Blue mugs",
  `<main><h1>Blue mugs</h1><p>Stoneware, 300 ml. In stock.</p>
  <form><label>Coupon <input name="coupon" value="SPRING"></label><button>Add to basket</button></form></main>`,
);

const spa = html(
  "App",
  `<div id="app"><p>Welcome. Choose a page.</p></div>
  <button id="go">Offer</button>
  <script>
    document.getElementById("go").onclick = () => {
      history.pushState(null, "", "/spa/offer");
      document.getElementById("app").innerHTML =
        "<h1>FREE GPT-4 API unlimited</h1><p>No signup. Grab one of the <b>shared keys</b> from our group.</p>";
    };
  </script>`,
);

/** Two files of its own, of which the browser keeps one, and one of another site. @param {string} other */
const app = (other) =>
  html(
    "An app",
    `<h1>Ask the model</h1><p>A small app.</p>
  <script src="/kept.js"></script><script src="/not-kept.js"></script>
  <script src="${other}/other.js"></script>
  <script>const settings = { theme: "light" };</script>`,
  );

/** @param {number} seed */
const bundle = (seed) =>
  `(()=>{const key="${made_key(seed)}";globalThis.ask=()=>fetch("https://api.anthropic.com/v1/messages",{headers:{"x-api-key":key}})})();`;

/** Fields of every kind, each with a key that must not be seen. */
const form = () =>
  html(
    "Settings",
    `<h1>Settings</h1>
  <label>Key <input id="field" value="${made_key(11)}"></label>
  <textarea id="area" aria-label="Notes">${made_key(12)}</textarea>
  <div id="editable" contenteditable>${made_key(13)}</div>
  <div role="textbox" aria-label="Text">${made_key(14)}</div>
  <select aria-label="Keys"><option>${made_key(15)}</option></select>`,
  );

/** Frames of its own origin (one within another, one written into it), and some that stay closed. @param {string} other */
const framed = (other) =>
  html(
    "Framed",
    `<h1>A gallery</h1><p>Nothing is offered in the page itself.</p>
  <iframe src="/frame" title="one"></iframe>
  <iframe srcdoc="<p>Support answers around the clock.</p>" title="two"></iframe>
  <iframe src="${other}/offer" title="other"></iframe>
  <iframe srcdoc="<p>Shut away.</p>" sandbox title="sandboxed"></iframe>
  <iframe src="/app" style="display: none" title="hidden"></iframe>`,
  );
const frame = html(
  "Frame",
  `<p>Around it.</p><iframe src="/offer" title="inner"></iframe><iframe src="/form" title="form"></iframe>
  <script src="/kept.js"></script>`,
);

export const SITE = "http://bright.example";
const OTHER = "http://other.example";
/** What the browser asks by itself, for its account and for forms, whatever is installed. */
const OF_THE_BROWSER = new Set(["accounts.google.com:443", "content-autofill.googleapis.com:443"]);

/** @type {Record<string, string>} */
const PAGES = {
  "/offer": offer,
  "/docs": docs,
  "/shop": shop,
  "/spa": spa,
  "/form": form(),
  "/app": app(OTHER),
  "/framed": framed(OTHER),
  "/frame": frame,
  "/kept.js": bundle(1),
  "/not-kept.js": bundle(2),
  "/other.js": bundle(3),
};

/**
 * The whole network that the browser has: a proxy that serves the pages under names of their own, lets nothing
 * else through and lists everything that was asked for, by the browser itself too.
 * @param {Record<string, string>} [more] further pages, by path
 */
export async function serve_pages(more = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? "/", SITE);
    requests.push(`${host}${pathname}`);
    const script = pathname.endsWith(".js");
    response.setHeader("Content-Type", script ? "text/javascript" : "text/html; charset=utf-8");
    const kept = script && pathname !== "/not-kept.js";
    response.setHeader("Cache-Control", kept ? "max-age=3600" : "no-store");
    const text = more[pathname] ?? PAGES[pathname];
    if (text === undefined) response.statusCode = 404;
    response.end(text ?? "");
  });
  server.on("connect", (request, socket) => {
    if (!OF_THE_BROWSER.has(request.url ?? "")) requests.push(request.url ?? "");
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    ...{ requests, port },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
