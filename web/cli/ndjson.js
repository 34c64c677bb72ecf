// ndjson.js - the filter for pipes and distributed engines: one JSON object a line in, one line out, in
// order, in bounded memory. A bad line is answered and never the end of the run.
import { StopruleError } from "../lib/index.js";
import { CLEAN, FOUND, core_options, is_found, started } from "./judge.js";
import { Output } from "./output.js";

/** @typedef {import("./arguments.js").Arguments} Arguments */
/** @typedef {import("../lib/index.js").Options} Options */
/** @typedef {import("../lib/index.js").Stoprule} Stoprule */

const LONGEST_LINE = 64 << 20;
const LF = 10;
const CR = 13;
const SPACE = 32;
const encoder = new TextEncoder();

/**
 * Lines without their LF; null for one that is too long to hold.
 * @param {AsyncIterable<Uint8Array>} pieces
 * @returns {AsyncGenerator<Buffer | null>}
 */
async function* lines_of(pieces) {
  /** @type {Uint8Array[]} */
  let held = [];
  let size = 0;
  for await (const piece of pieces) {
    let begin = 0;
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, begin)) {
      size += at - begin;
      yield size > LONGEST_LINE ? null : Buffer.concat([...held, piece.subarray(begin, at)]);
      held = [];
      size = 0;
      begin = at + 1;
    }
    size += piece.length - begin;
    if (size > LONGEST_LINE) held = [];
    else if (begin < piece.length) held.push(piece.subarray(begin));
  }
  if (size > 0) yield size > LONGEST_LINE ? null : Buffer.concat(held);
}

/** @param {Buffer | null} line @returns {{id: unknown, text: string, uri: string}} */
function request_of(line) {
  if (line === null) throw new StopruleError("line", `longer than ${LONGEST_LINE} bytes`);
  let value;
  try {
    value = JSON.parse(line.toString());
  } catch {
    throw new StopruleError("line", "not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new StopruleError("line", "not an object");
  }
  const { id = null, text, uri = "" } = value;
  if (typeof text !== "string")
    throw with_id(id, new StopruleError("line", "text is not a string"));
  if (typeof uri !== "string") throw with_id(id, new StopruleError("line", "uri is not a string"));
  return { id, text, uri };
}

/** @param {unknown} id @param {unknown} error */
const with_id = (id, error) => Object.assign(/** @type {Error} */ (error), { id });

/** @param {Stoprule} stoprule @param {Options} options @param {Buffer | null} line */
function answer(stoprule, options, line) {
  const { id, text, uri } = request_of(line);
  try {
    const run = stoprule.start(options);
    try {
      run.begin({ uri });
      run.feed(text);
      run.end();
      return { id, report: run.finish_bytes("json") };
    } finally {
      run.close();
    }
  } catch (error) {
    throw with_id(id, error);
  }
}

/**
 * @param {Stoprule} stoprule @param {Arguments} args @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} the exit code
 */
export async function filter(stoprule, args, env) {
  const options = await core_options(args, env);
  started(stoprule, options, args).close(); // an error of use is told once, not on every line
  const output = new Output(args.output);
  const decoder = new TextDecoder();
  let found = false;
  for await (const line of lines_of(process.stdin)) {
    if (line?.every((byte) => byte === CR || byte === SPACE)) continue;
    try {
      const { id, report } = answer(stoprule, options, line);
      if (args.failOn) found ||= is_found(JSON.parse(decoder.decode(report)), args);
      const head = encoder.encode(`{"id":${JSON.stringify(id)},"report":`);
      await output.write(Buffer.concat([head, report, encoder.encode("}\n")]));
    } catch (error) {
      if (!(error instanceof StopruleError)) throw error;
      const id = /** @type {any} */ (error).id ?? null;
      await output.write(`${JSON.stringify({ id, error })}\n`);
    }
  }
  await output.end();
  return found ? FOUND : CLEAN;
}
