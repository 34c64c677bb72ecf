// output.js - where reports go, how they are coloured, and what is told on standard error meanwhile.
import { createWriteStream } from "node:fs";
import { once } from "node:events";

/** Writes to a file or to standard output, waiting where the reader is slow. */
export class Output {
  /** @param {string} file "" for standard output */
  constructor(file) {
    /** @private @type {NodeJS.WritableStream} */
    this.stream = file ? createWriteStream(file) : process.stdout;
    /** @private */
    this.is_file = file !== "";
    /** @private @type {Error | null} */
    this.failed = null;
    this.stream.on("error", (error) => (this.failed = error));
  }

  /** @param {string | Uint8Array} text */
  async write(text) {
    if (this.failed) throw this.failed;
    if (!this.stream.write(text)) await Promise.race([once(this.stream, "drain"), this.closed()]);
    if (this.failed) throw this.failed;
  }

  /** @private */
  closed() {
    return once(this.stream, "close");
  }

  async end() {
    if (this.is_file) {
      this.stream.end();
      await this.closed().catch(() => {});
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

/** Colours the first word of a line that is one of the report's level words. @param {string} report */
export function colored(report) {
  const lines = report.split("\n").map((line) => {
    const indent = line.length - line.trimStart().length;
    const [word] = line.trimStart().split(" ", 1);
    const paint = WORDS[word];
    if (!paint) return line;
    return line.slice(0, indent) + painted(paint, word) + line.slice(indent + word.length);
  });
  return lines.join("\n");
}

/** Control characters of file names can't act in a terminal. @param {string} text */
export function printable(text) {
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
