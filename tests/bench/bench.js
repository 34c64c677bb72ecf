// bench.js [--rounds N] [--quick] [--peers] - speed, size and start-up, in one run. All rates are
// of one core and include rules, verification and report. Rounds of everything that is compared
// alternate, so that a busy machine slows all of it; medians are told, and their ratios.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { Core, compile } from "../../web/lib/core.js";
import { MADE, corpus, hostile, make, one_line, stretch, synthetic_rules } from "./inputs.js";
import { measure_peers } from "./peers.js";

const NATIVE = "build/release/bin/bench_native";
const MODULE = "build/wasm/bin/stoprule.wasm";
const MB = 1_000_000;

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    quick: { type: "boolean" }, // a tenth of the corpus, no text above 16 MB
    peers: { type: "boolean" },
    start: { type: "boolean" }, // what a fresh process is asked to time
  },
});
const ROUNDS = Number(flags.rounds);

const median = (/** @type {number[]} */ list) =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const spread = (/** @type {number[]} */ list) =>
  Math.round(((Math.max(...list) - Math.min(...list)) / median(list)) * 100);
const rate = (/** @type {number} */ bytes, /** @type {number[]} */ seconds) =>
  bytes / MB / median(seconds);
const row = (/** @type {string} */ name, /** @type {string[]} */ ...cells) =>
  console.log(`  ${name.padEnd(30)}${cells.map((cell) => cell.padStart(12)).join("")}`);
const title = (/** @type {string} */ text) => console.log(`\n${text}`);
const mbs = (/** @type {number} */ value) => `${value.toFixed(value < 10 ? 1 : 0)} MB/s`;
const ms = (/** @type {number} */ seconds) => `${(seconds * 1e3).toFixed(2)} ms`;

/**
 * @param {string[]} files @param {{mode?: string, rounds?: number, options?: string}} [how]
 * @returns {{bytes: number, findings: number, seconds: Record<string, number[]>}}
 */
function native(files, { mode = "scan", rounds = 1, options = "" } = {}) {
  // The first round touches memory for the first time and is left out.
  const args = [String(rounds + 1), mode, ...(options ? [options] : [])];
  const run = spawnSync(NATIVE, args, { input: files.join("\n"), encoding: "utf8" });
  if (run.status !== 0 || run.stderr) throw new Error(`${NATIVE}: ${run.stderr || run.signal}`);
  const timed = JSON.parse(run.stdout);
  for (const list of Object.values(timed.seconds)) list.shift();
  return timed;
}

class Wasm {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.core = new Core(module);
  }
  /** @param {Map<string, Uint8Array>} files @param {object} [options] */
  report(files, options = { mode: "scan" }) {
    const begin = performance.now();
    this.core.open(options);
    for (const [uri, bytes] of files) {
      this.core.begin({ uri });
      this.core.feed(bytes);
      this.core.end();
    }
    const report = this.core.finish("json");
    return { seconds: (performance.now() - begin) / 1e3, report };
  }
}

/** @param {string[]} files @returns {Map<string, Uint8Array>} */
const read = (files) => new Map(files.map((path) => [path, new Uint8Array(readFileSync(path))]));

/** @param {Wasm} wasm @param {string[]} files */
function compare_with_limits(wasm, files) {
  const held = read(files);
  const times = /** @type {Record<string, number[]>} */ ({});
  let bytes = 0;
  let report = new Uint8Array();
  wasm.report(held); // the engine compiles what is hot
  for (let i = 0; i < ROUNDS; i += 1) {
    const here = native(files);
    bytes = here.bytes;
    for (const [name, seconds] of Object.entries(here.seconds)) {
      (times[name] ??= []).push(...seconds);
    }
    const there = wasm.report(held);
    report = there.report;
    (times.wasm ??= []).push(there.seconds);
  }
  title(`Corpus: ${files.length} bundles, ${(bytes / MB).toFixed(0)} MB, ${ROUNDS} rounds`);
  const limit = rate(bytes, times.memchr);
  for (const name of ["memcpy", "memchr", "stoprule", "wasm"]) {
    const here = rate(bytes, times[name]);
    row(name, mbs(here), `memchr/${(limit / here).toFixed(1)}`, `±${spread(times[name])}%`);
  }
  row("WASM / native", (median(times.stoprule) / median(times.wasm)).toFixed(2));
  return JSON.parse(new TextDecoder().decode(report));
}

/** Each alarm of exposure `never`, to be looked at. @param {any} report */
function list_alarms(report) {
  const bytes = report.documents.reduce(
    (/** @type {number} */ sum, /** @type {any} */ d) => sum + d.bytes,
    0,
  );
  const alarms = report.findings.filter((/** @type {any} */ f) => f.exposure === "never");
  const loud = alarms.filter((/** @type {any} */ f) => f.severity !== "note");
  title(
    `Exposure never: ${loud.length} alarms, ${alarms.length - loud.length} notes` +
      ` (${((loud.length / bytes) * 100 * MB).toFixed(2)} alarms a 100 MB)`,
  );
  for (const { severity, rule_id, excerpt, location } of alarms) {
    const { uri } = report.documents[location.document];
    console.log(
      `  ${severity} ${rule_id} ${excerpt} ${uri.split("node_modules/")[1]}:${location.line}`,
    );
  }
}

function measure_start() {
  const bytes = readFileSync(MODULE);
  const runs = Array.from({ length: Math.max(ROUNDS, 5) }, () =>
    JSON.parse(
      spawnSync(process.execPath, [process.argv[1], "--start"], { encoding: "utf8" }).stdout,
    ),
  );
  title("Module");
  row("size", `${(bytes.length / 1e3).toFixed(0)} KB`);
  row("size, brotli", `${(brotliCompressSync(bytes).length / 1e3).toFixed(0)} KB`);
  for (const name of ["compile", "instantiate", "open", "ready"]) {
    row(name, ms(median(runs.map((run) => run[name]))));
  }
}

async function start() {
  const bytes = readFileSync(MODULE);
  const times = [performance.now()];
  const module = await compile(bytes);
  times.push(performance.now());
  const core = new Core(module);
  times.push(performance.now());
  core.open({ mode: "scan" });
  times.push(performance.now());
  const [a, b, c, d] = times.map((time) => time / 1e3);
  console.log(JSON.stringify({ compile: b - a, instantiate: c - b, open: d - c, ready: d - a }));
}

/** @param {string[]} files */
function cost_by_rules(files) {
  const rules = synthetic_rules(3 * 1800);
  const options = make(
    "rules.json",
    JSON.stringify({ rules: [{ name: "made.json", text: rules }] }),
  );
  const times = /** @type {Record<string, number[]>} */ ({ few: [], many: [], none: [] });
  let bytes = 0;
  for (let i = 0; i < ROUNDS; i += 1) {
    const here = native(files);
    bytes = here.bytes;
    times.few.push(...here.seconds.stoprule);
    times.many.push(...native(files, { options }).seconds.stoprule);
    times.none.push(...native([], { options }).seconds.stoprule);
  }
  // A user's rules are read anew for every audit; that is told apart from what they cost a scan.
  const many = times.many.map((seconds) => seconds - median(times.none));
  title("Cost by rules, native");
  row("the catalog's", mbs(rate(bytes, times.few)));
  row(
    "and three times as many",
    mbs(rate(bytes, many)),
    `×${(median(many) / median(times.few)).toFixed(2)}`,
  );
  row("reading those", ms(median(times.none)));
}

/** @param {Wasm} wasm @param {string} name @param {string} path */
function cost_of(wasm, name, path) {
  const bytes = statSync(path).size;
  const here = native([path], { rounds: 3 });
  const held = read([path]);
  const there = Array.from({ length: 3 }, () => wasm.report(held).seconds);
  row(name, mbs(rate(bytes, here.seconds.stoprule)), mbs(rate(bytes, there)));
}

/** @param {Wasm} wasm @param {string[]} files */
function cost_by_input(wasm, files) {
  title("Cost by input                           native        WASM");
  for (const size of flags.quick ? [1, 4, 16] : [1, 4, 16, 64, 256]) {
    cost_of(wasm, `${size} MB`, make("input.js", stretch(files, size * MB)));
  }
  cost_of(wasm, "16 MB on one line", make("input.js", one_line(stretch(files, 16 * MB))));
  for (const [name, bytes] of Object.entries(hostile(4 * MB))) {
    cost_of(wasm, `${name}, script`, make("input.js", bytes));
    cost_of(wasm, `${name}, text`, make("input.txt", bytes));
  }
}

/** @param {Wasm} wasm */
function cost_of_audits(wasm) {
  const samples = ["free-unlimited", "relay", "official", "chinese", "error"]
    .map((name) => readFileSync(`web/page/samples/${name}.txt`, "utf8"))
    .join("\n\n");
  const page = Buffer.from(samples.repeat(Math.ceil(100_000 / samples.length)).slice(0, 100_000));
  const line = (/** @type {number} */ i) =>
    `MODEL_${i}_BASE_URL=https://api.example-${i % 97}.com/v1\nMODEL_${i}_API_KEY=\${KEY_${i}}\n`;
  const config = Array.from({ length: 140_000 }, (_, i) => line(i)).join("");
  title("Audit                                   native        WASM");
  for (const [name, bytes, rounds] of /** @type {[string, Buffer, number][]} */ ([
    ["page.txt", page, 9],
    ["1mb.env", Buffer.from(config.slice(0, MB)), 3],
    ["10mb.env", Buffer.from(config.slice(0, 10 * MB)), 1],
  ])) {
    const path = make(name, bytes);
    const here = native([path], { mode: "audit", rounds }).seconds.stoprule;
    const held = read([path]);
    const there = Array.from(
      { length: rounds },
      () => wasm.report(held, { mode: "audit" }).seconds,
    );
    row(`${name} (${(bytes.length / MB).toFixed(1)} MB)`, ms(median(here)), ms(median(there)));
  }
}

/** @param {string[]} files */
function compare_with_peers(files) {
  const folder = `${MADE}/sample`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const sample = [];
  let bytes = 0;
  for (let i = 0; bytes < 40 * MB && i < files.length; i += 1) {
    const path = files[(i * 7919) % files.length];
    const copy = `${folder}/${i}-${basename(path)}`;
    copyFileSync(path, copy);
    sample.push(copy);
    bytes += statSync(copy).size;
  }
  title(`Peers: ${(bytes / MB).toFixed(0)} MB of the corpus, one core, whole processes`);
  const ours = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    const args = ["--cpu-list", "0", "build/release/bin/stoprule-native", "scan", ...sample];
    spawnSync("taskset", args, { maxBuffer: 1 << 30 });
    return bytes / 1e3 / (performance.now() - begin);
  });
  row("stoprule", mbs(median(ours)), `±${spread(ours)}%`);
  measure_peers(folder, bytes, Math.min(ROUNDS, 3), (name, rates, note) => {
    if (rates.length === 0) return row(name, note);
    row(
      name,
      mbs(median(rates)),
      `ours ×${(median(ours) / median(rates)).toFixed(0)}`,
      `  ${note}`,
    );
  });
}

if (flags.start) {
  await start();
} else {
  const all = corpus();
  const files = flags.quick ? all.filter((_, i) => i % 10 === 0) : all;
  const wasm = new Wasm(await compile(readFileSync(MODULE)));
  list_alarms(compare_with_limits(wasm, files));
  measure_start();
  cost_by_rules(files);
  cost_by_input(wasm, files);
  cost_of_audits(wasm);
  if (flags.peers) compare_with_peers(all);
}
