// --ndjson: one line out for each line in, in order, whatever the lines hold.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { scan } from "../../web/lib/index.js";
import { check_whole, flood, killed } from "./flood.js";
import { PROGRAM, own_folder } from "./command.js";
import { made_key, secret_of, tells } from "./made.js";
import { valid_report } from "./schemas.js";

/** @param {string} input @param {string[]} [args] */
function filter(input, args = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [PROGRAM, "scan", "--ndjson", ...args],
    { input, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  assert.equal(stderr, "");
  return { status, lines: stdout.trimEnd().split("\n") };
}

test("a line is answered by the library's report, byte for byte", async () => {
  const text = `"${made_key()}"`;
  const { status, lines } = filter(`${JSON.stringify({ id: "a", text, uri: "x.js" })}\n`);
  const report = await scan({ uri: "x.js", text }, { today: JSON.parse(lines[0]).today });
  assert.equal(lines[0], JSON.stringify({ id: "a", report }));
  assert.equal(status, 0);
});

test("bad lines are answered in their place and end nothing", () => {
  const { status, lines } = filter(
    [
      '{"id":1,"text":"one"}',
      "not json",
      "[]",
      '{"id":4}',
      '{"id":5,"text":7}',
      '{"id":6,"text":"six","uri":[]}',
      "",
      '{"text":"no id"}',
      '{"id":{"any":["thing"]},"text":"\\ud800 \\u0000"}\r',
      '{"id":9,"text":"no line end"}',
    ].join("\n"),
  );
  const answers = lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ id, report, error }) => [id, report ? "report" : error.message]),
    [
      [1, "report"],
      [null, "not JSON"],
      [null, "not an object"],
      [4, "text is not a string"],
      [5, "text is not a string"],
      [6, "uri is not a string"],
      [null, "report"],
      [{ any: ["thing"] }, "report"],
      [9, "report"],
    ],
  );
  assert.equal(status, 0);
});

test("the exit code is 0 unless --fail-on is given", () => {
  const line = JSON.stringify({ id: 1, text: `"${made_key()}"` });
  assert.equal(filter(line).status, 0);
  assert.equal(filter(line, ["--fail-on", "error"]).status, 1);
  assert.equal(filter('{"id":1,"text":"x"}', ["--fail-on", "error"]).status, 0);
});

test("an error of use is told once, before any line", () => {
  const run = spawnSync(process.execPath, [PROGRAM, "scan", "--ndjson", "--today", "soon"], {
    input: '{"id":1,"text":"x"}\n'.repeat(3),
    encoding: "utf8",
  });
  assert.equal(run.status, 2);
  assert.equal(run.stdout, "");
});

test("answers come while the input is still open", async () => {
  const child = spawn(process.execPath, [PROGRAM, "scan", "--ndjson"]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (let id = 0; id < 5; id++) {
    child.stdin.write(`${JSON.stringify({ id, text: "x" })}\n`);
    const { value } = await lines.next();
    assert.equal(JSON.parse(value).id, id);
  }
  child.stdin.end();
  assert.equal((await lines.next()).done, true);
});

test("twenty thousand lines come back in order, in bounded memory", async () => {
  const { first, all } = await flood(process.execPath, [PROGRAM, "scan", "--ndjson"], 20_000);
  assert.ok(all - first < 60, `${first} MB, then ${all} MB`);
});

test("who writes slower than answers come gets them all, and nothing is told meanwhile", () => {
  const output = path.join(own_folder(), "answers");
  const input = `${JSON.stringify({ id: 1, text: "x" })}\n`.repeat(500);
  assert.deepEqual(filter(input, ["--output", output]), { status: 0, lines: [""] });
  assert.equal(readFileSync(output, "utf8").split("\n").length, 501);
});

test("killed in the middle, it has lost nothing that it had written", async () => {
  check_whole(await killed(process.execPath, [PROGRAM, "scan", "--ndjson"], 2000), 2000);
});

test("neither reports nor errors tell what a line held", () => {
  const key = made_key();
  const { lines } = filter(
    [
      JSON.stringify({ id: 1, text: `token "${key}"`, uri: `${key}.js` }),
      `{"id":2,"text":"${key}`,
      JSON.stringify({ id: 3, text: [key] }),
      JSON.stringify({ id: 4, text: "x", uri: { [key]: key } }),
      JSON.stringify([key]),
    ].join("\n"),
  );
  assert.equal(lines.length, 5);
  for (const line of lines) assert.ok(!tells(line, secret_of()), line);
  const { report } = JSON.parse(lines[0]);
  assert.equal(valid_report(report).findings.length, 1);
});
