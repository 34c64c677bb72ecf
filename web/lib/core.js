// core.js - calls the WebAssembly module and knows nothing of what it says. One Core is one instance;
// after a trap it is broken and must be thrown away, since its memory may be in any state.

/** An error of use, of data, or of the order of calls; `code` is the core's word for it. */
export class StopruleError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [where] what a person opens to mend it
   */
  constructor(code, message, where = "") {
    super(where ? `${where}: ${message}` : message);
    this.name = "StopruleError";
    this.code = code;
    this.where = where;
    this.reason = message;
  }

  /** The shape that the core's own errors have. */
  toJSON() {
    return { code: this.code, where: this.where, message: this.reason };
  }
}

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} [_initialize]
 * @property {(size: number) => number} stoprule_alloc
 * @property {(pointer: number) => void} stoprule_free
 * @property {(pointer: number, size: number) => number} stoprule_open
 * @property {(pointer: number, size: number) => number} stoprule_begin
 * @property {(pointer: number, size: number) => number} stoprule_feed
 * @property {() => number} stoprule_end
 * @property {() => number} stoprule_found
 * @property {(pointer: number, size: number) => number} stoprule_finish
 * @property {(pointer: number, size: number) => number} stoprule_render
 * @property {(pointer: number, size: number) => number} stoprule_explain
 * @property {(pointer: number, size: number) => number} stoprule_choose
 * @property {() => number} stoprule_result
 * @property {() => number} stoprule_result_size
 * @property {() => void} stoprule_close
 */
/** @typedef {"stoprule_open"|"stoprule_begin"|"stoprule_feed"|"stoprule_finish"|"stoprule_render"|"stoprule_explain"|"stoprule_choose"} Call */

const PIECE = 1 << 20;
const NEARLY_FULL = 2 ** 31; // bytes; a module can have 4 GB, where its host gives them
const ENOSYS = 52;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

// The smallest function that uses a 128-bit vector.
const SIMD_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123],
  ...[3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** @param {BufferSource} bytes */
export async function compile(bytes) {
  if (typeof WebAssembly !== "object") {
    throw new StopruleError("engine", "This engine has no WebAssembly, which Stoprule runs on.");
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    throw new StopruleError(
      "engine",
      "This engine has no WebAssembly SIMD. Chrome 91, Firefox 89, Safari 16.4 and Node.js 16.4 and newer have it.",
    );
  }
  return WebAssembly.compile(bytes);
}

/**
 * The module is pure computation: whatever system call its C library mentions, there is no such thing here.
 * @param {WebAssembly.Module} module
 */
function no_system(module) {
  /** @type {Record<string, Record<string, () => number>>} */
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === "function") (imports[from] ??= {})[name] = () => ENOSYS;
  }
  return imports;
}

export class Core {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const instance = new WebAssembly.Instance(module, no_system(module));
    this.broken = false;
    /** @internal */
    this.exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    this.exports._initialize?.();
    /** @internal */
    this.buffer = this.exports.stoprule_alloc(PIECE);
    /** @internal */
    this.capacity = PIECE;
    /** @internal bytes of the buffer that hold something */
    this.used = 0;
  }

  /** Bytes of memory that the instance holds; it never gives any back. */
  get size() {
    return this.exports.memory.buffer.byteLength;
  }

  /** @param {object} options */
  open(options) {
    this.call("stoprule_open", encoder.encode(JSON.stringify(options)));
  }

  /** @param {object} info */
  begin(info) {
    this.call("stoprule_begin", encoder.encode(JSON.stringify(info)));
  }

  /** @param {string | Uint8Array} text */
  feed(text) {
    if (typeof text === "string") {
      for (let at = 0; at < text.length;) {
        let end = Math.min(at + PIECE / 4, text.length);
        const unit = text.charCodeAt(end - 1);
        if (end < text.length && unit >= 0xd800 && unit < 0xdc00) end += 1; // a pair stays whole
        this.call("stoprule_feed", encoder.encode(text.slice(at, end)));
        at = end;
      }
      return;
    }
    for (let at = 0; at < text.length; at += PIECE) {
      this.call("stoprule_feed", text.subarray(at, at + PIECE));
    }
  }

  /**
   * Has the module's own buffer filled and feeds what is in it; gives the number of bytes.
   * @param {(into: Uint8Array) => number} read
   */
  feed_from(read) {
    const { memory } = this.exports;
    const size = read(new Uint8Array(memory.buffer, this.buffer, this.capacity));
    this.used = Math.max(this.used, size);
    if (size > 0) this.checked(() => this.exports.stoprule_feed(this.buffer, size));
    return size;
  }

  /** Keys found so far. */
  found() {
    return this.exports.stoprule_found();
  }

  end() {
    this.checked(() => this.exports.stoprule_end());
  }

  /** @param {string} format @returns {Uint8Array} */
  finish(format) {
    this.call("stoprule_finish", encoder.encode(format));
    return this.result();
  }

  /** The last report once more. @param {string} format @returns {Uint8Array} */
  render(format) {
    this.call("stoprule_render", encoder.encode(format));
    return this.result();
  }

  /** @param {object} query @returns {string} JSON */
  explain(query) {
    this.call("stoprule_explain", encoder.encode(JSON.stringify(query)));
    return decoder.decode(this.result());
  }

  /** @param {object} answers @returns {string} JSON */
  choose(answers) {
    this.call("stoprule_choose", encoder.encode(JSON.stringify(answers)));
    return decoder.decode(this.result());
  }

  /** Ends the audit; nothing of its texts stays in the module's memory. */
  close() {
    this.checked(() => (this.exports.stoprule_close(), 0));
    new Uint8Array(this.exports.memory.buffer, this.buffer, this.used).fill(0);
    this.used = 0;
  }

  /** @internal @param {Call} name @param {Uint8Array} bytes */
  call(name, bytes) {
    this.checked(() => {
      if (bytes.length > this.capacity) {
        this.exports.stoprule_free(this.buffer);
        this.buffer = this.exports.stoprule_alloc(bytes.length);
        this.capacity = bytes.length;
        this.used = 0;
      }
      if (this.buffer === 0) throw new WebAssembly.RuntimeError("out of memory");
      new Uint8Array(this.exports.memory.buffer).set(bytes, this.buffer);
      this.used = Math.max(this.used, bytes.length);
      return this.exports[name](this.buffer, bytes.length);
    });
  }

  /** @internal @param {() => number} run */
  checked(run) {
    if (this.broken) throw new StopruleError("crash", "This instance has crashed.");
    let status;
    try {
      status = run();
    } catch (cause) {
      this.broken = true;
      const full = this.size >= NEARLY_FULL;
      const error = new StopruleError(
        full ? "memory" : "crash",
        full
          ? "Out of memory: the input is too large for one audit."
          : "The module stopped: a defect in it. Please report it, without the text.",
      );
      error.cause = cause;
      throw error;
    }
    if (status === 0) return;
    const { error } = JSON.parse(decoder.decode(this.result()));
    throw new StopruleError(error.code, error.message, error.where);
  }

  /** @internal A copy: memory moves when it grows. */
  result() {
    const { memory, stoprule_result, stoprule_result_size } = this.exports;
    const begin = stoprule_result();
    return new Uint8Array(memory.buffer).slice(begin, begin + stoprule_result_size());
  }
}
