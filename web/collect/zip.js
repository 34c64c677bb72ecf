// zip.js - the files in a zip archive, one after another. Nothing in it is believed: places are checked
// against the file's size, and the reader counts what comes out.
import { readSync } from "node:fs";
import { createInflateRaw } from "node:zlib";

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const LARGEST_DIRECTORY = 64 << 20;
const MOST_FILES = 10_000;
const PIECE = 1 << 18;
const STORED = 0;
const DEFLATED = 8;

/** @param {Uint8Array} head */
export const is_zip = (head) =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** @param {number} file @param {number} begin @param {number} size */
function bytes_at(file, begin, size) {
  const buffer = Buffer.alloc(size);
  return buffer.subarray(0, readSync(file, buffer, 0, size, begin));
}

/** @param {number} file @param {number} begin @param {number} end */
function* stored(file, begin, end) {
  for (let at = begin; at < end;) {
    const piece = bytes_at(file, at, Math.min(PIECE, end - at));
    if (piece.length === 0) throw new Error("the archive is cut off");
    at += piece.length;
    yield piece;
  }
}

/**
 * @param {number} file an open one
 * @param {number} size its
 * @returns {Generator<{name: string, pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>}>}
 */
export function* zip_entries(file, size) {
  const tail_begin = Math.max(0, size - END_SIZE - LONGEST_COMMENT);
  const tail = bytes_at(file, tail_begin, size - tail_begin);
  let end = tail.length - END_SIZE;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error("the archive has no directory: it is cut off");
  const count = tail.readUInt16LE(end + 10);
  const directory_size = tail.readUInt32LE(end + 12);
  if (directory_size > LARGEST_DIRECTORY) throw new Error("the archive's directory is too large");
  const directory = bytes_at(file, tail.readUInt32LE(end + 16), directory_size);
  if (count > MOST_FILES) throw new Error(`the archive holds more than ${MOST_FILES} files`);
  for (let i = 0, at = 0; i < count; i++) {
    if (at + ENTRY_SIZE > directory.length || directory.readUInt32LE(at) !== ENTRY) {
      throw new Error("the archive's directory is broken");
    }
    const method = directory.readUInt16LE(at + 10);
    const packed = directory.readUInt32LE(at + 20);
    const name_end = at + ENTRY_SIZE + directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + ENTRY_SIZE, Math.min(name_end, directory.length));
    const local = directory.readUInt32LE(at + 42);
    at = name_end + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (name.endsWith("/")) continue;
    const head = bytes_at(file, local, LOCAL_SIZE);
    if (head.length < LOCAL_SIZE) throw new Error("the archive is cut off");
    const data = local + LOCAL_SIZE + head.readUInt16LE(26) + head.readUInt16LE(28);
    const pieces = stored(file, data, Math.min(size, data + packed));
    if (method === STORED) yield { name, pieces };
    else if (method === DEFLATED) yield { name, pieces: unpacked(pieces, createInflateRaw()) };
    else throw new Error(`${name} is packed in a way that is not read`);
  }
}

/** @param {Iterable<Uint8Array>} pieces @param {import("node:stream").Transform} unpack */
export async function* unpacked(pieces, unpack) {
  const write = async () => {
    for (const piece of pieces) {
      if (unpack.destroyed) return;
      if (!unpack.write(piece)) await new Promise((resolve) => unpack.once("drain", resolve));
    }
    unpack.end();
  };
  write().catch((error) => unpack.destroy(error));
  yield* unpack;
}
