// jsonc.js - JSON with comments, read with the line of each value, so that an error can name it.
import { StopruleError } from "../lib/index.js";

const LITERALS = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const DEEPEST = 32;

class Reader {
  /** @param {string} text @param {string} file */
  constructor(text, file) {
    this.text = text.startsWith("\ufeff") ? text.slice(1) : text;
    this.file = file;
    this.at = 0;
    /** @type {Map<string, number>} by place: "ignores[0].reason" */
    this.lines = new Map();
  }

  line() {
    return this.text.slice(0, this.at).split("\n").length;
  }

  /** @param {string} message @returns {never} */
  fail(message) {
    throw new StopruleError("usage", message, `${this.file}:${this.line()}`);
  }

  /** The next character that is neither blank nor in a comment; "" at the end. */
  peek() {
    for (;;) {
      const c = this.text[this.at] ?? "";
      if (c === " " || c === "\t" || c === "\n" || c === "\r") this.at += 1;
      else if (this.text.startsWith("//", this.at)) this.skip_to("\n");
      else if (this.text.startsWith("/*", this.at)) this.skip_to("*/");
      else return c;
    }
  }

  /** @param {string} end */
  skip_to(end) {
    const found = this.text.indexOf(end, this.at + 2);
    this.at = found < 0 ? this.text.length : found + end.length;
  }

  /** @param {string} c @param {string} cure */
  take(c, cure) {
    if (this.peek() !== c) this.fail(cure);
    this.at += 1;
  }

  /** @returns {string} */
  string() {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"' && this.text[end] !== "\n") {
      end += this.text[end] === "\\" ? 2 : 1;
    }
    if (this.text[end] !== '"') this.fail('close the string with "');
    const raw = this.text.slice(this.at, end + 1);
    try {
      const value = JSON.parse(raw);
      this.at = end + 1;
      return value;
    } catch {
      return this.fail("this is no JSON string: check its backslashes");
    }
  }

  /** @param {string} place @param {number} depth @returns {unknown} */
  value(place, depth) {
    const c = this.peek();
    this.lines.set(place, this.line());
    if (depth > DEEPEST) this.fail("nested too deep");
    if (c === "{") return this.object(place, depth);
    if (c === "[") return this.array(place, depth);
    if (c === '"') return this.string();
    let end = this.at;
    while (end < this.text.length && !",]} \t\r\n/".includes(this.text[end])) end += 1;
    const word = this.text.slice(this.at, end);
    const value = LITERALS.has(word) ? LITERALS.get(word) : word === "" ? NaN : Number(word);
    if (Number.isNaN(value)) this.fail("this is no value: put strings into double quotes");
    this.at = end;
    return value;
  }

  /** @param {string} place @param {number} depth */
  object(place, depth) {
    /** @type {Record<string, unknown>} */
    const out = Object.create(null);
    this.at += 1;
    while (this.peek() !== "}") {
      if (this.peek() !== '"')
        this.fail('put the name into double quotes, or close the object with "}"');
      const name = this.string();
      const inner = place ? `${place}.${name}` : name;
      if (name in out) this.fail(`"${name}" stands twice: remove one`);
      this.take(":", `put a ":" behind "${name}"`);
      out[name] = this.value(inner, depth + 1);
      if (this.peek() !== "}") this.take(",", `put a "," behind the value of "${name}"`);
    }
    this.at += 1;
    return out;
  }

  /** @param {string} place @param {number} depth */
  array(place, depth) {
    const out = [];
    this.at += 1;
    while (this.peek() !== "]") {
      out.push(this.value(`${place}[${out.length}]`, depth + 1));
      if (this.peek() !== "]") this.take(",", 'put a "," between two values');
    }
    this.at += 1;
    return out;
  }
}

/**
 * @param {string} text @param {string} file as it is named in errors
 * @returns {{value: unknown, lines: Map<string, number>}} `lines` by place, as "ignores[0].reason"
 */
export function parse_jsonc(text, file) {
  const reader = new Reader(text, file);
  const value = reader.value("", 0);
  if (reader.peek() !== "") reader.fail("remove what stands behind the end");
  return { value, lines: reader.lines };
}
