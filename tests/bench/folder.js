// folder.js [--rounds N] [--peers] - what `stoprule scan` costs on a folder of 150 MB: whole processes, against
// one of Node.js that only reads the same files into memory, and against secretlint. Rounds alternate, so that
// a busy machine slows all of them; the best of each is told, and the ratios.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { extname } from "node:path";
import { parseArgs } from "node:util";
import { MADE, corpus } from "./inputs.js";
import { SECRETLINT, is_ready } from "./peers.js";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, peers: { type: "boolean" } },
});
const SIZE = 150_000_000;
const FOLDER = `${MADE}/folder`;

/** The corpus, a file behind the other, until there is enough. @returns {number} bytes */
function make_folder() {
  const files = corpus();
  let bytes = 0;
  for (let i = 0; bytes < SIZE; i += 1) {
    const from = files[(i * 7919) % files.length];
    const to = `${FOLDER}/${i % 20}/${i}${extname(from)}`;
    mkdirSync(`${FOLDER}/${i % 20}`, { recursive: true });
    if (!existsSync(to)) copyFileSync(from, to);
    bytes += statSync(to).size;
  }
  return bytes;
}

const READ = `
const { readFileSync, readdirSync } = require("node:fs");
const held = [];
(function below(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = folder + "/" + entry.name;
    if (entry.isDirectory()) below(path);
    else held.push(readFileSync(path));
  }
})(${JSON.stringify(FOLDER)});`;

/** @param {string} command @param {string[]} args @returns {number} seconds */
function timed(command, args) {
  const begin = performance.now();
  const { status, signal, stderr } = spawnSync(command, args, {
    ...{ encoding: "utf8", maxBuffer: 1 << 30, timeout: 900_000 },
  });
  // 2 is also the answer where a limit cut something: it was read all the same.
  if (signal || (status ?? 3) > 2) throw new Error(`${command}: ${signal ?? stderr}`);
  return (performance.now() - begin) / 1e3;
}

const bytes = make_folder();
const cli = [
  "web/cli/stoprule.js",
  "scan",
  FOLDER,
  "--format",
  "json",
  "--output",
  `${MADE}/folder.json`,
];
const runs = [
  {
    name: "Node.js, reading",
    run: () => timed(process.execPath, ["-e", READ]),
    rounds: Number(flags.rounds),
  },
  { name: "stoprule scan", run: () => timed(process.execPath, cli), rounds: Number(flags.rounds) },
];
if (flags.peers && is_ready(SECRETLINT)) {
  const run = () => timed(SECRETLINT.program, SECRETLINT.args(FOLDER));
  runs.push({ name: "secretlint", run, rounds: 1 });
}
const best = runs.map(() => Infinity);
for (let i = 0; i < Number(flags.rounds); i += 1) {
  runs.forEach(({ run, rounds }, at) => {
    if (i < rounds) best[at] = Math.min(best[at], run());
  });
}
console.log(`A folder of ${(bytes / 1e6).toFixed(0)} MB, whole processes, best of ${flags.rounds}`);
runs.forEach(({ name }, at) => {
  const ratio =
    at === 0
      ? ""
      : at === 1
        ? `${(best[1] / best[0]).toFixed(2)} x reading`
        : `ours x${(best[at] / best[1]).toFixed(0)}`;
  console.log(`  ${name.padEnd(20)}${best[at].toFixed(2).padStart(8)} s  ${ratio}`);
});
