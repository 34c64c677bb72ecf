// budget.js - how much of a page is read: bytes of text, and time of the page's own thread, taken in slices
// between which the page goes on.

const NODES_A_LOOK = 32; // between two looks at the clock
const encoder = new TextEncoder();

/** @typedef {"size"|"time"|"changed"} Cut why something was not read to its end */

const rest = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

export class Budget {
  /** @param {{bytes: number, milliseconds: number, slice: number}} limits */
  constructor({ bytes, milliseconds, slice }) {
    this.bytes = bytes;
    /** @private */
    this.milliseconds = milliseconds;
    /** @private */
    this.slice = slice;
    /** @private */
    this.spent = 0;
    /** @private */
    this.since = performance.now();
    /** @private */
    this.count = 0;
    /** @type {Cut | null} */
    this.cut = null;
  }

  /** As much of a text as there is room for. @param {string} text */
  take(text) {
    const { read, written } = encoder.encodeInto(text, this.room(text));
    this.bytes -= written;
    if (read === text.length) return text;
    this.cut ??= "size";
    return text.slice(0, read);
  }

  /** @private @param {string} text */
  room(text) {
    const size = Math.min(this.bytes, text.length * 3);
    if (!this.scratch || this.scratch.length < size) {
      /** @private @type {Uint8Array | undefined} */
      this.scratch = new Uint8Array(Math.max(size, 1 << 16));
    }
    return this.scratch.subarray(0, size);
  }

  /** Called for each small step; true where rest() is due. */
  due() {
    return ++this.count % NODES_A_LOOK === 0 && this.is_late();
  }

  is_late() {
    return performance.now() - this.since >= this.slice;
  }

  /** Lets the page go on. */
  async rest() {
    this.stop();
    if (this.spent >= this.milliseconds) this.cut ??= "time";
    else await rest();
    this.start();
  }

  /** Waiting for something is not the page's time. */
  stop() {
    this.spent += performance.now() - this.since;
  }

  start() {
    this.since = performance.now();
  }
}
