// Secrets stay where they are: everything that a run writes, whatever goes wrong in it, is searched for
// the keys and own secrets that it was given, in plain and in encoded form.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { zipSync } from "fflate";
import { FORMATS } from "../../web/cli/arguments.js";
import { check } from "../../web/plugin/core.js";
import plugin from "../../web/plugin/esbuild.js";
import { PROGRAM, own_folder } from "./command.js";
import { made_key, random_text, secret_of } from "./made.js";

const home = own_folder();

const OWN = random_text(28, 101);
const OWN_OF_ENVIRONMENT = random_text(28, 102);
const FINGERPRINT_KEY = random_text(40, 103);
const KEYS = Array.from({ length: 20 }, (_, i) => i + 1);
/** What must not be seen. */
const SECRETS = [...KEYS.map(secret_of), OWN, OWN_OF_ENVIRONMENT, FINGERPRINT_KEY];
const EIGHT = 8;

const base64 = (/** @type {string} */ text) => Buffer.from(text).toString("base64");
const percent = (/** @type {string} */ text) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join("");
const reversed = (/** @type {string} */ text) => [...text].reverse().join("");

/** Each form of any eight characters, but for the secret's end. @type {Map<string, string>} */
const FORMS = new Map();
for (const [i, secret] of SECRETS.entries()) {
  const hidden = secret.slice(0, -4);
  for (let at = 0; at + EIGHT <= hidden.length; at++) {
    const piece = hidden.slice(at, at + EIGHT);
    const what = `secret ${i + 1} from ${at}`;
    FORMS.set(piece.toLowerCase(), what);
    FORMS.set(reversed(piece).toLowerCase(), `${what}, reversed`);
    FORMS.set(Buffer.from(piece).toString("hex"), `${what}, hex`);
    FORMS.set(percent(piece), `${what}, percent`);
    // Where a group of three bytes begins is not known: the letters that depend on neighbours go.
    for (const before of [0, 1, 2]) {
      const all = Buffer.from("\0".repeat(before) + piece).toString("base64url");
      const [begin, end] = [Math.ceil((before * 8) / 6), Math.floor(((before + EIGHT) * 8) / 6)];
      FORMS.set(all.slice(begin, end).toLowerCase(), `${what}, base64`);
    }
  }
}
const LENGTHS = [...new Set([...FORMS.keys()].map((form) => form.length))];

/** What of a secret a text tells; "" where it tells none. @param {string} text */
function told_by(text) {
  const plain = text.toLowerCase().replaceAll("+", "-").replaceAll("/", "_");
  for (let at = 0; at < plain.length; at++) {
    for (const length of LENGTHS) {
      const what = FORMS.get(plain.slice(at, at + length));
      if (what) return what;
    }
  }
  return "";
}

/** @param {string} name @param {string} text */
function silent(name, text) {
  assert.equal(told_by(text), "", name);
}

/** @param {string} name @param {string | Uint8Array} content */
function file(name, content) {
  const place = path.join(home, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
}

/** All files below a folder and their names. @param {string} folder @returns {string} */
function everything_in(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const place = path.join(folder, entry.name);
      const inside = entry.isDirectory() ? everything_in(place) : readFileSync(place, "latin1");
      return `${entry.name}\n${inside}`;
    })
    .join("\n");
}

/** On a terminal, where half a second passes between any two looks at the clock. */
const ON_A_TERMINAL = `data:text/javascript,${encodeURIComponent(
  "process.stderr.isTTY = true; const now = Date.now; let more = 0; Date.now = () => now() + (more += 600);",
)}`;

let runs = 0;
/**
 * Runs the program, and searches all that it wrote.
 * @param {string[]} args @param {{input?: string, terminal?: boolean}} [more]
 */
function run(args, { input = "", terminal = false } = {}) {
  const out = path.join(home, `written-${runs++}`);
  mkdirSync(path.join(out, "tmp"), { recursive: true });
  const program = [...(terminal ? ["--import", ON_A_TERMINAL] : []), PROGRAM];
  const filled = args.map((arg) => arg.replace("OUT", out));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...filled], {
    ...{ cwd: home, input, encoding: "utf8", maxBuffer: 1 << 28 },
    env: {
      ...{ PATH: process.env.PATH, LANG: "C.UTF-8", TMPDIR: path.join(out, "tmp") },
      ...{ APP_TOKEN: OWN_OF_ENVIRONMENT, STOPRULE_FINGERPRINT_KEY: FINGERPRINT_KEY },
    },
  });
  const name = args.join(" ").slice(0, 60);
  silent(`${name}: standard output`, stdout);
  silent(`${name}: standard error`, stderr);
  const written = everything_in(out);
  silent(`${name}: files`, written);
  assert.ok(!stderr.includes("    at "), `a stack: ${stderr}`);
  return { status, stdout, stderr, written };
}

const leak = (/** @type {number} */ seed) => `globalThis.k${seed} = "${made_key(seed)}";\n`;

/** A project whose every part holds a key, and where much is broken. */
function plant() {
  file("package.json", "{}");
  file(
    "dist/app.js",
    `${leak(1)}fetch("https://api.anthropic.com/v1/messages?key=${made_key(1)}");\nz="${encodeURIComponent(`a b/${made_key(2)}`)}";w="${base64(`token ${made_key(3)}`)}";\n//# sourceMappingURL=app.js.map\n`,
  );
  file("dist/own.js", `x="${OWN}";y=atob("${base64(OWN)}");v="${OWN_OF_ENVIRONMENT}";\n`);
  const map = { version: 3, sources: [`../src/${made_key(4)}.js`], mappings: "AAAA" };
  file("dist/app.js.map", JSON.stringify({ ...map, sourcesContent: [leak(1) + leak(5)] }));
  file("dist/mapped.js", `${leak(6)}//# sourceMappingURL=mapped.js.map\n`);
  file("dist/mapped.js.map", `{"version": 3, "sources": ["${made_key(6)}", ${made_key(6)}`);
  file("dist/inline.js", `${leak(7)}//# sourceMappingURL=data:application/json,%${made_key(7)}`);
  file("dist/page.html", `<script>${leak(8)}</script>${percent(made_key(8))}`);
  file("dist/a.gz", gzipSync(leak(9)));
  file("dist/b.css.br", brotliCompressSync(leak(9)));
  file("dist/c.zip", zipSync({ [`in/${made_key(10)}.js`]: Buffer.from(leak(10)) }));
  file("dist/cut.gz", gzipSync(leak(11).repeat(99)).subarray(0, 60));
  file(`dist/${made_key(12)}.js`, "nothing");
  file(`dist/${made_key(13)}/cut.zip`, zipSync({ "x.js": Buffer.from(leak(13)) }).subarray(0, 99));
  for (const form of /** @type {const} */ (["base64url", "hex"])) {
    const name = Buffer.from(made_key(12)).toString(form);
    file(`dist/${name}.gz`, gzipSync(leak(12)).subarray(0, 40));
  }
  symlinkSync("nowhere", path.join(home, `dist/${made_key(14)}.lnk`));
  file(".env", `VITE_KEY=${made_key(1)}\nTOKEN='${made_key(15)}'\n`);
  file(".env.own", `PASS=${OWN}\nSHORT=abc\n`);
  file("src/main.js", leak(1) + leak(6));
  file(
    "offer.md",
    `# Free unlimited GPT-4 keys\n\n- ${made_key(16)}\n- https://relay.example.com/${made_key(16)}/v1\n\n\`\`\`\nOPENAI_BASE_URL=https://${made_key(17)}@relay.example.com/v1\nOPENAI_API_KEY=${made_key(17)}\n\`\`\`\n\nError 429 insufficient_quota for ${made_key(16)}\n`,
  );
}
plant();

test("the search sees a secret in each of its forms", () => {
  const piece = SECRETS[3].slice(20, 40);
  for (const text of [
    piece.slice(3, 11),
    reversed(piece),
    Buffer.from(piece).toString("hex").toUpperCase(),
    percent(piece).toUpperCase(),
    ...["", "a", "ab"].map((before) => base64(before + piece)),
    Buffer.from(piece).toString("base64url"),
  ]) {
    assert.ok(told_by(`words ${text} words`), text);
  }
  assert.equal(told_by(`the end ${SECRETS[3].slice(-4)}`), "");
});

test("no format, baseline, note, progress or temporary file tells a secret", () => {
  const own = ["--secrets", ".env.own", "--env-prefix", "APP_"];
  const unowned = readdirSync(path.join(home, "dist"))
    .filter((name) => name !== "own.js")
    .map((name) => `dist/${name}`);
  for (const [i, format] of FORMATS.entries()) {
    const quiet = i % 2 ? ["--quiet"] : [];
    const to = ["--format", format, ...quiet];
    const scan = run(["scan", "dist", "src", ".env", ...own, ...to], { terminal: true });
    assert.equal(scan.status, 1, scan.stderr);
    assert.ok(scan.stdout.includes("anthropic"), "or nothing was found");
    if (!i) assert.ok(scan.stderr.includes("files, "), "or there was no progress");
    if (quiet.length === 0) assert.ok(scan.stderr.includes("there is no such file"), scan.stderr);
    const written = run([
      ...["scan", "dist", ...own, ...to],
      ...["--output", "OUT/report", "--write-baseline", "OUT/baseline.json"],
    ]);
    assert.ok(written.written.includes("k1:") && written.written.includes("anthropic"));
    // An audit takes no values of one's own: what it can't know it can't hide.
    const audit = run(["audit", "offer.md", ...unowned, ".env", ...to, "--output", "OUT/report"]);
    assert.notEqual(audit.status, 0, audit.stderr);
    assert.ok(audit.written.includes("anthropic") || audit.written.includes("STOP"));
    run(["audit", ...to], { input: readFileSync(path.join(home, "offer.md"), "utf8") });
  }
});

test("no error tells what stands in a file that is broken", () => {
  const key = made_key(18);
  const broken = [
    `{"failOn": ${key}}`,
    `{"${key}": 1}`,
    `{"failOn": "${key}\\q"}`,
    `{"failOn": "${key}"}`,
    `{"baseline": ["${key}.json"]}`,
    `{"limits": {"${key}": 1}}`,
    `{"ignores": [{"reason": "x", "rule": "${key}", "until": "${key}"}]}`,
    `{"ignores": [{"${key}": "${key}"}]}`,
    `{"failOn": "error", "${key}": 1, "${key}": 2}`,
    key,
  ];
  for (const text of broken) {
    file("broken.json", text);
    const { status, stderr } = run(["scan", "dist/a.gz", "--config", "broken.json", "--quiet"]);
    assert.equal(status, 2, text);
    assert.ok(stderr.includes("stoprule: "), stderr);
  }
  for (const text of [key, `{"id": "${key}"}`, `{"id": "a", "${key}": ${key}}`, `["${key}"]`]) {
    file("rules.json", text);
    assert.equal(run(["scan", "dist", "--rules", "rules.json"]).status, 2, text);
    run(["scan", "dist", "--baseline", "rules.json"]);
  }
  for (const args of [
    ["scan", key],
    ["scan", "dist", "--today", key],
    ["scan", "dist", "--limit", key],
    ["scan", "dist", `--${key}`],
    ["scan", "dist", "--output", `no/${key}/report`],
    ["explain", key],
    [key],
  ]) {
    assert.equal(run(args).status, 2, args.join(" "));
  }
});

test("no fatal error tells a value of one's own, be the command line wrong or right", () => {
  file("own-in-config.json", `{"${OWN}": 1}`);
  const rules = {
    id: "x",
    name: "X",
    kind: "service",
    as_of: "2026",
    sources: ["https://x.example"],
  };
  file("own-in-rules.json", JSON.stringify({ ...rules, [OWN]: 1 }));
  for (const wrong of [
    ["--output", `no/${OWN}/report`],
    ["--write-baseline", `no/${base64(OWN)}/known.json`],
    ["--rules", OWN],
    ["--rules", "own-in-rules.json"],
    ["--baseline", `${OWN}.json`],
    ["--config", OWN],
    ["--config", "own-in-config.json"],
    ["--limit", OWN],
    ["--fail-on", percent(OWN)],
    [`--${OWN}`],
    ["--limit", OWN_OF_ENVIRONMENT],
    ["--secrets", OWN],
  ]) {
    const own = ["--env-prefix", "APP_", "--secrets=.env.own"];
    const { status, stderr } = run(["scan", "dist/a.gz", ...own, ...wrong]);
    assert.equal(status, 2, wrong.join(" "));
    assert.ok(stderr.includes("****"), `masked, or it says nothing of it: ${stderr}`);
  }
});

test("no line of --ndjson tells a secret, nor does a bad one's error", () => {
  const key = made_key(19);
  const input = [
    JSON.stringify({ id: 1, text: leak(19), uri: `${key}.js` }),
    JSON.stringify({ id: 2, text: "words", uri: `${made_key(20)}.js` }),
    `{"id":3,"text":"${key}`,
    `{"id":4,"text":["${key}"]}`,
    `"${key}"`,
    JSON.stringify({ id: 5, text: OWN + base64(OWN) }),
  ].join("\n");
  const { stdout } = run(["scan", "--ndjson", "--secrets", ".env.own"], { input });
  assert.equal(stdout.trimEnd().split("\n").length, 6);
  run(["audit", "--ndjson", "--output", "OUT/lines"], { input });
});

test("no message of a bundler's plugin tells a secret", async () => {
  const options = {
    ...{ absWorkingDir: home, entryPoints: ["src/main.js"], bundle: true, sourcemap: true },
    ...{ outdir: "built", logLevel: /** @type {const} */ ("silent") },
  };
  await assert.rejects(
    esbuild.build({ ...options, plugins: [plugin({ envFile: [path.join(home, ".env.own")] })] }),
    (/** @type {any} */ error) => {
      silent("the error", `${error.stack} ${JSON.stringify(error)}`);
      assert.equal(error.errors.length, 4, "or nothing was found");
      return true;
    },
  );
  const told = await esbuild.build({ ...options, plugins: [plugin({ failOn: "never" })] });
  silent("the warnings", JSON.stringify(told.warnings));
  assert.equal(told.warnings.length, 4);
  // What could not be read is told by its name.
  const place = `built/${made_key(20)}.${base64(OWN)}.gz`;
  const files = [{ uri: place, file: path.join(home, place) }];
  const { unread } = await check(files, { envFile: [path.join(home, ".env.own")] }, home);
  silent("what was not read", unread.join());
  assert.ok(unread.length === 1 && unread[0].includes("there is no such file"), unread[0]);
});
