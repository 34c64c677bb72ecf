// Archives, packed files and source maps that were damaged at random: what is in them is found or the
// file is named, the rest is read, and the run ends.
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { own_folder, run_program } from "./command.js";
import { made_key, random_text } from "./made.js";

const folder = own_folder();
const TIMES = 60; // that each kind is damaged
const LEAK = `export const key = "${made_key()}";\n`;
const TEXT = Buffer.from(`/* ${random_text(600, 4)} */\n${LEAK}/* ${random_text(300, 5)} */\n`);

/** The same numbers every time, below `end`. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % end;
  };
}

/**
 * One to three bits turned round or bytes put in or taken out, or all behind a place cut off; the first
 * `kept` bytes stay, since a file of another kind is read as such.
 * @param {Uint8Array} whole @param {(end: number) => number} next @param {number} kept
 */
function damaged(whole, next, kept) {
  const place = (/** @type {Uint8Array} */ bytes) => kept + next(bytes.length - kept);
  let out = Buffer.from(whole);
  if (next(3) === 0) return out.subarray(0, place(out));
  for (let times = 1 + next(3); times > 0; times--) {
    const at = place(out);
    const way = next(4);
    if (way === 0) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + next(9))]);
    else if (way === 1)
      out = Buffer.concat([out.subarray(0, at), Buffer.alloc(1 + next(9)), out.subarray(at)]);
    else out[at] ^= 1 << next(8);
  }
  return out;
}

/** @param {string} name @param {Uint8Array | string} content */
function file(name, content) {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
}

/** @param {string} place */
function scan(place) {
  const { status, stdout, stderr } = run_program(["scan", place, "--format", "json"], folder);
  const report = JSON.parse(stdout);
  const uris = report.findings.map(
    (/** @type {any} */ f) => report.documents[f.location.document].uri,
  );
  return { status, report, uris, stderr };
}

/**
 * `tells_all`: whether the kind holds a checksum, so that no damage can stay unseen.
 * @type {Record<string, {whole: Uint8Array, kept: number, tells_all: boolean}>}
 */
const KINDS = {
  zip: { whole: zipSync({ "a/x.js": TEXT, "y.js": TEXT }), kept: 4, tells_all: true },
  "stored.zip": { whole: zipSync({ "x.js": TEXT }, { level: 0 }), kept: 4, tells_all: true },
  gz: { whole: gzipSync(TEXT), kept: 3, tells_all: true },
  br: { whole: brotliCompressSync(TEXT), kept: 0, tells_all: false },
};

for (const [kind, { whole, kept, tells_all }] of Object.entries(KINDS)) {
  test(`${TIMES} files of the kind ${kind}, damaged: each is read or named, and the next is read`, () => {
    const next = numbers(7);
    const names = Array.from({ length: TIMES }, (_, i) => `${kind}/${100 + i}.${kind}`);
    for (const name of names) file(name, damaged(whole, next, kept));
    file(`${kind}/whole.${kind}`, whole);
    file(`${kind}/z.js`, LEAK);
    const { status, report, uris, stderr } = scan(kind);
    assert.equal(status, 1);
    assert.equal(uris.at(-1), `${kind}/z.js`);
    assert.ok(uris.some((/** @type {string} */ uri) => uri.startsWith(`${kind}/whole.`)));
    const entries = kind === "zip" ? 2 : 1;
    const named = names.filter((name) => stderr.includes(name));
    assert.ok(named.length > TIMES / 3, `${named.length} are named`);
    for (const name of names) {
      const of_it = (/** @type {string} */ uri) => uri.startsWith(name);
      if (stderr.includes(name)) continue;
      const found = tells_all
        ? uris.filter(of_it).length === entries
        : report.documents.some((/** @type {any} */ document) => of_it(document.uri));
      assert.ok(found, `${name} is neither read nor named`);
    }
    rmSync(path.join(folder, kind, `whole.${kind}`));
    for (const name of names)
      if (uris.some((/** @type {string} */ uri) => uri.startsWith(name)))
        rmSync(path.join(folder, name));
    rmSync(path.join(folder, `${kind}/z.js`));
    // Where nothing at all could be read, there is no report.
    const last = run_program(["scan", kind, "--format", "json"], folder);
    assert.deepEqual(last.stdout === "" ? [] : JSON.parse(last.stdout).findings, []);
    assert.equal(last.status, 2, "nothing was found, and not all was read");
  });
}

test(`${TIMES} damaged source maps: the key is found all the same, and what can't be traced is told`, () => {
  const map = Buffer.from(
    JSON.stringify({
      ...{ version: 3, sources: ["../src/a.js"], names: ["key"] },
      ...{ sourcesContent: [LEAK], mappings: "AAAA,MAAM,CAAC,MAAM,GAAG,GAAG" },
    }),
  );
  const next = numbers(11);
  file("maps/package.json", "{}");
  for (let i = 0; i < TIMES; i++) {
    file(`maps/dist/${100 + i}.js`, `${LEAK}//# sourceMappingURL=${100 + i}.js.map\n`);
    file(`maps/dist/${100 + i}.js.map`, damaged(map, next, 0));
  }
  const { status, uris, stderr } = scan("maps/dist");
  assert.equal(status, 1);
  for (let i = 0; i < TIMES; i++) assert.ok(uris.includes(`maps/dist/${100 + i}.js`), String(i));
  const told = stderr.split("\n").filter((line) => line.includes("its source map"));
  assert.ok(told.length > TIMES / 3, `${told.length} are told`);
});
