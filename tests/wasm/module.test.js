// The module itself: what it exports and wants, how large it is, and that it says what the native core says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { load } from "../../web/lib/index.js";
import { made_key } from "../web/made.js";
import { valid_report } from "../web/schemas.js";

const root = new URL("../../", import.meta.url);
/** @param {string} name */
const at = (name) => fileURLToPath(new URL(name, root));

const bytes = readFileSync(at("build/wasm/bin/stoprule.wasm"));
const module = new WebAssembly.Module(bytes);

test("it exports what exports.txt lists, and its memory", () => {
  const listed = readFileSync(at("wasm/exports.txt"), "utf8").trim().split("\n");
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  for (const name of ["memory", ...listed]) assert.ok(names.includes(name), name);
});

test("it wants nothing of its host but calls that may fail", () => {
  for (const { module: from, kind } of WebAssembly.Module.imports(module)) {
    assert.equal(kind, "function");
    assert.ok(["wasi_snapshot_preview1", "env"].includes(from), from);
  }
});

test("it is small enough to travel with a page", () => {
  const { length } = brotliCompressSync(bytes);
  assert.ok(length <= 500_000, `${length} bytes`); // a ceiling; the goal is 300,000, and the bench prints it
});

const NATIVE = ["build/dev/bin/stoprule-native", "build/release/bin/stoprule-native"]
  .map(at)
  .find((file) => existsSync(file));

/** The cases of tests/corpus, their keys made. */
function corpus() {
  return ["audit", "scan"].flatMap((mode) => {
    const run = spawnSync(at("build/dev/bin/corpus_cases"), [mode], { encoding: "utf8" });
    assert.equal(run.status, 0, `${run.stderr}\nbuild it first: ./dev build`);
    return run.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  });
}

/** Texts of all kinds: the corpus, the page's samples, this repository's own sources, keys, broken UTF-8 as JSON can carry it. */
function texts() {
  const files = [
    "web/page/samples/",
    "web/cli/",
    "web/lib/",
    "core/include/stoprule/",
    "core/data/vendors/",
  ];
  const list = files.flatMap((folder) =>
    readdirSync(at(folder)).map((name) => ({
      uri: name,
      text: readFileSync(at(folder + name), "utf8"),
    })),
  );
  const key = made_key();
  return [
    ...corpus().map(({ uri, text }) => ({ uri, text })),
    ...list,
    { uri: "key.js", text: `const a = "${key}"; fetch("https://api.anthropic.com/v1/messages")` },
    {
      uri: ".env",
      text: `VITE_ANTHROPIC_API_KEY=${key}\r\nOPENAI_BASE_URL=http://10.0.0.1:8000/v1\r`,
    },
    { uri: "b64.txt", text: Buffer.from(`token: ${key}`).toString("base64") },
    { uri: "", text: "" },
    { uri: "odd\u0000name", text: "\u0000\ufffd\u{10ffff}🛑\u202e" },
  ];
}

test("native and WebAssembly give the same reports, byte for byte", async () => {
  assert.ok(NATIVE, "the native core is not built: ./dev build");
  const stoprule = await load(module);
  for (const mode of /** @type {const} */ (["audit", "scan"])) {
    const options = { mode, language: "zh", today: "2026-01-01" };
    const documents = texts();
    const input = documents.map((text, id) => JSON.stringify({ id, ...text }));
    const native = spawnSync(NATIVE, [mode, "--ndjson", "--options", JSON.stringify(options)], {
      input: `${input.join("\n")}\n`,
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    assert.equal(native.status, 0, native.stderr);
    const answers = native.stdout.trimEnd().split("\n");
    assert.equal(answers.length, input.length);
    for (const [id, { uri, text }] of documents.entries()) {
      const run = stoprule.start(options);
      run.begin({ uri });
      run.feed(text);
      run.end();
      assert.equal(`{"id":${id},"report":${run.finish()}}`, answers[id], uri);
      valid_report(JSON.parse(answers[id]).report);
      run.close();
    }
  }
});
