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
  `(()=>{const key="${made_key(seed)}";fetch("https://api.anthropic.com/v1/messages",{headers:{"x-api-key":key}})})();`;

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

/** @param {Record<string, string>} [more] further pages, by path */
export async function serve_pages(more = {}) {
  /** @type {string[]} */
  const requests = [];
  /** @type {Record<string, string>} */
  const pages = { "/offer": offer, "/docs": docs, "/shop": shop, "/spa": spa, "/form": form() };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    requests.push(pathname);
    const script = pathname.endsWith(".js");
    response.setHeader("Content-Type", script ? "text/javascript" : "text/html; charset=utf-8");
    const kept = script && pathname !== "/not-kept.js";
    response.setHeader("Cache-Control", kept ? "max-age=3600" : "no-store");
    const other = `http://localhost:${port}`;
    const text =
      more[pathname] ??
      pages[pathname] ??
      { "/app": app(other), "/kept.js": bundle(1), "/not-kept.js": bundle(2) }[pathname] ??
      { "/other.js": bundle(3) }[pathname];
    if (text === undefined) response.statusCode = 404;
    response.end(text ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    requests,
    address: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
