// What stands in the way of a run: links in circles, devices, closed folders, full disks, readers that
// leave. Each is told, the rest goes on, and the exit code says so.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { OpenFile } from "../../web/collect/read.js";
import { PROGRAM, own_folder, run_program } from "./command.js";
import { made_key } from "./made.js";

const folder = own_folder();
const LEAK = `export const key = "${made_key()}";\n`;
const at = (/** @type {string} */ name) => path.join(folder, name);

for (const name of ["tree/a.js", "tree/z.js", "closed/a.js", "closed/in/b.js"]) {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), LEAK);
}
symlinkSync("self", at("tree/self"));
symlinkSync("two", at("tree/one"));
symlinkSync("one", at("tree/two"));
symlinkSync("/dev/zero", at("tree/zero"));
execFileSync("mkfifo", [at("tree/fifo")]);

/** @param {string[]} args @param {Parameters<typeof run_program>[2]} [more] */
function run(args, more = {}) {
  return run_program(args, folder, more);
}

test("links in circles, devices and pipes are named, the files beside them read", () => {
  const { status, stdout, stderr } = run(["scan", "tree", "--format", "json"]);
  const report = JSON.parse(stdout);
  const uris = report.documents.map((/** @type {{uri: string}} */ { uri }) => uri);
  assert.deepEqual(uris, ["tree/a.js", "tree/z.js"]);
  assert.equal(report.findings.length, 2);
  assert.equal(status, 1);
  for (const name of ["self", "one", "two"]) {
    assert.ok(stderr.includes(`tree/${name}: a link that leads back to itself`), stderr);
  }
  for (const name of ["zero", "fifo"]) {
    assert.ok(stderr.includes(`tree/${name}: not a regular file`), stderr);
  }
});

test("what is no file is named where it was asked for, and the exit code is 2", () => {
  for (const name of ["/dev/zero", "tree/fifo", "tree/self", "tree/zero", "absent"]) {
    for (const command of ["scan", "audit"]) {
      const { status, stderr } = run([command, name]);
      assert.equal(status, 2, `${command} ${name}`);
      assert.ok(stderr.includes(path.basename(name)), stderr);
    }
  }
});

test("a pipe that takes a file's place after it was listed is refused, not waited for", () => {
  assert.throws(() => new OpenFile(at("tree/fifo")), { message: "not a regular file" });
});

test("a folder that can't be opened is named, the rest is read", () => {
  for (const name of ["", "closed"]) chmodSync(at(name), 0o755);
  chmodSync(at("closed/in"), 0);
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { status, stdout, stderr } = run(["scan", "closed", "--format", "json"], nobody);
  chmodSync(at("closed/in"), 0o755);
  assert.equal(status, 1, stderr);
  assert.equal(JSON.parse(stdout).findings.length, 1);
  assert.ok(stderr.includes("closed/in: no permission to read it"), stderr);
});

test("a full disk ends a run with 2 and a word, wherever it was to write", () => {
  const line = `${JSON.stringify({ id: 1, text: LEAK })}\n`;
  const cases = [
    { args: ["scan", "tree/a.js", "--output", "/dev/full"] },
    { args: ["audit", "tree/a.js", "--output", "/dev/full"] },
    { args: ["scan", "tree/a.js", "--write-baseline", "/dev/full"] },
    { args: ["scan", "--ndjson", "--output", "/dev/full"], input: line.repeat(50) },
  ];
  for (const { args, input = "" } of cases) {
    const { status, stderr } = run(args, { input });
    assert.equal(status, 2, args.join(" "));
    assert.ok(stderr.includes("ENOSPC"), stderr);
  }
  for (const args of ["scan tree/a.js", "scan tree/a.js --format json", "audit tree/a.js"]) {
    const script = `"${process.execPath}" "${PROGRAM}" ${args} > /dev/full`;
    const { status, stderr } = spawnSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 2, args);
    assert.ok(stderr.includes("ENOSPC"), stderr);
  }
});

test("a reader of --ndjson that goes away ends it without a word", async () => {
  const child = spawn(process.execPath, [PROGRAM, "scan", "--ndjson"]);
  let told = "";
  child.stderr.on("data", (text) => (told += text));
  child.stdin.on("error", () => {}); // it breaks in its turn
  const more = () => {
    while (child.stdin.write(`${JSON.stringify({ id: 1, text: LEAK })}\n`));
  };
  child.stdin.on("drain", more);
  more();
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = await once(child, "close");
  assert.equal(code, 2);
  assert.equal(told, "");
});
