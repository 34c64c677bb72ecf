// Where a leak came from: real bundles of real bundlers, traced to the lines that leaked them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import vite_plugin from "../../web/plugin/vite.js";
import { PROGRAM, own_folder, run_program } from "./command.js";
import { made_key, secret_of, tells } from "./made.js";

const folder = own_folder();

let count = 0;
/** @param {Record<string, string>} files */
function project(files) {
  const root = path.join(folder, `app-${count++}`);
  for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
    const place = path.join(root, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return root;
}

/** @param {string} root @param {string[]} [more] */
function scan(root, more = []) {
  const { stdout } = run_program(["scan", "dist", "--format", "json", ...more], root);
  return JSON.parse(stdout);
}

/** Places by how they were found: "value src/llm.js:3". @param {any} report @param {any} finding @returns {string[]} */
const origins = (report, finding) =>
  finding.original.map(
    (/** @type {any} */ { how, location }) =>
      `${how} ${report.documents[location.document].uri}:${location.line}`,
  );

const LITERAL = {
  "src/main.js": 'import { ask } from "./llm.js";\n\nask("hello");\n',
  "src/llm.js": `// what it asks\nexport function ask(text) {\n  const key = "${made_key()}";\n  return fetch("https://api.anthropic.com/v1/messages", { headers: { "x-api-key": key }, body: text });\n}\n`,
};

/** @param {any} bundler @param {string} root */
const packed = (bundler, root) =>
  new Promise((resolve, reject) =>
    bundler(
      {
        ...{ mode: "production", context: root, entry: "./src/main.js", devtool: "source-map" },
        output: { path: path.join(root, "dist") },
      },
      (/** @type {Error | null} */ error) => (error ? reject(error) : resolve(0)),
    ),
  );

/** @type {Record<string, (root: string) => Promise<unknown>>} */
const BUILDS = {
  vite: (root) =>
    vite({
      ...{ root, logLevel: "silent", configFile: false },
      build: { sourcemap: true, rollupOptions: { input: path.join(root, "src/main.js") } },
    }),
  rollup: async (root) => {
    const bundle = await rollup({ input: path.join(root, "src/main.js"), logLevel: "silent" });
    await bundle.write({ dir: path.join(root, "dist"), sourcemap: true });
  },
  rolldown: async (root) => {
    const bundle = await rolldown({ input: path.join(root, "src/main.js"), logLevel: "silent" });
    await bundle.write({ dir: path.join(root, "dist"), sourcemap: true, minify: true });
  },
  webpack: (root) => packed(webpack, root),
  rspack: (root) => packed(rspack, root),
  esbuild: (root) =>
    esbuild.build({
      ...{ absWorkingDir: root, entryPoints: ["src/main.js"], bundle: true, minify: true },
      ...{ outdir: "dist", sourcemap: "linked" },
    }),
  "esbuild, inline": (root) =>
    esbuild.build({
      ...{ absWorkingDir: root, entryPoints: ["src/main.js"], bundle: true, minify: true },
      ...{ outdir: "dist", sourcemap: "inline" },
    }),
};

for (const [name, build] of Object.entries(BUILDS)) {
  test(`${name}: a literal is traced to its line, by the map and by its value`, async () => {
    const root = project(LITERAL);
    await build(root);
    const report = scan(root);
    const in_script = report.findings.find(
      (/** @type {any} */ f) => !report.documents[f.location.document].uri.endsWith(".map"),
    );
    const found = origins(report, in_script);
    assert.ok(found.includes("value src/llm.js:3"), found.join("; "));
    assert.ok(
      found.some((one) => one.startsWith("mapped src/llm.js:")),
      found.join("; "),
    );
    assert.ok(in_script.message.text.includes("It is written in src/llm.js:3."));
  });
}

test("vite: what an .env file bakes in is told with the file, the name and the use", async () => {
  const root = project({
    "index.html": '<script type="module" src="/src/main.ts"></script>',
    ".env.production": `# for the build\nVITE_LLM_KEY=${made_key()}\n`,
    "src/main.ts": 'import { ask } from "./llm";\nask();\n',
    "src/llm.ts":
      "export const ask = () =>\n  fetch('/x', { headers: { k: import.meta.env.VITE_LLM_KEY } });\n",
  });
  const options = {
    ...{
      root,
      logLevel: /** @type {const} */ ("silent"),
      configFile: /** @type {const} */ (false),
    },
    build: { sourcemap: true },
  };
  await vite(options);
  const report = scan(root);
  const words =
    "baked in from .env.production:2 through import.meta.env.VITE_LLM_KEY at src/llm.ts:2";
  assert.ok(report.findings[0].message.text.includes(words), report.findings[0].message.text);
  const pretty = spawnSync(process.execPath, [PROGRAM, "scan", "dist"], {
    ...{ cwd: root, encoding: "utf8" },
  }).stdout;
  assert.ok(pretty.includes(words));

  const inside = process.cwd();
  process.chdir(root);
  try {
    await assert.rejects(vite({ ...options, plugins: [vite_plugin()] }), (error) => {
      assert.ok(String(error).includes(words), String(error));
      assert.ok(!tells(String(error), secret_of()));
      return true;
    });
  } finally {
    process.chdir(inside);
  }
});

test("a source that only the map holds is read from the map", async () => {
  const root = project(LITERAL);
  await BUILDS.esbuild(root);
  rmSync(path.join(root, "src"), { recursive: true });
  const report = scan(root);
  assert.ok(origins(report, report.findings[0]).includes("value src/llm.js:3"));
});

test("a map that is broken, absent or somebody else's file is no end of the run", () => {
  for (const tail of [
    "//# sourceMappingURL=absent.map",
    "//# sourceMappingURL=../../../../etc/passwd",
    "//# sourceMappingURL=data:application/json;base64,e30=",
    "//# sourceMappingURL=data:application/json,%7B%22mappings%22:%22%21%21%22,%22sources%22:[1]%7D",
  ]) {
    const root = project({ "dist/app.js": `k="${made_key()}";\n${tail}` });
    const report = scan(root);
    assert.equal(report.findings.length, 1, tail);
    assert.deepEqual(report.findings[0].original, []);
  }
});

test("a monorepo's .env above the project is searched, other packages are not", () => {
  const root = project({
    ".git/HEAD": "",
    ".env": `KEY=${made_key()}\n`,
    "apps/web/package.json": "{}",
    "apps/web/dist/app.js": `k="${made_key()}"`,
    "apps/other/package.json": "{}",
    "apps/other/src.js": `k="${made_key()}"`,
  });
  const report = scan(path.join(root, "apps/web"));
  assert.deepEqual(origins(report, report.findings[0]), ["value ../../.env:1"]);
  assert.equal(
    scan(path.join(root, "apps/web"), ["--root", "../.."]).findings[0].original.length,
    2,
  );
});

test("of several projects that are scanned, each is searched for its own leaks", () => {
  const root = project({
    "apps/a/package.json": "{}",
    "apps/a/dist/app.js": `k="${made_key()}"`,
    "apps/a/.env": `KEY=${made_key()}\n`,
    "apps/b/package.json": "{}",
    "apps/b/dist/app.js": `k="${made_key(2)}"`,
    "apps/b/src/main.rs": `const KEY: &str = "${made_key(2)}";\n`,
  });
  const { stdout } = run_program(["scan", "apps/a/dist", "apps/b/dist", "--format", "json"], root);
  const report = JSON.parse(stdout);
  assert.deepEqual(
    report.findings.map((/** @type {any} */ finding) => origins(report, finding)),
    [["value apps/a/.env:1"], ["value apps/b/src/main.rs:1"]],
  );
});

test("of several .env files with the value, the one that the build prefers is named first", () => {
  const value = `KEY=${made_key()}\n`;
  const files = [
    ".env",
    ".env.development",
    ".env.local",
    ".env.production",
    ".env.production.local",
  ];
  const all = Object.fromEntries(files.map((name) => [name, value]));
  const built = { ...all, "dist/app.js": `k="${made_key()}"` };
  const order = (/** @type {object} */ uses) => {
    const root = project({ ...built, "package.json": JSON.stringify({ devDependencies: uses }) });
    const report = scan(root);
    return origins(report, report.findings[0]).map((one) => one.slice("value ".length, -2));
  };
  const [plain, development, local, production, strongest] = files;
  assert.deepEqual(order({ vite: "*" }), [strongest, production, local, plain, development]);
  assert.deepEqual(order({ next: "*" }), [strongest, local, production, plain, development]);
});

test("vite: a value of define is told with its place in the config and its name", async () => {
  const root = project({
    "index.html": '<script type="module" src="/src/main.js"></script>',
    "vite.config.js": `export default {\n  define: {\n    __LLM_KEY__: JSON.stringify("${made_key()}"),\n  },\n};\n`,
    "src/main.js": "fetch('/x', { headers: { k: __LLM_KEY__ } });\n",
  });
  await vite({ root, logLevel: "silent" });
  const report = scan(root);
  assert.deepEqual(origins(report, report.findings[0]), ["value vite.config.js:3"]);
  assert.equal(report.findings[0].original[0].through, "__LLM_KEY__");
});

test("what a build wrote elsewhere is no origin, what git keeps under such a name is one", () => {
  const leak = `k="${made_key()}"`;
  const root = project({
    "build/server/index.js": leak,
    "build/client/app.js": leak,
    "dist/app.js": leak,
    "src/a.js": leak,
  });
  const sources = () => origins(scan(root), scan(root).findings[0]);
  assert.deepEqual(sources(), ["value src/a.js:1"]);
  const git = (/** @type {string[]} */ ...args) => spawnSync("git", args, { cwd: root });
  git("init", "-q");
  git("add", "--force", "build/server/index.js", "src/a.js");
  assert.deepEqual(sources(), ["value build/server/index.js:1", "value src/a.js:1"]);
});

test("sources that a map names from the project's folder are found, what has no file comes last", () => {
  const source = `export const key = "${made_key()}";\n`;
  const map = {
    version: 3,
    sources: ["<anon>", "src/a.js"],
    sourcesContent: [`const made = "${made_key()}";\n`, source],
    ...{ names: [], mappings: "ACAA" },
  };
  const root = project({
    "dist/app.js": `k="${made_key()}";\n//# sourceMappingURL=app.js.map`,
    "dist/app.js.map": JSON.stringify(map),
    "src/a.js": source,
  });
  const report = scan(root);
  assert.deepEqual(origins(report, report.findings[0]), [
    "value src/a.js:1",
    "value dist/<anon>:1",
    "mapped src/a.js:1",
  ]);
  assert.ok(report.findings[0].message.text.includes("It is written in src/a.js:1."));
});

test("a package.json that a framework puts into its build is no project", async () => {
  const root = project({
    ".env": `KEY=${made_key()}\n`,
    ".next/package.json": '{"type": "commonjs"}',
    ".next/static/app.js": `k="${made_key()}"`,
  });
  const args = [PROGRAM, "scan", ".next/static", "--format", "json"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const report = JSON.parse(stdout);
  assert.deepEqual(origins(report, report.findings[0]), ["value .env:1"]);
});

test("a config file's define and a JSON import are found by their value", async () => {
  const root = project({
    "settings.json": JSON.stringify({ key: made_key() }),
    "src/main.js": 'import { key } from "../settings.json";\nconsole.log(key);\n',
  });
  await BUILDS.esbuild(root);
  const report = scan(root);
  assert.ok(origins(report, report.findings[0]).includes("value settings.json:1"));
  assert.ok(readFileSync(path.join(root, "dist/main.js"), "utf8").includes(made_key()));
});
