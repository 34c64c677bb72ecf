// inputs.js - what is measured: the corpus, and texts made from it or made to be hard.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";

const CORPUS = "tests/bench/corpus";
export const MADE = "build/bench";
const SMALLEST = 20_000; // bytes: what is shorter is no bundle

/** The bundles of the pinned packages, installed when they are not there. @returns {string[]} */
export function corpus() {
  if (!existsSync(`${CORPUS}/node_modules`)) {
    console.log("Installing the corpus (1 GB)…");
    const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: CORPUS,
      stdio: "inherit",
    });
    if (npm.status !== 0) throw new Error("The corpus can't be installed.");
  }
  const { dependencies } = JSON.parse(readFileSync(`${CORPUS}/package.json`, "utf8"));
  return Object.keys(dependencies)
    .flatMap((name) => [...files_below(`${CORPUS}/node_modules/${name}`)])
    .filter((path) => [".js", ".mjs", ".cjs"].includes(extname(path)))
    .filter((path) => statSync(path).size >= SMALLEST)
    .sort();
}

/** @param {string} folder @returns {Generator<string>} */
function* files_below(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && entry.name !== "node_modules") yield* files_below(path);
  }
}

/** @param {string} name @param {Buffer | string} bytes */
export function make(name, bytes) {
  mkdirSync(MADE, { recursive: true });
  const path = `${MADE}/${name}`;
  writeFileSync(path, bytes);
  return path;
}

/** The corpus one file behind another, again and again, up to a size. @param {string[]} files @param {number} size */
export function stretch(files, size) {
  const out = Buffer.alloc(size);
  for (let at = 0, i = 0; at < size; i += 1) {
    at += readFileSync(files[(i * 7919) % files.length]).copy(out, at);
  }
  return out;
}

/** The same without an end of line. @param {Buffer} bytes */
export function one_line(bytes) {
  const out = Buffer.from(bytes);
  for (let i = 0; i < out.length; i += 1) {
    if (out[i] === 10 || out[i] === 13) out[i] = 32;
  }
  return out;
}

// A fixed sequence: every run measures the same bytes.
function* numbers() {
  let state = 0x9e3779b9;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

/** @param {number} size @param {(next: number) => number | string} piece */
function fill(size, piece) {
  const out = Buffer.alloc(size);
  const random = numbers();
  for (let at = 0; at < size;) {
    const next = piece(/** @type {number} */ (random.next().value));
    if (typeof next === "number") out[at++] = next;
    else at += out.write(next, at, "latin1");
  }
  return out;
}

const KEY_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+/";

/** The literals that key rules begin with or name, from the data. @returns {string[]} */
function literals() {
  const folder = "core/data/vendors";
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8").replace(/^\s*\/\/.*$/gm, ""); // comments
    const { keys = [] } = JSON.parse(text);
    return keys.flatMap((/** @type {any} */ rule) => [
      ...(rule.anchors ?? []),
      ...(rule.near ?? []),
      rule.token?.split("{")[0] || "://",
    ]);
  });
}

/** Texts that are hard for one part or another. @param {number} size @returns {Record<string, Buffer>} */
export function hostile(size) {
  const words = literals();
  return {
    "token characters": fill(size, (n) => KEY_CHARACTERS.charCodeAt(n % KEY_CHARACTERS.length)),
    quotes: Buffer.alloc(size, '"'),
    "at signs": Buffer.alloc(size, "a://b@"),
    prefixes: fill(size, (n) => words[n % words.length] + (n % 5 === 0 ? '="' : " ")),
    "prefixes and runs": fill(size, (n) => `${words[n % words.length]}="${n}abcdefghij${n}";`),
    "one prefix": Buffer.alloc(size, "secret="),
    "random bytes": fill(size, (n) => n & 255),
  };
}

/** Rules as a user may add them, in the mix that the catalog has. @param {number} count */
export function synthetic_rules(count) {
  const letters = "bcdfghjklmnpqrstvwxz";
  const random = numbers();
  const word = (/** @type {number} */ size) => {
    let out = "";
    while (out.length < size) out += letters[Number(random.next().value) % letters.length];
    return out;
  };
  const keys = Array.from({ length: count }, (_, i) => {
    const name = word(7);
    const rule = { id: `made-${i}`, name, exposure: "never", source: "https://example.com/" };
    if (i % 10 === 0) {
      const pattern = `(?i)${name}[\\w.\\-]{0,24}["']?\\s{0,4}[:=]\\s{0,4}["']([a-z0-9]{20,40})["']`;
      return { ...rule, pattern, anchors: [name] };
    }
    if (i % 2 === 0) return { ...rule, token: `{alnum:${20 + (i % 30)}}`, near: [name] };
    return { ...rule, token: `${word(4)}_{alnum:32}` };
  });
  const vendor = { id: "made", name: "Made", kind: "service", as_of: "2026-01-01" };
  return JSON.stringify({ ...vendor, sources: ["https://example.com/"], keys });
}
