// reading.js - files into a run: what each is, what of it could be read, and what could not.
import { createHash } from "node:crypto";
import { StopruleError } from "../lib/index.js";
import { MOST_UNPACKED, OpenFile, packing_of } from "./read.js";
import { problem_of, uri_of } from "./walk.js";

/** @typedef {import("../lib/index.js").DocumentInfo} DocumentInfo */
/** @typedef {import("../lib/index.js").Run} Run */
/** @typedef {import("./walk.js").Path} Path */
/** @typedef {{uri: string, path: string}} FileWithFinding */

/**
 * @typedef {object} Listener
 * @property {(uri: string, problem: string) => void} [unread] something could not be read
 * @property {(bytes: number, uri: string) => void} [step] some bytes have been read
 */

const mb = (/** @type {number} */ bytes) => `${Math.round(bytes / (1 << 20))} MB`;

export class Reading {
  /** @param {Run} run @param {Listener} [listener] */
  constructor(run, listener = {}) {
    this.run = run;
    /** @private */
    this.listener = listener;
    this.documents = 0;
    this.media = 0;
    this.twins = 0;
    this.unread = 0;
    /** Files in which keys were found. @type {FileWithFinding[]} */
    this.found = [];
    /** @private @type {Set<string>} */
    this.read = new Set();
  }

  /** @param {string} uri @param {string} problem */
  fail(uri, problem) {
    this.unread += 1;
    this.listener.unread?.(uri, problem);
  }

  /** @param {DocumentInfo} info @param {() => Promise<void>} feed */
  async document(info, feed) {
    this.documents += 1;
    this.run.begin(info);
    try {
      await feed();
    } catch (error) {
      if (error instanceof StopruleError) throw error;
      this.fail(info.uri ?? "", `only its beginning could be read (${problem_of(error)})`);
    }
    this.run.end();
  }

  /**
   * A document in pieces; `room` is how many bytes of it are read at most, `name` what an archive calls it.
   * @param {DocumentInfo} info
   * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} pieces
   * @param {{left: number}} [room]
   * @param {string} [name]
   */
  async stream(info, pieces, room = { left: Infinity }, name = "") {
    /** @type {import("./read.js").Packing | undefined} */
    let packing;
    await this.document(info, async () => {
      for await (const piece of pieces) {
        packing ??= packing_of(piece, name);
        this.run.feed(piece.subarray(0, room.left));
        this.listener.step?.(piece.length, info.uri ?? "");
        if (piece.length > room.left) {
          throw new Error(`it unpacks to more than ${mb(MOST_UNPACKED)}`);
        }
        room.left -= piece.length;
      }
    });
    // Its bytes were read as they are; nothing is unpacked twice.
    if (packing && packing !== "plain" && packing !== "media")
      this.fail(info.uri ?? "", "it is packed once more, or no file of its own");
  }

  /** @param {Path} path @param {DocumentInfo} info */
  async file(path, info = {}) {
    const uri = info.uri ?? uri_of(path);
    try {
      const file = new OpenFile(path);
      try {
        await this.open_file(file, path, { ...info, uri });
      } finally {
        file.close();
      }
    } catch (error) {
      if (error instanceof StopruleError) throw error;
      this.fail(uri, problem_of(error));
    }
  }

  /** @private @param {OpenFile} file @param {Path} path @param {DocumentInfo & {uri: string}} info */
  async open_file(file, path, info) {
    if (file.packing === "media") {
      this.media += 1;
      return;
    }
    const before = this.run.found();
    if (file.packing === "plain") {
      await this.document(info, async () => {
        for (let position = 0; ;) {
          const size = this.run.feed_from((into) => file.read(into, position));
          if (size === 0) return;
          position += size;
          this.listener.step?.(size, info.uri);
        }
      });
      this.read.add(path.toString());
      if (this.run.found() > before && typeof path === "string") {
        this.found.push({ uri: info.uri, path });
      }
      return;
    }
    if (await this.is_twin(file, path)) {
      this.twins += 1;
      return;
    }
    const room = { left: MOST_UNPACKED };
    for (const { name, pieces } of file.contents()) {
      const uri = name ? `${info.uri}/${name}` : info.uri;
      await this.stream({ ...info, uri }, pieces, room, name);
      if (room.left <= 0) return;
    }
  }

  /**
   * A clean file that another thread has read.
   * @param {Path} path @param {DocumentInfo & {uri: string}} info @param {number} bytes
   */
  clean(path, info, bytes) {
    this.documents += 1;
    this.run.begin({ ...info, clean_bytes: bytes });
    this.run.end();
    this.read.add(path.toString());
    this.listener.step?.(bytes, info.uri);
  }

  /** Whether it is the packed form of a file that has been read. @private @param {OpenFile} file @param {Path} path */
  async is_twin(file, path) {
    const plain = path.toString().slice(0, path.toString().lastIndexOf("."));
    if (file.packing === "zip" || !this.read.has(plain)) return false;
    try {
      const twin = new OpenFile(plain);
      try {
        const [{ pieces }] = file.contents();
        return (await digest_of(pieces)) === (await digest_of(twin.pieces()));
      } finally {
        twin.close();
      }
    } catch {
      return false; // told when it is read for what it is
    }
  }
}

/** @param {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} pieces */
async function digest_of(pieces) {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.length;
    if (size > MOST_UNPACKED) throw new Error("too large");
  }
  return hash.digest("hex");
}
