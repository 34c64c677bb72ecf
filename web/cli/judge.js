// judge.js - stoprule audit and stoprule scan: files in, one report out.
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { first_party_in, is_local } from "../collect/local.js";
import { masked } from "../collect/masked.js";
import { add_origins, project_of } from "../collect/origins.js";
import { Pool } from "../collect/pool.js";
import { Reading } from "../collect/reading.js";
import { own_secrets } from "../collect/secrets.js";
import { inside, problem_of, uri_of, walk } from "../collect/walk.js";
import { StopruleError } from "../lib/index.js";
import { LEVELS, usage } from "./arguments.js";
import { Output, Progress, for_terminal, has_color, must_be_writable, note } from "./output.js";

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
    throw new StopruleError("usage", problem_of(error), file);
  }
}

/** @param {string} file a JSON list of fingerprints, or a report */
async function fingerprints_of(file) {
  let json;
  try {
    json = JSON.parse(await text_of(file));
  } catch (error) {
    if (error instanceof StopruleError) throw error;
    throw new StopruleError("usage", "not JSON", file);
  }
  const no_baseline = () =>
    new StopruleError("usage", "neither a list of fingerprints nor a report", file);
  if (!Array.isArray(json) && !Array.isArray(json?.findings)) throw no_baseline();
  const list = Array.isArray(json)
    ? json
    : [...json.findings, ...(json.suppressed ?? []).map((/** @type {any} */ s) => s.finding)].map(
        (finding) => finding?.fingerprint,
      );
  if (!list.every((entry) => typeof entry === "string")) throw no_baseline();
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
  const secrets = own_secrets(args, env, (prefix) => {
    if (!args.quiet) note(`no variable begins with ${prefix}: no value was looked for`);
  });
  if (secrets.length) options.secrets = secrets;
  if (args.ignores.length) options.ignores = args.ignores;
  const limits = { ...args.limits, ...(args.maxFindings && { findings: args.maxFindings }) };
  if (Object.keys(limits).length) options.limits = limits;
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

/** @typedef {{path: import("../collect/walk.js").Path, size: number} | {path: import("../collect/walk.js").Path, problem: string}} Found */

class Judge {
  /** @param {Run} run @param {Arguments} args @param {Stoprule} stoprule @param {Options} options */
  constructor(run, args, stoprule, options) {
    this.run = run;
    this.args = args;
    this.stoprule = stoprule;
    this.options = options;
    this.progress = new Progress(!args.quiet, (name) => masked(stoprule, name, options));
    this.reading = new Reading(run, {
      unread: (uri, problem) => this.tell(`${uri}: ${problem}; it was not read`),
      step: (bytes, uri) => this.progress.step(bytes, uri),
    });
  }

  /** @param {string} text */
  tell(text) {
    this.progress.done();
    note(masked(this.stoprule, text, this.options));
  }

  /** Everything that the paths stand for, where the whole of it has to be known first. */
  async scan() {
    const { operands, kind } = this.args;
    const all = [...walk(operands)];
    const files = all.flatMap((found) => ("problem" in found ? [] : [found]));
    const pool = new Pool(this.stoprule, this.options, kind, files, {
      lost: (problem) =>
        this.tell(`a thread has stopped (${problem}); its files are read by another`),
    });
    try {
      await this.read_all(all, pool);
    } finally {
      await pool.close();
    }
    this.origins(operands);
  }

  /** @private @param {(import("../collect/walk.js").FileFound | import("../collect/walk.js").Unread)[]} all @param {Pool} pool */
  async read_all(all, pool) {
    const { kind } = this.args;
    const first_party = first_party_in(process.cwd());
    let at = 0;
    for (const found of all) {
      const uri = uri_of(found.path);
      if ("problem" in found) {
        this.reading.fail(uri, found.problem);
        continue;
      }
      const size = await pool.clean_size(at++);
      const info = { uri, kind, first_party: first_party(path.resolve(found.path.toString())) };
      if (size >= 0) this.reading.clean(found.path, info, size);
      else await this.reading.file(found.path, info);
      this.progress.files += 1;
    }
  }

  /** @param {string[]} operands */
  origins(operands) {
    const outputs = operands.map((one) => path.resolve(one));
    const here = process.cwd();
    const projects = outputs.map((one) => project_of(one === here ? one : path.dirname(one)));
    const given = this.args.root ? [path.resolve(this.args.root)] : projects;
    const roots = given.filter((root) => root !== "");
    // A project that was scanned itself is no origin of itself.
    if (roots.some((root) => inside(root, outputs))) return;
    const unread = (/** @type {string} */ uri, /** @type {string} */ problem) =>
      this.tell(`${uri}: ${problem}; nothing was traced to it`);
    add_origins(this.run, { found: this.reading.found, roots, outputs, unread });
  }

  async audit() {
    const { operands, kind } = this.args;
    for (const found of walk(operands)) {
      const uri = uri_of(found.path);
      if ("problem" in found) this.reading.fail(uri, found.problem);
      else {
        const local = await is_local(found.path.toString());
        await this.reading.file(found.path, local ? { uri, kind, local } : { uri, kind });
      }
      this.progress.files += 1;
    }
  }

  async everything() {
    const { command, operands, kind } = this.args;
    if (command === "scan" && operands.length === 0) throw usage("scan takes the paths to scan");
    if (operands.length === 0 || operands.includes("-")) {
      if (operands.length > 1) throw usage("standard input (-) stands alone");
      if (process.stdin.isTTY && !this.args.quiet)
        note("reading from the terminal; end with Ctrl-D");
      return this.reading.stream({ uri: "", kind }, process.stdin);
    }
    return command === "scan" ? this.scan() : this.audit();
  }

  /** What was passed over, in one line each. */
  passed_over() {
    const { media, twins } = this.reading;
    if (media) note(`${media} images, fonts or recordings passed over`);
    if (twins) note(`${twins} packed copies of files passed over that were read themselves`);
  }
}

/** @param {Report} report @param {string} file */
async function write_baseline(report, file) {
  const all = [...report.findings, ...report.suppressed.map((one) => one.finding)];
  const known = [...new Set(all.map((finding) => finding.fingerprint))].sort();
  const output = new Output(file);
  await output.write(`${JSON.stringify(known, null, 2)}\n`);
  await output.end();
  const blind = known.filter((fingerprint) => fingerprint.startsWith("s1:")).length;
  if (blind) {
    note(
      `${blind} of ${known.length} fingerprints hold nothing of the value: a replaced key would stay hidden. Set STOPRULE_FINGERPRINT_KEY to change that`,
    );
  }
}

/**
 * @param {Stoprule} stoprule @param {Arguments} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export async function judge(stoprule, args, env) {
  const options = await core_options(args, env);
  for (const file of [args.output, args.writeBaseline]) must_be_writable(file);
  if (args.root && !statSync(args.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StopruleError(
      "usage",
      "there is no such folder; --root takes the project's",
      args.root,
    );
  }
  const run = started(stoprule, options, args);
  try {
    const judge = new Judge(run, args, stoprule, options);
    const { reading } = judge;
    await judge.everything();
    judge.progress.done();
    if (!args.quiet) judge.passed_over();
    if (reading.documents + reading.media === 0) {
      const where = args.operands.join(", ");
      throw new StopruleError(
        "usage",
        reading.unread ? "nothing could be read" : "no file is in it",
        where,
      );
    }
    const json = run.finish("json");
    const report = /** @type {Report} */ (JSON.parse(json));
    if (args.writeBaseline) await write_baseline(report, args.writeBaseline);
    const output = new Output(args.output);
    const text = args.format === "json" ? json : run.render(args.format);
    const { columns } = process.stdout; // of a terminal
    const color = has_color(args.color, process.stdout);
    const shown = args.format === "pretty" && !args.output;
    await output.write(shown ? for_terminal(text, { color, columns }) : text);
    if (!text.endsWith("\n")) await output.write("\n");
    await output.end();

    if (is_found(report, args)) return FOUND;
    // What is left of nothing was looked at whole: a value that is too short to be looked for.
    const cut = report.incomplete.some(({ left }) => left > 0);
    return reading.unread || cut ? FAILED : CLEAN;
  } finally {
    run.close();
  }
}

/** A run; an error in what the config file says names its line. @param {Stoprule} stoprule @param {Options} options @param {Arguments} args */
export function started(stoprule, options, args) {
  try {
    return stoprule.start(options);
  } catch (error) {
    throw error instanceof StopruleError ? args.placed(error) : error;
  }
}
