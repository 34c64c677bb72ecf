// What is read, and what is told of the rest: packed files, archives, bombs, odd names, files that go.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { brotliCompressSync, crc32, deflateRawSync, gzipSync } from "node:zlib";
import { Pool } from "../../web/collect/pool.js";
import { MOST_UNPACKED, OpenFile } from "../../web/collect/read.js";
import { Reading } from "../../web/collect/reading.js";
import { load } from "../../web/lib/index.js";
import { PROGRAM, own_folder, run_program } from "./command.js";
import { made_key } from "./made.js";

const folder = own_folder();
const LEAK = `export const key = "${made_key()}";\n`;

/** @param {string[]} args */
function run(args) {
  return run_program(args, folder);
}

/** @param {string | Buffer} name @param {string | Uint8Array} content */
function file(name, content) {
  const place = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
  mkdirSync(path.dirname(place.toString()), { recursive: true });
  writeFileSync(place, content);
  return name;
}

/** @param {string} place @returns {[string[], ReturnType<typeof run>]} */
function found_in(place) {
  const result = run(["scan", place, "--format", "json"]);
  const report = JSON.parse(result.stdout);
  const found = report.findings.map(
    (/** @type {any} */ f) => report.documents[f.location.document].uri,
  );
  return [found, result];
}

/** A zip archive; what stands in it is believed by nobody. @param {Record<string, {data: Buffer, method?: number}>} files */
function zip(files) {
  const locals = [];
  const entries = [];
  let at = 0;
  for (const [name, { data, method = 8 }] of Object.entries(files)) {
    const packed = method === 8 ? deflateRawSync(data) : data;
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    locals.push(local, packed);
    entries.push(entry);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

test("every kind of file that ships is read: scripts, styles, pages, data, maps, workers, modules", () => {
  const leak = `"${made_key()}"`;
  const wasm = Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 11, 0x80, 1, 1, 0, 0x41, 0, 11, 111, 0]),
    Buffer.from(made_key()),
    Buffer.from([0]),
  ]);
  const kinds = {
    "a.js": `k=${leak}`,
    "b.css": `.x{content:${leak}}`,
    "c.html": `<script>k=${leak}</script>`,
    "d.json": `{"api_key":${leak}}`,
    "e.js.map": JSON.stringify({ sourcesContent: [`const k = '${made_key()}'`] }),
    "f-sw.js": `self.k=${leak}`,
    "g.wasm": wasm,
    "h.bin": Buffer.concat([Buffer.alloc(99, 0xff), Buffer.from(leak)]),
  };
  for (const [name, text] of Object.entries(kinds)) file(`kinds/${name}`, text);
  const [found, { status }] = found_in("kinds");
  assert.deepEqual(
    found,
    Object.keys(kinds).map((name) => `kinds/${name}`),
  );
  assert.equal(status, 1);
});

test("packed files and archives are unpacked, whatever their names say", () => {
  file("packed/a.bin", gzipSync(LEAK));
  file("packed/b.css.br", brotliCompressSync(LEAK));
  file(
    "packed/c.dat",
    zip({ "in/x.js": { data: Buffer.from(LEAK) }, "in/": { data: Buffer.alloc(0) } }),
  );
  file("packed/d.zip", zip({ "y.js": { data: Buffer.from(LEAK), method: 0 } }));
  const [found] = found_in("packed");
  assert.deepEqual(found, [
    "packed/a.bin",
    "packed/b.css.br",
    "packed/c.dat/in/x.js",
    "packed/d.zip/y.js",
  ]);
});

test("what is packed once more is named, the rest is read", () => {
  const inner = zip({ "x.js": { data: Buffer.from(LEAK) } });
  file(
    "nested/a.zip",
    zip({
      "in.zip": { data: inner },
      "in.js.gz": { data: gzipSync(LEAK), method: 0 },
      "in.js.br": { data: brotliCompressSync(LEAK) },
      "y.js": { data: Buffer.from(LEAK) },
    }),
  );
  file("nested/b.js.gz", gzipSync(gzipSync(LEAK)));
  file("nested/c.js.br", brotliCompressSync(LEAK));
  const [found, { status, stderr }] = found_in("nested");
  assert.deepEqual(found, ["nested/a.zip/y.js", "nested/c.js.br"]);
  assert.equal(status, 1);
  const told = stderr.split("\n").filter((line) => line.includes("packed once more"));
  assert.deepEqual(
    told.map((line) => line.split(": ")[1]),
    ["nested/a.zip/in.zip", "nested/a.zip/in.js.gz", "nested/a.zip/in.js.br", "nested/b.js.gz"],
  );
  const bytes = spawnSync(process.execPath, [PROGRAM, "scan", "-"], { input: gzipSync(LEAK) });
  assert.equal(bytes.status, 2);
  assert.ok(bytes.stderr.toString().includes("packed once more, or no file of its own"));
});

test("a packed copy is read once with its file, and by itself where it holds something else", () => {
  file("twins/a.js", LEAK);
  file("twins/a.js.br", brotliCompressSync(LEAK));
  file("twins/a.js.gz", gzipSync(LEAK));
  file("twins/b.js", "clean");
  file("twins/b.js.gz", gzipSync(LEAK));
  const [found, { stderr }] = found_in("twins");
  assert.deepEqual(found, ["twins/a.js", "twins/b.js.gz"]);
  assert.ok(stderr.includes("2 packed copies of files passed over"));
});

test("what unpacks without end is read so far, and told", async () => {
  const stoprule = await load();
  const session = stoprule.start({ mode: "scan" });
  /** @type {string[]} */
  const told = [];
  const reading = new Reading(session, {
    unread: (uri, problem) => told.push(`${uri}: ${problem}`),
  });
  const piece = new Uint8Array(1 << 20);
  const endless = function* () {
    for (;;) yield piece;
  };
  await reading.stream({ uri: "bomb" }, endless(), { left: 5_000_000 });
  const report = JSON.parse(session.finish());
  session.close();
  assert.equal(report.documents[0].bytes, 5_000_000);
  assert.ok(told[0].includes(`unpacks to more than ${MOST_UNPACKED >> 20} MB`), told[0]);
});

test("a broken archive is named, and the rest is read", () => {
  const whole = zip({ "x.js": { data: Buffer.from(LEAK.repeat(200)) } });
  file("broken/a.zip", whole.subarray(0, 60));
  file("broken/b.zip", Buffer.concat([whole.subarray(0, 40), whole.subarray(45)]));
  file("broken/c.gz", gzipSync(LEAK).subarray(0, 15));
  file("broken/d.js", LEAK);
  const [found, { status, stderr }] = found_in("broken");
  assert.ok(found.includes("broken/d.js"));
  assert.equal(status, 1);
  for (const name of ["a.zip", "b.zip", "c.gz"])
    assert.ok(stderr.includes(`broken/${name}`), stderr);
  rmSync(path.join(folder, "broken/d.js"));
  assert.equal(found_in("broken")[1].status, 2);
});

test("names with newlines, controls and invalid UTF-8 are read and can't act", () => {
  file("names/a\nb\u001b[31m.js", LEAK);
  file(Buffer.concat([Buffer.from("names/"), Buffer.from([0xff, 0xfe]), Buffer.from(".js")]), LEAK);
  const [found, { status }] = found_in("names");
  assert.equal(found.length, 2);
  assert.equal(status, 1);
  const pretty = run(["scan", "names"]).stdout;
  assert.ok(!pretty.includes("\u001b"), "a name acts in the terminal");
  assert.ok(!pretty.split("\n").some((line) => line.startsWith("b")), "a name makes a line");
});

test("a file that shrinks while it is read is told; one that grows is read as it was", async () => {
  const place = path.join(folder, "moving.js");
  writeFileSync(place, LEAK + " ".repeat(3 << 20));
  const shrinking = new OpenFile(place);
  const into = new Uint8Array(1 << 20);
  assert.equal(shrinking.read(into, 0), 1 << 20);
  truncateSync(place, 1 << 20);
  assert.throws(() => shrinking.read(into, 1 << 20), /became shorter while it was read/);
  shrinking.close();
  const growing = new OpenFile(place);
  appendFileSync(place, LEAK);
  assert.equal(growing.read(into, 0), 1 << 20);
  assert.equal(growing.read(into, 1 << 20), 0);
  growing.close();
});

test("several threads find the same as one, and a file without a key is not read twice", async () => {
  const stoprule = await load();
  /** @type {import("../../web/collect/walk.js").FileFound[]} */
  const files = [];
  for (let i = 0; i < 40; i++) {
    const text = `${"clean text; ".repeat(80_000)}${i % 7 === 3 ? LEAK : ""}`;
    file(`many/${String(i).padStart(2, "0")}.js`, text);
    files.push({
      path: path.join(folder, `many/${String(i).padStart(2, "0")}.js`),
      size: text.length,
    });
  }
  const gone = { path: path.join(folder, "many/gone.js"), size: 1 };
  const pool = new Pool(stoprule, { mode: "scan" }, "auto", [...files, gone], { threads: 2 });
  await Promise.all(pool.workers.map((worker) => once(worker, "exit"))); // they have read everything
  for (const [i, { size }] of files.entries()) {
    assert.equal(await pool.clean_size(i), i % 7 === 3 ? -1 : size, String(i));
  }
  assert.equal(await pool.clean_size(40), -1);
  await pool.close();
  const [found] = found_in("many");
  assert.deepEqual(
    found,
    ["03", "10", "17", "24", "31", "38"].map((name) => `many/${name}.js`),
  );
});

test("a thread that is killed loses nothing: its files are read by the run", async () => {
  const stoprule = await load();
  const place = path.join(folder, "thread.js");
  writeFileSync(place, LEAK.repeat(50_000));
  const files = Array.from({ length: 30 }, () => ({ path: place, size: 5 << 20 }));
  const pool = new Pool(stoprule, { mode: "scan" }, "auto", files, { threads: 2 });
  await Promise.all(pool.workers.map((worker) => once(worker, "message")));
  await pool.workers[0].terminate();
  for (const i of files.keys()) assert.equal(await pool.clean_size(i), -1);
  await pool.close();
});

test("a thread that can't start is told, and nothing waits for it", async () => {
  const stoprule = await load();
  const place = path.join(folder, "start.js");
  writeFileSync(place, LEAK);
  /** @type {string[]} */
  const told = [];
  const lost = (/** @type {string} */ problem) => void told.push(problem);
  const options = { nonsense: true };
  const how = { threads: 1, lost };
  const pool = new Pool(stoprule, options, "auto", [{ path: place, size: LEAK.length }], how);
  await new Promise((resolve) => pool.workers[0].on("exit", resolve));
  assert.equal(await pool.clean_size(0), -1);
  assert.equal(told.length, 1);
  await pool.close();
});

test("a file without permission is named, and the rest is read", () => {
  file("closed/a.js", LEAK);
  file("closed/b.js", LEAK);
  for (const place of [folder, path.join(folder, "closed")]) chmodSync(place, 0o755);
  chmodSync(path.join(folder, "closed/b.js"), 0);
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [PROGRAM, "scan", "closed", "--format", "json"],
    { ...{ cwd: folder, encoding: "utf8" }, ...nobody },
  );
  assert.equal(status, 1, stderr);
  assert.equal(JSON.parse(stdout).findings.length, 1);
  assert.ok(stderr.includes("closed/b.js: no permission to read it"), stderr);
});

test("a full disk and a report that can't be written end with 2 and a word", () => {
  file("leak.js", LEAK);
  const { status, stderr } = run(["scan", "leak.js", "--output", "/dev/full"]);
  assert.equal(status, 2);
  assert.ok(stderr.includes("ENOSPC"), stderr);
});
