// A million lines through each of the two programs: bounded memory, in order, bad lines among them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { flood } from "../web/flood.js";

const at = (/** @type {string} */ name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const LINES = 1_000_000;
const MOST = 40; // MB that a program may grow by after the first tenth

test("the command line", async () => {
  const { first, all } = await flood(
    process.execPath,
    [at("web/cli/stoprule.js"), "scan", "--ndjson"],
    LINES,
  );
  assert.ok(all - first < MOST, `${first} MB, then ${all} MB`);
});

test("the native program", async () => {
  const program = at("build/dev/bin/stoprule-native");
  const { first, all } = await flood(program, ["scan", "--ndjson"], LINES);
  assert.ok(all - first < 4, `${first} MB, then ${all} MB`);
});
