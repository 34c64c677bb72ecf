// read.js - a file's bytes in pieces, unpacked where it is packed, or nothing where it can hold no text.
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { is_zip, unpacked, zip_entries } from "./zip.js";

/** @typedef {import("./walk.js").Path} Path */

const PIECE = 1 << 18;
const HEAD = 16;
/** Bytes that one packed file may unpack to; the rest is told as unread. */
export const MOST_UNPACKED = 1 << 30;

/** First bytes of formats whose content is compressed media, at offset 0 unless said otherwise. */
const MEDIA = [
  { name: "PNG", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a] },
  { name: "JPEG", bytes: [0xff, 0xd8, 0xff] },
  { name: "GIF", bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: "WOFF", bytes: [0x77, 0x4f, 0x46, 0x46] },
  { name: "WOFF2", bytes: [0x77, 0x4f, 0x46, 0x32] },
  { name: "OpenType", bytes: [0x4f, 0x54, 0x54, 0x4f] },
  { name: "TrueType", bytes: [0x00, 0x01, 0x00, 0x00, 0x00] },
  { name: "Ogg", bytes: [0x4f, 0x67, 0x67, 0x53] },
  { name: "ID3", bytes: [0x49, 0x44, 0x33] },
  { name: "ICO", bytes: [0x00, 0x00, 0x01, 0x00] },
  { name: "WebP, WAV, AVI", bytes: [0x52, 0x49, 0x46, 0x46] },
  { name: "Matroska", bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { name: "MP4, AVIF", bytes: [0x66, 0x74, 0x79, 0x70], at: 4 },
];

/** @param {Uint8Array} head */
const is_media = (head) =>
  MEDIA.some(({ bytes, at = 0 }) => bytes.every((byte, i) => head[at + i] === byte));

/** @param {Uint8Array} head */
const is_gzip = (head) => head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08;

/** What a file turns out to be. @typedef {"plain"|"media"|"gzip"|"brotli"|"zip"} Packing */

/** An open file. Never blocks on a pipe that took a file's place. */
export class OpenFile {
  /** @param {Path} path */
  constructor(path) {
    /** @private */
    this.file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const info = fstatSync(this.file);
      if (!info.isFile()) throw new Error("not a regular file");
      this.size = info.size;
      const head = Buffer.alloc(HEAD);
      const known = head.subarray(0, readSync(this.file, head, 0, HEAD, 0));
      /** @type {Packing} */
      this.packing = packing_of(known, path);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close() {
    closeSync(this.file);
  }

  /**
   * Reads the next bytes into `into`; 0 at the end. A file that grows is read as far as it was when it
   * was opened, one that shrinks is an error.
   * @param {Uint8Array} into @param {number} position
   */
  read(into, position) {
    const room = this.size === 0 ? into.length : Math.min(into.length, this.size - position);
    if (room <= 0) return 0;
    const got = readSync(this.file, into, 0, room, position);
    if (got === 0 && this.size > 0) throw new Error("it became shorter while it was read");
    return got;
  }

  /** Each a copy of its own. */
  *pieces() {
    for (let position = 0; ;) {
      const buffer = Buffer.allocUnsafe(PIECE);
      const got = this.read(buffer, position);
      if (got === 0) return;
      position += got;
      yield buffer.subarray(0, got);
    }
  }

  /**
   * What is in a packed file: itself unpacked (name ""), or an archive's files.
   * @returns {Generator<{name: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>}>}
   */
  *contents() {
    if (this.packing === "zip") yield* zip_entries(this.file, this.size);
    else if (this.packing === "gzip")
      yield { name: "", pieces: unpacked(this.pieces(), createGunzip()) };
    else if (this.packing === "brotli") {
      yield { name: "", pieces: unpacked(this.pieces(), createBrotliDecompress()) };
    } else yield { name: "", pieces: this.pieces() };
  }
}

/** Brotli has no sign of its own: the name says it, and its unpacking proves it. @param {Uint8Array} head @param {Path} path @returns {Packing} */
export function packing_of(head, path) {
  if (is_media(head)) return "media";
  if (is_gzip(head)) return "gzip";
  if (is_zip(head)) return "zip";
  return path.toString().endsWith(".br") ? "brotli" : "plain";
}
