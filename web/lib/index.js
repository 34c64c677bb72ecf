// index.js - the library. It feeds texts to the core and hands back the core's report; it judges nothing,
// reads no clock, opens no file but its own module, and sends nothing anywhere.
import { module_bytes } from "#module";
import { Core, StopruleError, compile } from "./core.js";

export { StopruleError };

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./report.d.ts").Location} Location */
/** @typedef {import("./report.d.ts").Finding} Finding */

/**
 * @typedef {object} DocumentInfo
 * @property {string} [uri] relative, POSIX form; shown, never opened
 * @property {"output"|"origin"} [role] what ships, or what it was made from
 * @property {"auto"|"text"|"script"} [kind]
 * @property {boolean} [local] git-ignored, or outside a repository
 * @property {boolean} [first_party] a source of your own, whose inline markers count
 * @property {number} [clean_bytes] bytes that are not fed, since nothing was found in them elsewhere
 */
/** @typedef {string | Uint8Array} Piece */
/** @typedef {Piece | Blob | AsyncIterable<Piece> | Iterable<Piece>} Content */
/** @typedef {DocumentInfo & { text: Content }} Document */
/** @typedef {Content | Document} Input a text, or a text with what is known about it */

/**
 * The core's own names, as they are; an unknown one is an error.
 * @typedef {object} Options
 * @property {string} [language] of the messages: "en", "zh"; English where a language has no text
 * @property {string} [today] YYYY-MM-DD; without it age and expiry are not judged
 * @property {string} [fingerprint_key] at least 32 bytes; never written anywhere
 * @property {string[]} [baseline] fingerprints of known findings
 * @property {Partial<Record<"text_bytes"|"total_text_bytes"|"findings"|"claims"|"endpoints"|"decode_depth"|"decoded_bytes", number>>} [limits]
 * @property {{name: string, text: string}[]} [rules] files in the schema of core/data/README.md
 * @property {{name: string, value: string, file?: string}[]} [secrets] your own: looked for exactly, and encoded
 * @property {Ignore[]} [ignores] findings that somebody answers for
 */

/**
 * Covers what all of its rule, path and fingerprint cover; at least one is given.
 * @typedef {{rule?: string, path?: string, fingerprint?: string, reason: string, until?: string}} Ignore
 */

const LARGEST_KEPT = 256 << 20; // memory of an instance that is used again
const decoder = new TextDecoder();

/** A run over some documents: begin, feed, end for each, then finish; close when done with it. */
export class Run {
  /**
   * Made by Stoprule.start().
   * @param {Core} core
   * @param {(core: Core) => void} release
   */
  constructor(core, release) {
    /** @internal */
    this.core = core;
    /** @internal @type {((core: Core) => void) | null} */
    this.release = release;
  }

  /** @param {DocumentInfo} info */
  begin(info) {
    this.core.begin(info);
  }

  /** However a text is cut into pieces, the report is the same. @param {Piece} piece */
  feed(piece) {
    this.core.feed(piece);
  }

  /**
   * Feeds what `read` puts into the buffer it is given, without a copy; gives the number of bytes.
   * @param {(into: Uint8Array) => number} read
   */
  feed_from(read) {
    return this.core.feed_from(read);
  }

  /**
   * The mappings of a source map of an output that was read before; its sources are added after it.
   * @param {{uri: string, maps: string, sources: string[], from_line?: number, from_column?: number}} info
   * @param {string} mappings
   */
  add_mappings(info, mappings) {
    this.core.begin({ ...info, role: "origin", kind: "mappings" });
    this.core.feed(mappings);
    this.core.end();
  }

  /** Keys found so far in outputs: without any, origins need not be read. */
  found() {
    return this.core.found();
  }

  end() {
    this.core.end();
  }

  /** begin, feed and end of one document. @param {Input} input */
  async add(input) {
    const { text, ...info } = is_document(input) ? input : { text: input };
    this.begin(info);
    for await (const piece of pieces_of(text)) this.feed(piece);
    this.end();
  }

  /** @param {string} [format] @returns {Uint8Array} UTF-8 */
  finish_bytes(format = "json") {
    return this.core.finish(format);
  }

  /** @param {string} [format] */
  finish(format = "json") {
    return decoder.decode(this.core.finish(format));
  }

  /** The report in a further format; after finish(). @param {string} format */
  render(format) {
    return decoder.decode(this.core.render(format));
  }

  /** Gives the instance back. The run can't be used after it. */
  close() {
    this.release?.(this.core);
    this.release = null;
  }
}

/** A compiled module. Runs don't share state, so any number may be open at a time. */
export class Stoprule {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.module = module;
    /** @internal @type {Core[]} */
    this.idle = [];
  }

  /** @internal */
  take() {
    return this.idle.pop() ?? new Core(this.module);
  }

  /** @internal @param {Core} core */
  give_back(core) {
    if (!core.broken) core.close();
    if (!core.broken && core.size <= LARGEST_KEPT) this.idle.push(core);
  }

  /** @param {Options & {mode?: "audit"|"scan"}} [options] */
  start(options = {}) {
    const core = this.take();
    const run = new Run(core, (used) => this.give_back(used));
    try {
      core.open(options);
    } catch (error) {
      run.close();
      throw error;
    }
    return run;
  }

  /**
   * Everything: keys, endpoints, claims, the five answers, routes, the verdict.
   * @param {Input | Input[]} input @param {Options} [options] @returns {Promise<Report>}
   */
  audit(input, options) {
    return this.run("audit", input, options);
  }

  /**
   * Keys and where they go; streams, whatever the size.
   * @param {Input | Input[]} input @param {Options} [options] @returns {Promise<Report>}
   */
  scan(input, options) {
    return this.run("scan", input, options);
  }

  /** @internal @param {"audit"|"scan"} mode @param {Input | Input[]} input @param {Options} [options] */
  async run(mode, input, options) {
    const run = this.start({ ...options, mode });
    try {
      const documents = Array.isArray(input) ? input : [input];
      for (const document of documents) await run.add(document);
      return /** @type {Report} */ (JSON.parse(run.finish()));
    } finally {
      run.close();
    }
  }

  /**
   * What a rule, claim, route, question or vendor means, and where that comes from.
   * @param {string} id @param {{language?: string}} [options]
   */
  explain(id, { language = "en" } = {}) {
    return this.ask((core) => core.explain({ id, language }));
  }

  /**
   * Which route do I need: the answers so far in, the next question or the route out.
   * @param {Record<string, string>} answers @param {{language?: string}} [options]
   */
  choose(answers, { language = "en" } = {}) {
    return this.ask((core) => core.choose({ answers, language }));
  }

  /** @internal @param {(core: Core) => string} question */
  ask(question) {
    const core = this.take();
    try {
      return JSON.parse(question(core));
    } finally {
      this.give_back(core);
    }
  }
}

/**
 * @param {Input} input
 * @returns {input is Document}
 */
function is_document(input) {
  return typeof input === "object" && "text" in input && typeof input.text !== "function";
}

/** @param {Content} content @returns {AsyncIterable<Piece> | Iterable<Piece>} */
function pieces_of(content) {
  if (typeof content === "string" || content instanceof Uint8Array) return [content];
  return content instanceof Blob ? read_blob(content) : content;
}

/** Not every browser's streams are iterable. @param {Blob} blob */
async function* read_blob(blob) {
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/**
 * @param {BufferSource | WebAssembly.Module} [source] the module's bytes; found by itself when left out
 * @returns {Promise<Stoprule>}
 */
export async function load(source) {
  if (source instanceof WebAssembly.Module) return new Stoprule(source);
  return new Stoprule(await compile(source ?? (await module_bytes())));
}

/** @type {Promise<Stoprule> | undefined} */
let loaded;
const shared = () => (loaded ??= load());

/** @param {Input | Input[]} input @param {Options} [options] */
export const audit = async (input, options) => (await shared()).audit(input, options);

/** @param {Input | Input[]} input @param {Options} [options] */
export const scan = async (input, options) => (await shared()).scan(input, options);

/** @param {string} id @param {{language?: string}} [options] */
export const explain = async (id, options) => (await shared()).explain(id, options);

/** @param {Record<string, string>} answers @param {{language?: string}} [options] */
export const choose = async (answers, options) => (await shared()).choose(answers, options);
