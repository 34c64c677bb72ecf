// zip.js - the files in a zip archive, one after another. Nothing in it is believed: places are checked
// against the file's size, and the reader counts what comes out.
import { readSync } from "node:fs";
import * as zlib from "node:zlib";
import {
  DEFLATED,
  END_SIZE,
  LOCAL_SIZE,
  LONGEST_COMMENT,
  MOST_FILES,
  STORED,
  directory_place,
  head_size,
  listed_files,
} from "./zip_directory.js";

const LARGEST_DIRECTORY = 64 << 20;
const PIECE = 1 << 18;
const SIZE_ELSEWHERE = 0xffffffff; // in an extension that is not read

/** @param {Uint8Array} head */
export const is_zip = (head) =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;

/** @param {number} file @param {number} begin @param {number} size */
function bytes_at(file, begin, size) {
  const buffer = Buffer.alloc(size);
  return buffer.subarray(0, readSync(file, buffer, 0, size, begin));
}

/** @param {Buffer} bytes */
const view_of = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

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
  const place = directory_place(view_of(bytes_at(file, tail_begin, size - tail_begin)));
  if (!place) throw new Error("the archive has no directory: it is cut off");
  if (place.size > LARGEST_DIRECTORY) throw new Error("the archive's directory is too large");
  if (place.count > MOST_FILES) throw new Error(`the archive holds more than ${MOST_FILES} files`);
  const directory = view_of(bytes_at(file, place.begin, place.size));
  const broken = () => new Error("the archive's directory is broken");
  for (const { name, method, packed, local, ...said } of listed_files(
    directory,
    place.count,
    broken,
  )) {
    const behind_head = head_size(view_of(bytes_at(file, local, LOCAL_SIZE)));
    if (behind_head === 0) throw new Error("the archive is cut off");
    const data = local + behind_head;
    const pieces = stored(file, data, Math.min(size, data + packed));
    if (method === STORED) yield { name, pieces: checked(pieces, said) };
    else if (method === DEFLATED)
      yield { name, pieces: checked(unpacked(pieces, zlib.createInflateRaw()), said) };
    else throw new Error(`${name} is packed in a way that is not read`);
  }
}

/**
 * The pieces, and at their end an error where they were not what the directory says.
 * @param {Iterable<Uint8Array> | AsyncIterable<Uint8Array>} pieces @param {{size: number, crc: number}} said
 */
async function* checked(pieces, said) {
  let size = 0;
  let crc = 0;
  for await (const piece of pieces) {
    size += piece.length;
    crc = zlib.crc32?.(piece, crc) ?? said.crc; // Node.js has it from 20.15 on
    yield piece;
  }
  if (said.size === SIZE_ELSEWHERE) return;
  if (size !== said.size || crc !== said.crc) throw new Error("the archive is damaged");
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
