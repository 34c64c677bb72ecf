// peers.js - other scanners on the same files, each pinned to one core with live validation off. A
// peer that can't be installed from its registry is named and left out.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { MADE } from "./inputs.js";

const HOME = resolve(`${MADE}/peers`);

/** @param {string} command @param {string[]} args @param {object} [options] */
function run(command, args, options) {
  return spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 30, ...options });
}

/** @param {string[]} packages */
const from_pypi = (packages) => () =>
  run("python3", ["-m", "venv", `${HOME}/python`]).status === 0 &&
  run(`${HOME}/python/bin/pip`, ["install", "--quiet", ...packages]).status === 0;

/** What a peer needs to run; false where it can't be installed. @param {{program: string, install: () => boolean, prepare?: () => void}} peer */
export function is_ready(peer) {
  mkdirSync(HOME, { recursive: true });
  if (!existsSync(peer.program) && !peer.install()) return false;
  peer.prepare?.();
  return true;
}

export const SECRETLINT = {
  name: "secretlint",
  rules: "recommended preset",
  program: `${HOME}/node_modules/.bin/secretlint`,
  install: () =>
    run("npm", [
      ...["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", HOME],
      ...["secretlint@13.0.6", "@secretlint/secretlint-rule-preset-recommend@13.0.7"],
    ]).status === 0,
  prepare: () => {
    const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend" }];
    writeFileSync(`${HOME}/.secretlintrc.json`, JSON.stringify({ rules }));
  },
  args: (/** @type {string} */ folder) => [
    // What is measured stands in build/, which git ignores.
    ...["--secretlintrc", `${HOME}/.secretlintrc.json`, "--no-gitignore"],
    ...["--format", "json", `${folder}/**/*`],
  ],
};

const PEERS = [
  SECRETLINT,
  {
    name: "kingfisher",
    rules: "its own, 483",
    program: `${HOME}/python/bin/kingfisher`,
    install: from_pypi(["kingfisher-bin==2.14.0"]),
    args: (/** @type {string} */ folder) => [
      ...["scan", folder, "--no-validate", "--jobs", "1", "--format", "json"],
      ...["--no-update-check"],
    ],
  },
  {
    name: "detect-secrets",
    rules: "26 plugins",
    program: `${HOME}/python/bin/detect-secrets`,
    install: from_pypi(["detect-secrets==1.5.0"]),
    args: (/** @type {string} */ folder) => [
      ...["-c", "1", "scan", "--all-files", "--no-verify", folder],
    ],
  },
  {
    name: "gitleaks",
    rules: "its own, 222",
    program: `${HOME}/bin/gitleaks`,
    install: () =>
      run("go", ["install", "github.com/gitleaks/gitleaks/v8@v8.28.0"], {
        env: { ...process.env, GOBIN: `${HOME}/bin` },
      }).status === 0,
    env: { GOMAXPROCS: "1" },
    args: (/** @type {string} */ folder) => ["dir", folder, "--no-banner", "--exit-code", "0"],
  },
  {
    name: "ripsecrets",
    rules: "its own, about 20",
    program: `${HOME}/bin/ripsecrets`,
    install: () => run("cargo", ["install", "--quiet", "--root", HOME, "ripsecrets"]).status === 0,
    args: (/** @type {string} */ folder) => [folder],
  },
];

/**
 * @param {string} folder @param {number} bytes @param {number} rounds
 * @param {(name: string, rates: number[], note: string) => void} say
 */
export function measure_peers(folder, bytes, rounds, say) {
  for (const peer of PEERS) {
    if (!is_ready(peer)) {
      say(peer.name, [], "not installable here");
      continue;
    }
    const args = ["--cpu-list", "0", peer.program, ...peer.args(folder)];
    const rates = [];
    let status = 0;
    for (let i = 0; i < rounds; i += 1) {
      const begin = performance.now();
      const done = run("taskset", args, { env: { ...process.env, ...peer.env }, timeout: 300_000 });
      rates.push(bytes / 1e3 / (performance.now() - begin));
      status = done.status ?? -1;
    }
    say(peer.name, status < 0 ? [] : rates, `${peer.rules}; exit ${status}`);
  }
}
