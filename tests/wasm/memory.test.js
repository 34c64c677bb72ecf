// The module's memory: what an audit was given is gone when it is closed, and audits don't add up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../web/lib/index.js";
import { made_key, secret_of } from "../web/made.js";

/** @param {import("../../web/lib/index.js").Stoprule} stoprule */
const memory_of = (stoprule) => {
  const { idle } = /** @type {any} */ (stoprule);
  assert.equal(idle.length, 1);
  return Buffer.from(idle[0].exports.memory.buffer);
};

/** Each four bytes the other way round, as a digest's words hold them. @param {string} text @param {number} from */
function swapped(text, from) {
  const bytes = Buffer.from(text.slice(from, from + ((text.length - from) & ~3)));
  return bytes.swap32().toString();
}

/** Whether some of a text stands there, also where it was cut. @param {Buffer} memory @param {string} text */
function holds(memory, text) {
  return [text, ...[0, 1, 2, 3].map((from) => swapped(text, from))].some((form) => {
    for (let at = 0; at + 8 <= form.length; at += 16) {
      if (memory.includes(form.slice(at, at + 8), 0, "latin1")) return true;
    }
    return false;
  });
}

const base64 = (/** @type {string} */ text) => Buffer.from(text).toString("base64");
const fingerprint_key = secret_of(77);

/** Keys in all the places that the core copies texts from. @type {Record<string, string>} */
const TEXTS = {
  "a.js": `const a="${made_key(1)}";fetch("https://api.anthropic.com/v1/messages")`,
  ".env": `ANTHROPIC_API_KEY=${made_key(2)}\nOPENAI_BASE_URL=https://a.example.com/${made_key(2)}/v1\n`,
  "offer.md": `Free unlimited GPT keys:\n\n- ${made_key(3)}\n- \`curl -H "x-api-key: ${made_key(3)}" https://b.example.com/v1\`\n`,
  "a.json": JSON.stringify({ base_url: "https://c.example.com", env: `KEY=${made_key(4)}` }),
  "a.yaml": `env:\n  - name: ANTHROPIC_API_KEY\n    value: "${made_key(5)}"\n`,
  "b64.txt": `data: ${base64(`token: ${made_key(6)}`)}`,
  "long.md": `${"words and words, ".repeat(20_000)} "${made_key(7)}"`,
};
const SECRETS = [1, 2, 3, 4, 5, 6, 7].map((seed) => secret_of(seed));

test("no secret is left in memory after close, in plain or encoded form", async () => {
  const stoprule = await load();
  for (const mode of /** @type {const} */ (["audit", "scan"])) {
    const run = stoprule.start({ mode, fingerprint_key });
    for (const [uri, text] of Object.entries(TEXTS)) {
      run.begin({ uri });
      for (let at = 0; at < text.length; at += 1000) run.feed(text.slice(at, at + 1000));
      run.end();
    }
    run.begin({ uri: "src/a.ts", role: "origin" });
    run.feed(`export const key = "${made_key(1)}";`);
    run.end();
    const held = Buffer.from(/** @type {any} */ (run).core.exports.memory.buffer);
    assert.ok(holds(held, SECRETS[0]), "or the search would show nothing");
    assert.ok(JSON.parse(run.finish()).findings.length >= 5);
    run.close();
    const memory = memory_of(stoprule);
    for (const [i, secret] of SECRETS.entries()) {
      assert.ok(!holds(memory, secret), `${mode}: key ${i + 1} is still there`);
      assert.ok(
        !holds(memory, base64(`token: ${made_key(i + 1)}`).slice(30, 100)),
        `${mode}: encoded`,
      );
    }
    assert.ok(!holds(memory, fingerprint_key), `${mode}: the fingerprint key is still there`);
  }
});

test("a run that is closed half-way leaves nothing either", async () => {
  const stoprule = await load();
  const run = stoprule.start({ mode: "audit" });
  run.begin({ uri: "a.js" });
  run.feed(TEXTS["a.js"]);
  run.end();
  run.close();
  assert.ok(!holds(memory_of(stoprule), SECRETS[0]));
});
