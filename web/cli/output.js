// output.js - where reports go, how they are coloured, and what is told on standard error meanwhile.
import { accessSync, constants, createWriteStream, statSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { StopruleError } from "../lib/index.js";

/** @param {unknown} error of writing a file */
export function write_problem_of(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "its folder is not there; make it first";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "no permission to write it";
    case "EISDIR":
      return "it is a folder; name a file in it";
    case "ENOSPC":
      return "the disk is full (ENOSPC)";
    default:
      return code ?? message;
  }
}

/**
 * Fails before the work is done where its report could not be written after it.
 * @param {string} file "" for standard output
 */
export function must_be_writable(file) {
  if (!file) return;
  const there = statSync(file, { throwIfNoEntry: false });
  try {
    if (there?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    accessSync(there ? file : path.dirname(file), constants.W_OK);
  } catch (error) {
    throw new StopruleError("usage", write_problem_of(error), file);
  }
}

/** Writes to a file or to standard output, waiting where the reader is slow. */
export class Output {
  /** @param {string} file "" for standard output */
  constructor(file) {
    /** @private */
    this.name = file || "standard output";
    /** @private @type {NodeJS.WritableStream} */
    this.stream = file ? createWriteStream(file) : process.stdout;
    /** @private */
    this.is_file = file !== "";
    /** @private @type {Error | null} */
    this.failed = null;
    this.stream.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const gone = error.code === "EPIPE"; // the reader's own business
      this.failed = gone ? error : new StopruleError("usage", write_problem_of(error), this.name);
    });
  }

  /** @param {string | Uint8Array} text */
  async write(text) {
    if (this.failed) throw this.failed;
    if (!this.stream.write(text)) await this.room();
    if (this.failed) throw this.failed;
  }

  /** Until there is room again, or nobody to write to; no listener stays. @private */
  room() {
    const ends = ["drain", "error", "close"];
    return new Promise((resolve) => {
      const go_on = () => {
        for (const name of ends) this.stream.off(name, go_on);
        resolve(undefined);
      };
      for (const name of ends) this.stream.on(name, go_on);
    });
  }

  async end() {
    if (this.is_file) {
      this.stream.end();
      await once(this.stream, "close").catch(() => {});
    } else {
      await new Promise((resolve) => process.stdout.write("", resolve));
    }
    if (this.failed) throw this.failed;
  }
}

const PAINT = { red: 31, yellow: 33, green: 32, cyan: 36, dim: 2, bold: 1 };

/** @param {keyof typeof PAINT} paint @param {string} text */
const painted = (paint, text) => `\x1b[${PAINT[paint]}m${text}\x1b[0m`;

/** @param {boolean | undefined} wanted @param {NodeJS.WriteStream} stream */
export function has_color(wanted, stream) {
  if (wanted !== undefined) return wanted;
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR !== undefined) return process.env.FORCE_COLOR !== "0";
  return Boolean(stream.isTTY) && process.env.TERM !== "dumb";
}

/** The words that lines of the pretty report may begin with. @type {Record<string, keyof typeof PAINT>} */
const WORDS = {
  STOP: "red",
  EVALUATE: "yellow",
  PROCEED: "green",
  NONE: "dim",
  error: "red",
  warning: "yellow",
  note: "cyan",
  missing: "red",
  contradicted: "red",
  claimed: "yellow",
  shown: "green",
};

const FRAME = "| "; // before a line of code
const ELLIPSIS = "…";
const NARROWEST = 40;

/** @param {string} line */
const indent_of = (line) => line.length - line.trimStart().length;

const MARKS = ["-", ">"];
const LEVEL_COLUMN = 14; // as wide as the core makes it

/** How far in a line's text begins, behind a level word, a mark or a number. @param {string} line */
function text_begin(line) {
  const indent = indent_of(line);
  const [word] = line.slice(indent).split(" ", 1);
  if (indent > 0 && WORDS[word]) return indent + LEVEL_COLUMN;
  const listed = MARKS.includes(word) || (word.endsWith(".") && Number(word) > 0);
  return listed ? indent + word.length + 1 : indent;
}

/** Broken at spaces, each piece below the first one's text. @param {string} line @param {number} columns */
function wrapped(line, columns) {
  const begin = text_begin(line);
  const lines = [];
  for (let rest = line; ;) {
    const end = rest.length > columns ? rest.lastIndexOf(" ", columns) : -1;
    if (end <= begin) return [...lines, rest];
    lines.push(rest.slice(0, end).trimEnd());
    rest = " ".repeat(begin) + rest.slice(end).trimStart();
  }
}

/** As much of a line of code as fits, with the masked key in it. @param {string} line @param {number} columns */
function clipped(line, columns) {
  if (line.length <= columns) return line;
  const begin = line.indexOf(FRAME) + FRAME.length;
  const room = columns - begin - 2;
  const key = Math.max(line.indexOf("***", begin), begin);
  const from = Math.max(begin, Math.min(key - (room >> 1), line.length - room));
  const head = from > begin ? ELLIPSIS : "";
  const tail = from + room < line.length ? ELLIPSIS : "";
  return line.slice(0, begin) + head + line.slice(from, from + room) + tail;
}

/** A line that is no longer than the terminal is wide. @param {string} line */
function painted_line(line) {
  const indent = indent_of(line);
  const text = line.slice(indent);
  const [word] = text.split(" ", 1);
  const paint = WORDS[word];
  if (paint) return line.slice(0, indent) + painted(paint, word) + text.slice(word.length);
  if (text.startsWith(FRAME)) return painted("dim", line);
  return indent === 0 && text ? painted("bold", line) : line;
}

/**
 * The pretty report in a terminal: its level words, headings and code are coloured, and what is wider than
 * the terminal is broken where it can be read.
 * @param {string} report @param {{color: boolean, columns?: number}} how
 */
export function for_terminal(report, { color, columns = Infinity }) {
  const width = Math.max(columns, NARROWEST);
  const shown = (/** @type {string} */ line) => {
    const code = line.trimStart().startsWith(FRAME);
    const [first, ...below] = code ? [clipped(line, width)] : wrapped(line, width);
    return [color ? painted_line(first) : first, ...below].join("\n");
  };
  return report.split("\n").map(shown).join("\n");
}

/** Control characters of file names can't act in a terminal. @param {string} text */
function printable(text) {
  let out = "";
  for (const c of text) {
    const code = /** @type {number} */ (c.codePointAt(0));
    const acts = code < 0x20 || (code >= 0x7f && code < 0xa0) || is_bidi_control(code);
    out += acts ? `\\u{${code.toString(16)}}` : c;
  }
  return out;
}

/** @param {number} code */
const is_bidi_control = (code) =>
  code === 0x061c ||
  (code >= 0x200e && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  code === 0x2028 ||
  code === 0x2029;

/** @param {string} text */
export const note = (text) => void process.stderr.write(`stoprule: ${printable(text)}\n`);

/** One line that is rewritten while long work goes on; silent for the first half second. */
export class Progress {
  /** @param {boolean} wanted @param {(name: string) => string} shown how a file's name is shown */
  constructor(wanted, shown) {
    /** @private */
    this.shown_as = shown;
    /** @private */
    this.on = wanted && Boolean(process.stderr.isTTY);
    /** @private */
    this.next = Date.now() + 500;
    /** @private */
    this.shown = false;
    this.files = 0;
    this.bytes = 0;
  }

  /** @param {number} bytes @param {string} name */
  step(bytes, name) {
    this.bytes += bytes;
    if (!this.on || Date.now() < this.next) return;
    this.next = Date.now() + 100;
    this.shown = true;
    const size = (this.bytes / 1e6).toFixed(1);
    const line = `${this.files} files, ${size} MB  ${printable(this.shown_as(name))}`;
    process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  done() {
    if (this.shown) process.stderr.write("\r\x1b[K");
    this.shown = false;
  }
}
