// judge.js - stoprule audit and stoprule scan: files in, one report out.
import { readFile } from "node:fs/promises";
import { StopruleError } from "../lib/index.js";
import { LEVELS, usage } from "./arguments.js";
import { is_local } from "./local.js";
import { Output, Progress, colored, has_color, note } from "./output.js";
import { with_pieces } from "./read.js";
import { problem_of, uri_of, walk } from "./walk.js";

/** @typedef {import("./arguments.js").Arguments} Arguments */
/** @typedef {import("../lib/index.js").Options} Options */
/** @typedef {import("../lib/index.js").Report} Report */
/** @typedef {import("../lib/index.js").Run} Run */
/** @typedef {import("../lib/index.js").Stoprule} Stoprule */

export const CLEAN = 0;
export const FOUND = 1;
export const FAILED = 2;

/** @param {string} file */
async function text_of(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw usage(`${file}: ${problem_of(error)}`);
  }
}

/** @param {string} file a JSON list of fingerprints, or a report */
async function fingerprints_of(file) {
  let json;
  try {
    json = JSON.parse(await text_of(file));
  } catch (error) {
    if (error instanceof StopruleError) throw error;
    throw usage(`${file}: not JSON`);
  }
  const list = Array.isArray(json)
    ? json
    : [
        ...(json?.findings ?? []),
        ...(json?.suppressed ?? []).map((/** @type {any} */ s) => s.finding),
      ].map((finding) => finding.fingerprint);
  if (!list.every((entry) => typeof entry === "string")) {
    throw usage(`${file}: neither a list of fingerprints nor a report`);
  }
  return list;
}

/** @param {Arguments} args @param {NodeJS.ProcessEnv} env */
export async function core_options(args, env) {
  /** @type {Options & {mode: "audit"|"scan"}} */
  const options = {
    mode: args.command === "scan" ? "scan" : "audit",
    language: args.language,
    today: args.today,
  };
  if (env.STOPRULE_FINGERPRINT_KEY) options.fingerprint_key = env.STOPRULE_FINGERPRINT_KEY;
  if (args.baseline.length) {
    options.baseline = (await Promise.all(args.baseline.map(fingerprints_of))).flat();
  }
  if (args.rules.length) {
    options.rules = await Promise.all(
      args.rules.map(async (name) => ({ name: uri_of(name), text: await text_of(name) })),
    );
  }
  return options;
}

/** Whether a report holds something at or above the threshold. @param {Report} report @param {Arguments} args */
export function is_found(report, args) {
  const levels = LEVELS[args.command];
  const threshold = args.failOn || (args.command === "scan" ? "error" : "stop");
  if (threshold === "never") return false;
  const found =
    args.command === "scan" ? report.findings.map((f) => f.severity) : [report.verdict.level];
  return found.some((level) => levels.indexOf(level) >= levels.indexOf(threshold));
}

/** What one run read, and what it could not. */
class Reading {
  /** @param {Run} run @param {Arguments} args */
  constructor(run, args) {
    this.run = run;
    this.args = args;
    this.progress = new Progress(!args.quiet);
    this.documents = 0;
    this.media = 0;
    this.unread = 0;
  }

  /** @param {string} name @param {string} problem */
  fail(name, problem) {
    this.unread += 1;
    this.progress.done();
    note(`${name}: ${problem}; it was not read`);
  }

  /** @param {string} uri @param {AsyncIterable<Uint8Array>} pieces @param {boolean} local */
  async document(uri, pieces, local) {
    const { kind } = this.args;
    this.documents += 1;
    this.run.begin(local ? { uri, kind, local } : { uri, kind });
    try {
      for await (const piece of pieces) {
        this.run.feed(piece);
        this.progress.step(piece.length, uri);
      }
    } catch (error) {
      if (error instanceof StopruleError) throw error;
      this.fail(uri, `only its beginning could be read (${problem_of(error)})`);
    }
    this.run.end();
    this.progress.files += 1;
  }

  /** @param {string} path */
  async file(path) {
    const uri = uri_of(path);
    const local = this.args.command === "audit" && (await is_local(path));
    try {
      const read = await with_pieces(path, (pieces) => this.document(uri, pieces, local));
      if (!read) this.media += 1;
    } catch (error) {
      if (error instanceof StopruleError) throw error;
      this.fail(uri, problem_of(error));
    }
  }

  async everything() {
    const { command, operands } = this.args;
    if (command === "scan" && operands.length === 0) throw usage("scan takes the paths to scan");
    if (operands.length === 0 || operands.includes("-")) {
      if (operands.length > 1) throw usage("standard input (-) stands alone");
      if (process.stdin.isTTY && !this.args.quiet)
        note("reading from the terminal; end with Ctrl-D");
      await this.document("", process.stdin, false);
      return;
    }
    for await (const found of walk(operands)) {
      if ("problem" in found) this.fail(uri_of(found.path), found.problem);
      else await this.file(found.path);
    }
  }
}

/**
 * @param {Stoprule} stoprule @param {Arguments} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export async function judge(stoprule, args, env) {
  const run = stoprule.start(await core_options(args, env));
  try {
    const reading = new Reading(run, args);
    await reading.everything();
    reading.progress.done();
    if (reading.media && !args.quiet)
      note(`${reading.media} images, fonts or recordings passed over`);
    if (reading.documents === 0 && reading.unread === 0) throw usage("no file matched");

    const json = run.finish("json");
    const report = /** @type {Report} */ (JSON.parse(json));
    const output = new Output(args.output);
    const text = args.format === "json" ? json : run.render(args.format);
    const color = args.format === "pretty" && !args.output && has_color(args.color, process.stdout);
    await output.write(color ? colored(text) : text);
    if (!text.endsWith("\n")) await output.write("\n");
    await output.end();

    if (is_found(report, args)) return FOUND;
    return reading.unread || report.incomplete.length ? FAILED : CLEAN;
  } finally {
    run.close();
  }
}
