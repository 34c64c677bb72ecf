// The command line, as a shell sees it: what is read, what is told, which exit code.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { LANGUAGES } from "../../web/cli/arguments.js";
import { for_terminal } from "../../web/cli/output.js";
import { PROGRAM, own_folder, run_program } from "./command.js";
import { made_key } from "./made.js";

const folder = own_folder();

const LEAK = `export const key = "${made_key()}";\n`;

/** @param {string[]} args @param {{input?: string, env?: Record<string, string>}} [more] */
function run(args, { input = "", env = {} } = {}) {
  const { status, stdout, stderr } = run_program(args, folder, { input, env });
  return { status, stdout, stderr };
}

/** @param {string[]} args @param {{input?: string, env?: Record<string, string>}} [more] */
function report_of(args, more) {
  const { stdout } = run([...args, "--format", "json"], more);
  return JSON.parse(stdout);
}

/** @param {string} name @param {string | Uint8Array} content */
function file(name, content) {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
  return name;
}

test("help is there for each command, and for nothing", () => {
  assert.equal(run(["--help"]).status, 0);
  assert.equal(run([]).status, 2);
  for (const command of ["audit", "scan", "explain", "choose"]) {
    const { status, stdout } = run([command, "--help"]);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(`stoprule ${command}`));
    assert.equal(run(["help", command]).stdout, stdout);
  }
  const { version } = JSON.parse(
    readFileSync(new URL("../../web/package.json", import.meta.url), "utf8"),
  );
  assert.equal(run(["--version"]).stdout, `${version}\n`);
});

test("errors of use say what is wrong and exit with 2", () => {
  file("some/clean.js", "none");
  const cases = [
    [["scam"], 'there is no command "scam"'],
    [["scan"], "scan takes the paths"],
    [["scan", ""], "a path is empty"],
    [["scan", ".", "--output"], "--output takes a value"],
    [["scan", ".", "--fail-on", "--quiet"], "--fail-on takes a value"],
    [["scan", ".", "--quiet=yes"], "--quiet takes no value"],
    [["scan", ".", "--output", "no/such/place"], "no/such/place: its folder is not there"],
    [["scan", ".", "--output", "."], ".: it is a folder"],
    [["scan", ".", "--write-baseline", "."], ".: it is a folder"],
    [["scan", ".", "--root", "absent"], "absent: there is no such folder"],
    [["scan", ".", "--env-prefix", ""], "--env-prefix takes the beginning"],
    [["scan", "some", "--today", "2026-13-01"], "today"],
    [["scan", "absent"], "absent: nothing could be read"],
    [["init", "here"], "init takes no operands"],
    [["scan", ".", "--answer", "a=b"], "scan takes no --answer"],
    [["scan", ".", "--format", "xml"], "--format takes"],
    [["scan", ".", "--fail-on", "stop"], "--fail-on takes"],
    [["audit", "--fail-on", "error"], "--fail-on takes"],
    [["audit", "--today", "soon"], "today"],
    [["audit", "-", "offer.md"], "stands alone"],
    [["scan", ".", "--nonsense"], "there is no --nonsense"],
    [["explain"], "explain takes one id"],
    [["scan", ".", "--language", "english"], '--language takes en|zh, not "english"'],
    [["scan", ".", "--baseline", "absent.json"], "absent.json"],
  ];
  for (const [args, words] of /** @type {[string[], string][]} */ (cases)) {
    const { status, stdout, stderr } = run(args);
    assert.equal(status, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.ok(stderr.includes(words), `${args.join(" ")}: ${stderr}`);
  }
});

test("messages are in the languages that there are, by region too", () => {
  const names = readdirSync(new URL("../../core/data/messages", import.meta.url));
  assert.deepEqual(LANGUAGES, names.map((name) => path.basename(name, ".json")).sort());
  assert.ok(run(["explain", "owner", "--language", "zh-CN"]).stdout.includes("谁"));
  assert.equal(run(["explain", "owner"], { env: { LC_ALL: "fr_FR.UTF-8" } }).status, 0);
});

test("an error says where help is, or the place that is to be mended", () => {
  assert.ok(run(["scan", ".", "--nonsense"]).stderr.endsWith("see stoprule scan --help\n"));
  assert.ok(run(["scam"]).stderr.endsWith("see stoprule --help\n"));
  assert.equal(run(["scan", ".", "--rules", "absent"]).stderr.split("\n").length, 2);
});

test("an empty folder, a list that is no baseline and a prefix of nothing are told", () => {
  mkdirSync(path.join(folder, "empty"));
  const { status, stderr } = run(["scan", "empty"]);
  assert.equal(status, 2);
  assert.ok(stderr.includes("empty: no file is in it"), stderr);
  const clean = file("clean.js", "none");
  const other = file("other.json", '{"name": "a package"}');
  const no_baseline = run(["scan", clean, "--baseline", other]);
  assert.equal(no_baseline.status, 2);
  assert.ok(no_baseline.stderr.includes("other.json: neither a list"), no_baseline.stderr);
  const prefix = run(["scan", clean, "--env-prefix", "NONE_SUCH_"]);
  assert.equal(prefix.status, 0);
  assert.ok(prefix.stderr.includes("no variable begins with NONE_SUCH_"), prefix.stderr);
});

test("in a terminal, lines are broken where they can be read and code keeps its key in sight", () => {
  const key = `| ${"x".repeat(90)}gsk_********abcd${"y".repeat(90)}`;
  const report = [
    ...["STOP", "  error         one two three four five six seven eight nine", `      ${key}`],
    ...[`  12. ${"a b c d e f g h ".repeat(4)}`, "      warning of nothing ".repeat(4)],
  ].join("\n");
  const plain = for_terminal(report, { color: false, columns: 48 });
  for (const line of plain.split("\n")) assert.ok(line.length <= 48, line);
  assert.ok(plain.includes("gsk_********abcd"));
  assert.ok(plain.includes("\n                seven eight"), plain);
  assert.ok(plain.includes("\n      f g h"), plain);
  assert.equal(for_terminal(report, { color: false }), report);
  const colored = for_terminal(report, { color: true, columns: 48 });
  assert.ok(colored.startsWith("\u001b[31mSTOP\u001b[0m\n  \u001b[31merror\u001b[0m "), colored);
  assert.equal(stripVTControlCharacters(colored), plain);
});

test("scan exits with 1 for a leak, 0 for none, and as --fail-on says", () => {
  const leak = file("leak.js", LEAK);
  const clean = file("clean.js", "export const nothing = 1;\n");
  const json = ["--format", "json"];
  assert.equal(run(["scan", leak, ...json]).status, 1);
  assert.equal(run(["scan", clean, ...json]).status, 0);
  assert.equal(run(["scan", leak, "--fail-on", "never", ...json]).status, 0);
  assert.equal(run(["scan", leak, "absent.js", ...json]).status, 1);
  assert.equal(run(["scan", clean, "absent.js", ...json]).status, 2);
});

test("standard input is a document without a name", () => {
  const report = report_of(["scan", "-"], { input: LEAK });
  assert.deepEqual(report.documents, [{ uri: "", role: "output", bytes: LEAK.length }]);
  assert.equal(report.findings.length, 1);
  assert.equal(report_of(["audit"], { input: "hello" }).verdict.level, "none");
});

test("a folder is read whole, in order, hidden files too, packages and histories not", () => {
  for (const name of [
    "b.js",
    "a.js",
    ".env",
    "deep/er/c.css",
    "node_modules/p/x.js",
    ".git/config",
  ]) {
    file(`tree/${name}`, LEAK);
  }
  const uris = report_of(["scan", "tree"]).documents.map((/** @type {{uri: string}} */ d) => d.uri);
  assert.deepEqual(uris, ["tree/.env", "tree/a.js", "tree/b.js", "tree/deep/er/c.css"]);
  const named = report_of(["scan", "tree/node_modules"]).documents;
  assert.equal(named[0].uri, "tree/node_modules/p/x.js");
});

test("links are followed once and never in circles; what can't be read is named", () => {
  file("links/in/a.js", "1");
  file("outside/o.js", "2");
  symlinkSync("..", path.join(folder, "links/in/up"));
  symlinkSync("../outside", path.join(folder, "links/out"));
  symlinkSync("../outside/o.js", path.join(folder, "links/again.js"));
  symlinkSync("nowhere", path.join(folder, "links/dangling"));
  execFileSync("mkfifo", [path.join(folder, "links/pipe")]);
  const { status, stdout, stderr } = run(["scan", "links", "--format", "json"]);
  const uris = JSON.parse(stdout).documents.map((/** @type {{uri: string}} */ d) => d.uri);
  assert.deepEqual(uris, ["links/again.js", "links/in/a.js", "links/out/o.js"]);
  assert.equal(status, 2);
  assert.ok(stderr.includes("links/dangling: there is no such file"));
  assert.ok(stderr.includes("links/pipe: not a regular file"));
});

test("file names can't act in a terminal", () => {
  file("names/a\u001b[2Jb\u202e.js", "1");
  symlinkSync("nowhere", path.join(folder, "names/x\u001b]0;title\u0007\n::error::y"));
  const { stderr } = run(["scan", "names", "--format", "json"]);
  assert.ok(!stderr.includes("\u001b") && !stderr.includes("\u0007"));
  assert.equal(stderr.split("\n").filter((line) => line.startsWith("::")).length, 0);
});

test("packed files are unpacked, media is passed over, a broken archive is told", () => {
  file("packed/a.js.gz", gzipSync(LEAK));
  file("packed/b.js.br", brotliCompressSync(LEAK));
  file(
    "packed/c.png",
    Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from(LEAK)]),
  );
  file("packed/d.png", LEAK);
  const { stdout, stderr } = run(["scan", "packed", "--format", "json"]);
  const report = JSON.parse(stdout);
  const found = report.findings.map(
    (/** @type {any} */ f) => report.documents[f.location.document].uri,
  );
  assert.deepEqual(found, ["packed/a.js.gz", "packed/b.js.br", "packed/d.png"]);
  assert.ok(stderr.includes("1 images, fonts or recordings passed over"));
  file("cut.gz", gzipSync(LEAK).subarray(0, 30));
  const cut = run(["scan", "cut.gz", "--format", "json"]);
  assert.equal(cut.status, 2);
  assert.ok(cut.stderr.includes("cut.gz: only its beginning could be read"));
});

test("--output writes the report there, and nowhere else", () => {
  file("leak.js", LEAK);
  const { status, stdout } = run(["scan", "leak.js", "--format", "json", "--output", "out.json"]);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  const report = JSON.parse(readFileSync(path.join(folder, "out.json"), "utf8"));
  assert.equal(report.findings.length, 1);
  assert.equal(run(["scan", "leak.js", "--format", "json", "--output", "no/such/place"]).status, 2);
});

test("a report is a baseline for the next run", () => {
  file("leak.js", LEAK);
  const env = { STOPRULE_FINGERPRINT_KEY: "0123456789abcdef".repeat(2) };
  run(["scan", "leak.js", "--format", "json", "--output", "known.json"], { env });
  const again = run(["scan", "leak.js", "--format", "json", "--baseline", "known.json"], { env });
  const report = JSON.parse(again.stdout);
  assert.equal(again.status, 0);
  assert.equal(report.findings.length, 0);
  assert.equal(report.suppressed.length, 1);
});

test("a reader that goes away ends the run without a word", () => {
  file("leak.js", LEAK.repeat(2000));
  const script = `"${process.execPath}" "${PROGRAM}" scan leak.js --format json | head -c 10`;
  const { stderr } = spawnSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" });
  assert.equal(stderr, "");
});
