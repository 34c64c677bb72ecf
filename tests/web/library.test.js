// The library: every way to hand over a text gives the same report, and runs don't disturb each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { StopruleError, audit, load, scan } from "../../web/lib/index.js";
import { made_key, secret_of, tells } from "./made.js";
import { valid_report } from "./schemas.js";

const TEXT = `const key = "${made_key()}";\nfetch("https://api.anthropic.com/v1/messages");\n`;
const bytes = new TextEncoder().encode(TEXT);

test("text, bytes, a blob, pieces and a document give the same report", async () => {
  const expected = await scan(TEXT);
  assert.equal(expected.findings.length, 1);
  const halves = [bytes.subarray(0, 30), bytes.subarray(30)];
  async function* slowly() {
    for (const half of halves) yield half;
  }
  for (const input of [bytes, new Blob([TEXT]), slowly(), { text: TEXT }, [{ text: bytes }]]) {
    assert.deepEqual(await scan(input), expected);
  }
});

test("a text may be cut anywhere, between surrogates too", async () => {
  const long = `${"🛑".repeat(300_001)}\n${TEXT}`;
  const report = await scan(long);
  assert.deepEqual(report, await scan(new TextEncoder().encode(long)));
  assert.equal(report.findings[0].location.line, 2);
  const stoprule = await load();
  for (const cut of [1, 14, 20, 60, bytes.length - 1]) {
    const run = stoprule.start({ mode: "scan" });
    run.begin({});
    run.feed(bytes.subarray(0, cut));
    run.feed(bytes.subarray(cut));
    run.end();
    assert.deepEqual(JSON.parse(run.finish()), await scan(TEXT));
    run.close();
  }
});

test("columns count UTF-16 units", async () => {
  const [finding] = (await scan(`🛑🛑 "${made_key()}"`)).findings;
  assert.equal(finding.location.column, 7);
  assert.equal(finding.location.begin, 10);
});

test("documents are told apart", async () => {
  const report = await scan([
    { uri: "a.js", text: "let nothing;" },
    { uri: "b.js", text: TEXT },
  ]);
  assert.deepEqual(
    report.documents.map(({ uri }) => uri),
    ["a.js", "b.js"],
  );
  assert.equal(report.findings[0].location.document, 1);
});

test("no report holds the secret", async () => {
  for (const run of [scan, audit]) {
    assert.ok(!tells(JSON.stringify(valid_report(await run(TEXT))), secret_of()));
  }
});

test("an unknown option, a bad value and a wrong order are errors of use", async () => {
  const stoprule = await load();
  const code = (/** @type {string} */ wanted) => (/** @type {unknown} */ error) =>
    error instanceof StopruleError && error.code === wanted;
  // @ts-expect-error a name that there is not
  await assert.rejects(audit("", { nonsense: 1 }), code("usage"));
  await assert.rejects(audit("", { today: "yesterday" }), code("usage"));
  const run = stoprule.start();
  assert.throws(() => run.feed("x"), code("state"));
  run.close();
  assert.throws(() => stoprule.start().render("json"), code("state"));
});

test("runs may be open at the same time", async () => {
  const stoprule = await load();
  const runs = [1, 2, 3].map(() => stoprule.start({ mode: "scan" }));
  runs.forEach((run, i) => run.begin({ uri: `${i}.js` }));
  runs.forEach((run, i) => run.feed(`"${made_key(i + 1)}"`));
  runs.forEach((run) => run.end());
  const reports = runs.map((run) => JSON.parse(run.finish()));
  runs.forEach((run) => run.close());
  reports.forEach((report, i) => {
    assert.equal(report.documents[0].uri, `${i}.js`);
    assert.equal(report.findings.length, 1);
  });
});

test("after a trap the instance is thrown away and the next audit works", async () => {
  const stoprule = await load();
  const run = stoprule.start({ mode: "scan" });
  run.begin({});
  const { core } = /** @type {any} */ (run);
  const beyond = () => core.exports.stoprule_feed(core.size - 1, 1 << 20);
  assert.throws(() => core.checked(beyond), { code: "crash" });
  assert.throws(() => run.feed("x"), { code: "crash" });
  run.close();
  assert.equal((await stoprule.scan(TEXT)).findings.length, 1);
});

test("out of memory is said in words, and the next audit works", async () => {
  const stoprule = await load();
  const run = stoprule.start();
  run.begin({});
  const { core } = /** @type {any} */ (run);
  // All that the module can get, down to pieces too small for the next page of text.
  for (let size = 2 ** 29; size >= 2 ** 16; size /= 2) {
    while (core.exports.stoprule_alloc(size) !== 0);
  }
  assert.throws(
    () => {
      for (let i = 0; i < 20; i++) run.feed("words ".repeat(1 << 17));
    },
    { code: "memory" },
  );
  run.close();
  assert.equal((await stoprule.scan(TEXT)).findings.length, 1);
});

test("ten thousand audits in one instance don't grow it", async () => {
  const stoprule = await load();
  await stoprule.scan(TEXT);
  await stoprule.audit(TEXT);
  const { idle } = /** @type {any} */ (stoprule);
  const before = idle[0].size;
  for (let i = 0; i < 10_000; i++) {
    if (i % 50 === 0) await stoprule.scan(TEXT);
    else if (i % 50 === 1) await stoprule.audit("Unlimited GPT for free.");
    else await stoprule.scan(`offer ${i}`);
  }
  assert.equal(idle.length, 1);
  assert.equal(idle[0].size, before);
});

test("the module is found without files too, as bundlers and workers need it", async () => {
  const { module_bytes } = await import("../../web/lib/module-embedded.js");
  const stoprule = await load(await module_bytes());
  assert.deepEqual(await stoprule.scan(TEXT), await scan(TEXT));
});
