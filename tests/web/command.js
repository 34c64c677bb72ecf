// command.js - the command line in tests: where it is, a folder to run it in, and a run of it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { secret_of, tells } from "./made.js";
import { valid_report, valid_sarif } from "./schemas.js";

export const PROGRAM = fileURLToPath(new URL("../../web/cli/stoprule.js", import.meta.url));

/** A folder of the test file that asks for it; gone with its last test. */
export function own_folder() {
  const folder = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/**
 * To its end; whatever else a test asks for, the first made key must not be printed, and a report is what its schema
 * says. `env` is beside PATH and LANG.
 * @param {string[]} args @param {string} cwd
 * @param {Omit<import("node:child_process").SpawnSyncOptionsWithStringEncoding, "encoding" | "cwd" | "env"> & {env?: Record<string, string>}} [more]
 */
export function run_program(args, cwd, { env, ...more } = {}) {
  const result = spawnSync(process.execPath, [PROGRAM, ...args], {
    ...{ cwd, encoding: "utf8", timeout: 120_000, maxBuffer: 1 << 28, ...more },
    env: { PATH: process.env.PATH, LANG: "C.UTF-8", ...env },
  });
  assert.equal(result.signal, null, "it hangs");
  // Streams that a test sends elsewhere are null.
  const { status, stdout = "", stderr = "" } = result;
  const said = { status, stdout: stdout ?? "", stderr: stderr ?? "" };
  assert.ok(!tells(said.stdout + said.stderr, secret_of()), "the secret was printed");
  if (said.stdout.startsWith('{"schema"')) valid_report(JSON.parse(said.stdout));
  if (said.stdout.startsWith('{"$schema"')) valid_sarif(JSON.parse(said.stdout));
  return said;
}
