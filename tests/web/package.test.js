// The packed package in an empty project: modules, CommonJS, types and the command, as its users have them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { own_folder } from "./command.js";
import { made_key } from "./made.js";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const folder = own_folder();

/** @param {string} command @param {string[]} args */
const run = (command, args) => execFileSync(command, args, { cwd: folder, encoding: "utf8" });

/** @type {string[]} */
let files;
let filename = "";
before(() => {
  const packed = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: web, encoding: "utf8" },
  );
  const answer = JSON.parse(packed);
  const [about] = Array.isArray(answer) ? answer : Object.values(answer);
  filename = about.filename;
  files = about.files.map((/** @type {{path: string}} */ file) => file.path);
  const home = path.join(folder, "node_modules/stoprule");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", [
    "-xzf",
    path.join(folder, about.filename),
    "-C",
    home,
    "--strip-components=1",
  ]);
  writeFileSync(path.join(folder, "package.json"), '{"private": true}');
});

test("it holds what it needs, and nothing that runs when it is installed", () => {
  for (const name of ["dist/stoprule.wasm", "dist/packed.js", "lib/index.js"]) {
    assert.ok(files.includes(name), name);
  }
  const manifest = createRequire(import.meta.url)("../../web/package.json");
  const hooks = ["preinstall", "install", "postinstall", "prepare"];
  assert.ok(hooks.every((hook) => !(hook in manifest.scripts)));
  assert.equal(manifest.dependencies, undefined);
});

test("it carries its licence, and a notice of all that is linked into the module", () => {
  const { components } = JSON.parse(
    execFileSync(process.execPath, [path.join(web, "sbom.js")], { encoding: "utf8" }),
  );
  assert.ok(components.length >= 3);
  const home = path.join(folder, "node_modules/stoprule/dist");
  assert.ok(readFileSync(path.join(home, "LICENSE"), "utf8").includes("Apache License"));
  const notices = readFileSync(path.join(home, "NOTICES.txt"), "utf8");
  for (const { name, licenses } of components) {
    assert.ok(notices.includes(`${name} (${licenses[0].expression})`), name);
  }
  const re2 = readFileSync(path.join(web, "node_modules/re2/vendor/LICENSE"), "utf8");
  const words = (/** @type {string} */ text) =>
    text.replaceAll("//", " ").trim().split(/\s+/).join(" ");
  assert.ok(words(notices).includes(words(re2)));
});

const USE = `scan(process.env.TEXT).then((r) => console.log(r.findings.length))`;

test("it works from a module and from CommonJS", () => {
  process.env.TEXT = `"${made_key()}"`;
  writeFileSync(path.join(folder, "use.mjs"), `import { scan } from "stoprule"; ${USE};`);
  writeFileSync(path.join(folder, "use.cjs"), `import("stoprule").then(({ scan }) => ${USE});`);
  assert.equal(run(process.execPath, ["use.mjs"]), "1\n");
  assert.equal(run(process.execPath, ["use.cjs"]), "1\n");
});

/** Where npm has put a program that comes as a package for each system. @param {string} scope @param {string} file */
function program_of(scope, file) {
  const home = path.join(web, "node_modules", scope);
  const [found] = readdirSync(home).filter((name) => existsSync(path.join(home, name, file)));
  return path.join(home, found, file);
}

/** What runs it beside Node.js, with nothing allowed but to read. @type {[string, string, string[]][]} */
const RUNTIMES = [
  ["Bun", program_of("@oven", "bin/bun"), ["run"]],
  ["Deno", program_of("@deno", "deno"), ["run", "--no-prompt", "--allow-read", "--allow-env"]],
];

for (const [name, runtime, options] of RUNTIMES) {
  test(`it works under ${name}, as a library and as a command`, () => {
    const env = { ...process.env, TEXT: `"${made_key()}"`, HOME: folder };
    writeFileSync(path.join(folder, "use.mjs"), `import { scan } from "stoprule"; ${USE};`);
    mkdirSync(path.join(folder, "dist"), { recursive: true });
    writeFileSync(path.join(folder, "dist/a.js"), `k="${made_key()}"`);
    const start = (/** @type {string[]} */ args) =>
      spawnSync(runtime, [...options, ...args], { cwd: folder, encoding: "utf8", env });
    const library = start(["use.mjs"]);
    assert.equal(library.stdout, "1\n", library.stderr);
    const program = "node_modules/stoprule/cli/stoprule.js";
    const command = start([program, "scan", "dist", "--format", "json"]);
    assert.equal(command.status, 1, command.stderr);
    assert.equal(JSON.parse(command.stdout).findings.length, 1);
    assert.equal(start([program, "scan", "package.json"]).status, 0);
  });
}

test("its command is there", () => {
  const program = "node_modules/stoprule/cli/stoprule.js";
  assert.ok(run(process.execPath, [program, "--help"]).startsWith("stoprule - "));
});

test("its types hold in a strict project", () => {
  writeFileSync(
    path.join(folder, "use.mts"),
    `import { audit, load, StopruleError, type Report } from "stoprule";
     const report: Report = await audit({ uri: "offer.md", text: "x" }, { language: "zh" });
     const level: "none" | "proceed" | "evaluate" | "stop" = report.verdict.level;
     const run = (await load()).start({ mode: "scan" });
     run.begin({ kind: "script" });
     console.log(level, run.finish() satisfies string, new StopruleError("usage", "why").where);
     // @ts-expect-error there is no such option
     await audit("x", { nonsense: true });`,
  );
  const tsc = path.join(web, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022"];
  run(process.execPath, [tsc, ...options, "--lib", "es2023,dom", "--types", "", "use.mts"]);
});

test("its entries are what they say, for every kind of resolution", () => {
  const tools = path.join(web, "node_modules");
  const tarball = path.join(folder, filename);
  const lint = path.join(tools, "publint/src/cli.js");
  const words = run(process.execPath, [lint, "run", path.join(folder, "node_modules/stoprule")]);
  assert.ok(words.includes("All good!"), words);
  // ESM alone: require() of it is import()'s business, and node10 knows no entries.
  const attw = path.join(tools, "@arethetypeswrong/cli/dist/index.js");
  run(process.execPath, [
    attw,
    tarball,
    "--profile",
    "esm-only",
    "--exclude-entrypoints",
    "stoprule.wasm",
  ]);
});

test("a bundler for browsers finds the module without being told where", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export { scan } from "stoprule";', resolveDir: folder },
    ...{ bundle: true, write: false, format: "esm", platform: "browser", logLevel: "silent" },
  });
  writeFileSync(path.join(folder, "bundle.mjs"), outputFiles[0].text);
  writeFileSync(path.join(folder, "bundled.mjs"), `import { scan } from "./bundle.mjs"; ${USE};`);
  assert.equal(run(process.execPath, ["bundled.mjs"]), "1\n");
});
