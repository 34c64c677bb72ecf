// What takes too long for every run: a hundred thousand files, a file of 2 GB, the package in other engines.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { PROGRAM, own_folder } from "../web/command.js";
import { made_key } from "../web/made.js";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const folder = own_folder();

// Tells at its end how much memory the process held at most, in KiB.
const PEAK = `data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))`;

/** @param {string} place */
function scan(place) {
  const args = ["--import", PEAK, PROGRAM, "scan", place, "--format", "json"];
  const result = spawnSync(process.execPath, args, {
    ...{ cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
  });
  const line = result.stderr.split("\n").find((one) => one.startsWith("peak "));
  return {
    status: result.status,
    report: JSON.parse(result.stdout),
    peak: Number(line?.split(" ")[1]) / 1024,
  };
}

test("a hundred thousand files are read, and the one with a key is found", () => {
  const FILES = 100_000;
  for (let i = 0; i < FILES; i++) {
    const place = path.join(folder, "many", String(i % 100));
    if (i < 100) mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `${i}.js`), i === 77_777 ? `"${made_key()}"` : `f(${i})`);
  }
  const { status, report } = scan("many");
  assert.equal(status, 1);
  assert.equal(report.documents.length, FILES);
  assert.equal(report.findings.length, 1);
  assert.equal(report.documents[report.findings[0].location.document].uri, "many/77/77777.js");
});

test("a file of 2 GB is read to its end in bounded memory", () => {
  const SIZE = 2 ** 31;
  const file = openSync(path.join(folder, "large.bin"), "w");
  ftruncateSync(file, SIZE);
  writeSync(file, `"${made_key()}"\n`, SIZE + 100);
  closeSync(file);
  mkdirSync(path.join(folder, "small"));
  writeFileSync(path.join(folder, "small/a.js"), `"${made_key()}"`);
  const small = scan("small");
  const { status, report, peak } = scan("large.bin");
  assert.equal(status, 1);
  assert.equal(report.findings[0].location.begin, SIZE + 101);
  assert.ok(peak - small.peak < 96, `${peak} MB against ${small.peak} MB for a small file`);
});

// The engines are packages of the npm registry; what is in them is the engine itself.
const BUN = process.arch === "arm64" ? "aarch64" : process.arch;
const ENGINES = [
  { name: "Bun", pack: `@oven/bun-linux-${BUN}@1.4.5`, program: "bin/bun", args: ["run"] },
  {
    ...{ name: "Deno", pack: `@deno/linux-${process.arch}-glibc@2.9.6` },
    ...{ program: "deno", args: ["run", "-A"] },
  },
];

for (const { name, pack, program, args } of ENGINES) {
  test(`the package works in ${name}`, () => {
    const home = path.join(folder, name);
    const installed = path.join(home, "node_modules/stoprule");
    mkdirSync(installed, { recursive: true });
    const unpack = (/** @type {string} */ what, /** @type {string} */ to) => {
      const answer = JSON.parse(
        execFileSync(
          "npm",
          ["pack", what, "--json", "--ignore-scripts", "--pack-destination", home],
          {
            encoding: "utf8",
          },
        ),
      );
      const [about] = Array.isArray(answer) ? answer : Object.values(answer);
      mkdirSync(to, { recursive: true });
      const file = path.join(home, about.filename.replace("@", "").replace("/", "-"));
      execFileSync("tar", ["-xzf", file, "-C", to, "--strip-components=1"]);
    };
    unpack(web, installed);
    unpack(pack, path.join(home, "engine"));
    writeFileSync(path.join(home, "package.json"), '{"private": true}');
    writeFileSync(
      path.join(home, "use.mjs"),
      `import { scan } from "stoprule"; console.log((await scan(${JSON.stringify(`"${made_key()}"`)})).findings.length);`,
    );
    const engine = path.join(home, "engine", program);
    execFileSync("chmod", ["+x", engine]);
    const out = execFileSync(engine, [...args, "use.mjs"], { cwd: home, encoding: "utf8" });
    assert.equal(out.trim(), "1");
    writeFileSync(path.join(home, "leak.js"), `"${made_key()}"`);
    const cli = spawnSync(
      engine,
      [...args, path.join(installed, "cli/stoprule.js"), "scan", "leak.js"],
      {
        ...{ cwd: home, encoding: "utf8" },
      },
    );
    assert.equal(cli.status, 1, cli.stderr);
    assert.ok(cli.stdout.includes("leak.js:1:2"), cli.stdout);
  });
}
