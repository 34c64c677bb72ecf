// What a project has settled: its config file, ignores, baselines, rules and own secrets.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { PROGRAM, own_folder, run_program } from "./command.js";
import { made_key, random_text, secret_of, tells } from "./made.js";
import { valid_sarif } from "./schemas.js";

const top = fileURLToPath(new URL("../../", import.meta.url));
const folder = own_folder();
const LEAK = `export const key = "${made_key()}";\n`;
const KEY = { STOPRULE_FINGERPRINT_KEY: random_text(32, 9) };

let count = 0;
/** @param {Record<string, string>} files */
function project(files) {
  const root = path.join(folder, `project-${count++}`);
  mkdirSync(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

/** @param {string} root @param {string[]} args @param {Record<string, string>} [env] */
function run(root, args, env = {}) {
  return run_program(args, root, { env });
}

/** @param {string} root @param {string[]} args @param {Record<string, string>} [env] */
function report_of(root, args, env) {
  const { stdout, stderr } = run(root, [...args, "--format", "json"], env);
  assert.ok(stdout, stderr);
  return JSON.parse(stdout);
}

test("the config file says when a scan fails and what is ignored, with comments in it", () => {
  const root = project({
    "app/dist/a.js": LEAK,
    "stoprule.config.json": `{
      // samples of the manual
      "ignores": [{ "path": "app/dist/*.js", "reason": "a sample", /* for now */ "until": "2026-12-31", }],
      "failOn": "warning"
    }`,
  });
  const args = ["scan", "app/dist", "--today"];
  assert.equal(run(root, [...args, "2026-12-31"]).status, 0);
  const report = report_of(root, [...args, "2026-12-31"]);
  assert.deepEqual(
    report.suppressed.map((/** @type {any} */ one) => [one.by, one.reason]),
    [["config", "a sample"]],
  );
  const later = report_of(root, [...args, "2027-01-01"]);
  assert.equal(later.findings[0].facts.ignored_until, "2026-12-31");
  assert.equal(run(root, [...args, "2027-01-01"]).status, 1);
});

test("a config file in what is scanned settles nothing", () => {
  const config = JSON.stringify({ ignores: [{ path: "**", reason: "trust me" }] });
  const root = project({ "dist/a.js": LEAK, "dist/stoprule.config.json": config });
  assert.equal(run(root, ["scan", "dist"]).status, 1);
  assert.equal(run(root, ["scan", "dist", "--config", "dist/stoprule.config.json"]).status, 0);
});

test("an error in the config file names its line and the cure", () => {
  const cases = [
    ['{\n "failOn": "error"\n "root": "." }', ':3: put a "," behind the value of "failOn"'],
    ['{\n\n "failOnn": "error" }', ':3: "failOnn" is not known; there are failOn,'],
    ['{ "baseline": 3 }', ':1: "baseline" takes a string or a list of strings'],
    ["{ \"failOn\": 'error' }", "put strings into double quotes"],
    ['{\n "ignores": [\n {\n "rule": "key/x" } ] }', ":3: ignores[0].reason is required"],
    [
      '{\n "ignores": [\n {"reason": "y",\n "rule": "x", "until": "soon"} ] }',
      ":4: ignores[0].until must be a day",
    ],
    ['{ "limits": {\n "findings": 0 } }', ":2: limits.findings must be from 1"],
    ['{ "failOn": "error" } x', ":1: remove what stands behind the end"],
    ['{ "failOn": "error", "failOn": "note" }', '"failOn" stands twice'],
  ];
  for (const [text, words] of cases) {
    const root = project({ "a.js": "1", "stoprule.config.json": text });
    const { status, stderr } = run(root, ["scan", "a.js"]);
    assert.equal(status, 2, text);
    assert.ok(stderr.includes(`stoprule.config.json`) && stderr.includes(words), stderr);
  }
  assert.equal(run(project({}), ["scan", ".", "--config", "absent.json"]).status, 2);
});

test("a baseline holds no secret and survives a rebuild under other names", () => {
  const root = project({ "dist/app-1a2b.js": LEAK });
  assert.equal(run(root, ["scan", "dist", "--write-baseline", "known.json"], KEY).status, 1);
  const known = readFileSync(path.join(root, "known.json"), "utf8");
  assert.ok(!tells(known, secret_of()) && !known.includes(secret_of().slice(-4)), known);
  rmSync(path.join(root, "dist"), { recursive: true });
  mkdirSync(path.join(root, "dist"));
  writeFileSync(path.join(root, "dist/app-9f8e.js"), `/* moved */;(()=>{let a="${made_key()}"})()`);
  assert.equal(run(root, ["scan", "dist", "--baseline", "known.json"], KEY).status, 0);
  writeFileSync(path.join(root, "dist/other.js"), `k="${made_key(7)}"`);
  assert.equal(run(root, ["scan", "dist", "--baseline", "known.json"], KEY).status, 1);
  const { status, stderr } = run(root, ["scan", "dist", "--baseline", "known.json"]);
  assert.equal(status, 2);
  assert.ok(stderr.includes("was made with a fingerprint key"), stderr);
});

test("an inline marker counts in a source that git keeps, and nowhere else", () => {
  const marked = `// stoprule-ignore-next-line -- a test account\n${LEAK}`;
  const root = project({
    "src/a.js": marked,
    "src/b.js": `// stoprule-ignore-next-line\n${LEAK}`,
    "src/untracked.js": marked,
    "dist/c.js": marked,
    "vendor/d.js": marked,
  });
  const git = (/** @type {string[]} */ ...args) => execFileSync("git", args, { cwd: root });
  git("init", "-q");
  git("add", "src/a.js", "src/b.js", "dist", "vendor");
  const report = report_of(root, ["scan", "."]);
  const uri_of = (/** @type {any} */ f) => report.documents[f.location.document].uri;
  assert.deepEqual(report.findings.map(uri_of), [
    ...["dist/c.js", "src/b.js", "src/untracked.js", "vendor/d.js"],
  ]);
  assert.deepEqual(
    report.suppressed.map((/** @type {any} */ one) => [uri_of(one.finding), one.by, one.reason]),
    [["src/a.js", "inline", "a test account"]],
  );
});

test("your own secrets are found exactly and encoded; what can't be looked for is listed", () => {
  const secret = `${random_text(9, 3)} &'${random_text(9, 4)}`;
  const packed = Buffer.from(secret).toString("base64");
  const root = project({
    ".env.server": `PASS="${secret}"\nDEBUG=true\nPORT=3000\n`,
    "dist/a.js": `x=${JSON.stringify(secret)};y=atob("${packed}");z="${encodeURIComponent(secret)}"`,
    "dist/b.js": 'x="true 3000"',
  });
  const args = ["scan", "dist", "--secrets", ".env.server"];
  const report = report_of(root, args);
  const found = report.findings.filter((/** @type {any} */ f) => f.rule_id === "own/secret");
  assert.deepEqual(
    found.map((/** @type {any} */ f) => f.hidden_by),
    ["", "base64", "percent"],
  );
  assert.ok(!tells(JSON.stringify(report), secret));
  assert.equal(report.findings[0].facts.value_of, "PASS");
  const unchecked = report.incomplete.map((/** @type {any} */ one) => one.message.text);
  assert.equal(unchecked.length, 2);
  assert.ok(unchecked[0].includes(".env.server: DEBUG"), unchecked[0]);
  assert.equal(run(root, args).status, 1);
  rmSync(path.join(root, "dist/a.js"));
  assert.equal(run(root, args).status, 0, "a value that can't be looked for is no failure");
  writeFileSync(path.join(root, "dist/a.js"), secret);
  const by_prefix = report_of(root, ["scan", "dist", "--env-prefix", "APP_"], { APP_PASS: secret });
  assert.equal(by_prefix.findings[0].facts.value_of, "APP_PASS");
  const config = path.join(root, "stoprule.config.json");
  for (const given of ["--config", "--secrets"]) {
    writeFileSync(config, given === "--config" ? '{ "envFile": "absent" }' : "{}");
    const { status, stderr } = run(root, [
      "scan",
      "dist",
      given,
      given === "--config" ? config : "absent",
    ]);
    assert.equal(status, 2);
    assert.ok(stderr.includes("absent: there is no such file"), stderr);
  }
});

// Node.js has an option --env-file, looks for it behind a program's name too, and obeys NODE_OPTIONS there.
test("a file of secrets is read and nothing in it runs; what Node.js does with --env-file is said", () => {
  const root = project({
    ".env": "NODE_OPTIONS=--import=data:text/javascript,throw\nSTOPRULE_FINGERPRINT_KEY=short\n",
    "plain.env": "NAME=value\n",
    "a.js": "nothing",
  });
  writeFileSync(path.join(root, "stoprule.config.json"), '{ "envFile": ".env" }');
  for (const args of [["--secrets", ".env"], ["--secrets=.env"], []]) {
    const { status, stderr } = run(root, ["scan", "a.js", ...args]);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
  }
  const { stderr } = run(root, ["scan", "a.js", "--env-file", "plain.env"]);
  assert.ok(stderr.includes("name a file that others can write with --secrets"), stderr);
});

test("--max-findings tells the number of the rest, --quiet says nothing on standard error", () => {
  const root = project({ "a.js": [1, 2, 3, 4].map((seed) => `"${made_key(seed)}"`).join("\n") });
  const report = report_of(root, ["scan", "a.js", "--max-findings", "3"]);
  assert.equal(report.findings.length, 3);
  assert.equal(report.incomplete[0].left, 1);
  assert.equal(run(root, ["scan", "a.js", "--max-findings", "many"]).status, 2);
  writeFileSync(path.join(root, "b.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
  assert.equal(run(root, ["scan", ".", "--quiet"]).stderr, "");
});

test("--limit is another limit, what is past it is told, and the exit code says so", () => {
  const root = project({ "two.js": `a = "${made_key()}";\nb = "${made_key(2)}";\n` });
  const one = ["scan", "two.js", "--limit", "findings=1"];
  const report = report_of(root, one);
  assert.equal(report.findings.length, 1);
  assert.equal(report.incomplete[0].left, 1);
  assert.equal(run(root, [...one, "--fail-on", "never"]).status, 2);
  for (const limit of ["findings", "findings=0", "lines=3", "findings=1=2"]) {
    const { status, stderr } = run(root, ["scan", "two.js", "--limit", limit]);
    assert.equal(status, 2, limit);
    assert.ok(stderr.includes("--limit"), stderr);
  }
});

test("init writes a file that is valid as it is, and never over one", () => {
  const root = project({ "dist/a.js": LEAK });
  assert.equal(run(root, ["init"]).status, 0);
  assert.equal(run(root, ["scan", "dist"]).status, 1);
  const { status, stderr } = run(root, ["init"]);
  assert.equal(status, 2);
  assert.ok(stderr.includes("is there already"));
});

test("rules of the user's own are in the built-in schema", () => {
  const rule = {
    ...{ id: "acme", name: "Acme", kind: "service", as_of: "2026-01-01" },
    sources: ["https://acme.example/keys"],
    keys: [
      {
        ...{ id: "acme-key", name: "Acme key", token: "acme_{alnum:24}", exposure: "never" },
        source: "https://acme.example/keys",
      },
    ],
  };
  const root = project({
    "rules/acme.json": JSON.stringify(rule),
    "stoprule.config.json": '{ "rules": "rules/acme.json" }',
    "dist/a.js": `k="${["acme", random_text(24, 5)].join("_")}"`,
  });
  const { status, stdout, stderr } = run(root, ["scan", "dist", "--format", "json"]);
  assert.equal(status, 1, stderr);
  assert.equal(JSON.parse(stdout).findings[0].rule_id, "key/acme-key");
  renameSync(path.join(root, "rules/acme.json"), path.join(root, "rules/other.json"));
  assert.equal(run(root, ["scan", "dist"]).status, 2);
});

const { version } = JSON.parse(readFileSync(path.join(top, "web/package.json"), "utf8"));

/** A folder for PATH in which npx runs this copy of the package, asked for by its version. @param {string} root */
function npx_in(root) {
  const folder_of_npx = path.join(root, "tools");
  mkdirSync(folder_of_npx);
  const script = `#!/bin/bash\n[[ $1 == --yes && $2 == stoprule@${version} ]] && shift 2 && exec "${process.execPath}" "${PROGRAM}" "$@"\n`;
  writeFileSync(path.join(folder_of_npx, "npx"), script, { mode: 0o755 });
  return `${folder_of_npx}:${process.env.PATH}`;
}

test("the action's step fails the job for a leak, annotates it, and writes a file where asked to", () => {
  const root = project({ "a b/x.js": LEAK, "clean/y.js": "none" });
  const PATH = npx_in(root);
  const lines = readFileSync(path.join(top, "action.yml"), "utf8").split("\n");
  const script = lines.slice(lines.indexOf("      run: |") + 1).map((line) => line.slice(8));
  /** @param {Record<string, string>} inputs */
  const step = (inputs) =>
    spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script.join("\n")], {
      ...{ cwd: root, encoding: "utf8" },
      env: {
        ...{ PATH, LANG: "C.UTF-8", STOPRULE_FAIL_ON: "error", STOPRULE_FORMAT: "github" },
        ...{ STOPRULE_OUTPUT: "", STOPRULE_VERSION: "", GITHUB_ACTION_PATH: top, ...inputs },
      },
    });
  const found = step({ STOPRULE_PATH: "a b\nclean\n" });
  assert.equal(found.status, 1, found.stderr);
  assert.ok(found.stdout.includes("::error file=a b/x.js,line=1"), found.stdout);
  assert.ok(!tells(found.stdout + found.stderr, secret_of()));
  assert.equal(step({ STOPRULE_PATH: "clean" }).status, 0);
  assert.equal(step({ STOPRULE_PATH: "a b", STOPRULE_FAIL_ON: "never" }).status, 0);
  assert.equal(step({ STOPRULE_PATH: "absent" }).status, 2);
  const sarif = { STOPRULE_FORMAT: "sarif", STOPRULE_OUTPUT: "out.sarif" };
  assert.equal(step({ STOPRULE_PATH: "a b", ...sarif }).status, 1);
  const log = valid_sarif(JSON.parse(readFileSync(path.join(root, "out.sarif"), "utf8")));
  assert.equal(log.runs[0].results[0].level, "error");
});

test("the pre-commit hook's command stops a commit with a key in one of its files", () => {
  const root = project({ "a b.js": LEAK, "--help.js": "none" });
  const hook = readFileSync(path.join(top, ".pre-commit-hooks.yaml"), "utf8");
  const entry = hook.split("\n").find((line) => line.trim().startsWith("entry: ")) ?? "";
  const [command, ...args] = entry.trim().split(" ").slice(1);
  const commit = (/** @type {string[]} */ files) =>
    spawnSync(command, [...args, ...files], {
      ...{ cwd: root, encoding: "utf8", env: { PATH: npx, LANG: "C.UTF-8" } },
    });
  const npx = npx_in(root);
  const stopped = commit(["--help.js", "a b.js"]);
  assert.equal(stopped.status, 1, stopped.stderr);
  assert.ok(stopped.stdout.includes("a b.js:1:"), stopped.stdout);
  assert.equal(commit(["--help.js"]).status, 0);
});

test("the action and the pre-commit hook call what there is", () => {
  const action = readFileSync(path.join(top, "action.yml"), "utf8");
  const hooks = readFileSync(path.join(top, ".pre-commit-hooks.yaml"), "utf8");
  const help = run(top, ["scan", "--help"]).stdout;
  for (const text of [action, hooks]) {
    for (const word of text.split(/[\s"'=]+/).filter((one) => one.startsWith("--"))) {
      if (word !== "--yes") assert.ok(help.includes(word), word);
    }
  }
  assert.ok(!action.split("run: |")[1].includes("${{"), "an input in a script is a script");
});
