// Ten thousand audits and scans in one instance. Patterns learn from texts they have not seen, within a bound
// of their own, so the texts come again and again: from the second time on nothing may be left of an audit, not
// only no page of memory, but no byte.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../web/lib/index.js";
import { made_key } from "../web/made.js";

const ROUNDS = 10_000;
const DIFFERENT = 1_000; // texts; a multiple of their kinds and modes

/** @param {ArrayBuffer} memory */
const measured = (memory) => ({
  size: memory.byteLength,
  used: new Uint8Array(memory).reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0),
});

/** @param {number} round what differs from audit to audit: keys, hosts, lengths, mode */
const text_of = (round) =>
  [
    `Free unlimited GPT keys, no ban, shared with all:\n\n- ${made_key(round)}\n`,
    `OPENAI_BASE_URL=https://h${round}.example.com/v1\nANTHROPIC_API_KEY=${made_key(round)}\n`,
    `const a = "${made_key(round)}"; fetch("https://api.anthropic.com/v1/messages");\n`,
    `${"words and words, ".repeat(round % 500)}\n`,
  ][round % 4];

test("audits in one instance don't add up", async (context) => {
  const stoprule = await load();
  /** @type {any} */
  let core;
  let early = { size: 0, used: 0 };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const run = stoprule.start({ mode: round % 8 < 4 ? "audit" : "scan" });
    await run.add({ uri: `f${round % 10}.txt`, text: text_of(round % DIFFERENT) });
    assert.ok(run.finish_bytes().length > 0);
    run.close();
    const { idle } = /** @type {any} */ (stoprule);
    core ??= idle[0];
    assert.ok(idle.length === 1 && idle[0] === core, "one instance serves all");
    if (round === 2 * DIFFERENT) early = measured(core.exports.memory.buffer);
  }
  const late = measured(core.exports.memory.buffer);
  context.diagnostic(`${JSON.stringify(early)}, then ${JSON.stringify(late)}`);
  assert.deepEqual(late, early);
});
