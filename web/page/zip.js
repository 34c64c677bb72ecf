// zip.js - the files of a zip archive, unpacked by the browser's own inflater. Sizes are checked against what
// the archive says, so that a small file can't grow without end.
import { StopruleError } from "../lib/core.js";

/** @typedef {import("./item.js").Source} Source */

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const STORED = 0;
const DEFLATED = 8;
const LARGEST_TOTAL = 512 << 20; // bytes, unpacked
const MOST_FILES = 10_000;

/** @param {string} message */
const broken = (message) => new StopruleError("zip", message);

/** @param {Blob} blob */
export async function is_zip(blob) {
  if (blob.size < END_SIZE) return false;
  return new DataView(await blob.slice(0, 4).arrayBuffer()).getUint32(0, true) === LOCAL;
}

/** @param {Blob} blob @param {number} begin @param {number} end */
const view_of = async (blob, begin, end) =>
  new DataView(await blob.slice(Math.max(begin, 0), end).arrayBuffer());

/** @param {Blob} packed @param {number} size what the archive says */
async function inflated(packed, size) {
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces = [];
  for (let total = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(pieces);
    total += value.length;
    if (total > size) throw broken("A file in the archive is larger than the archive says.");
    pieces.push(value);
  }
}

/** @param {Blob} zip @returns {Promise<Source[]>} */
export async function unzip(zip) {
  const tail_begin = Math.max(0, zip.size - END_SIZE - 0xffff);
  const tail = await view_of(zip, tail_begin, zip.size);
  let at = tail.byteLength - END_SIZE;
  while (at >= 0 && tail.getUint32(at, true) !== END) at--;
  if (at < 0) throw broken("The archive has no directory: it is cut off, or not a zip file.");

  const count = tail.getUint16(at + 10, true);
  const begin = tail.getUint32(at + 16, true);
  const directory = await view_of(zip, begin, begin + tail.getUint32(at + 12, true));
  const sources = [];
  let total = 0;
  for (let i = 0, entry = 0; i < count && i < MOST_FILES; i++) {
    if (entry + 46 > directory.byteLength || directory.getUint32(entry, true) !== ENTRY) {
      throw broken("The archive's directory is broken.");
    }
    const method = directory.getUint16(entry + 10, true);
    const packed_size = directory.getUint32(entry + 20, true);
    const size = directory.getUint32(entry + 24, true);
    const name_size = directory.getUint16(entry + 28, true);
    const extra = directory.getUint16(entry + 30, true) + directory.getUint16(entry + 32, true);
    const offset = directory.getUint32(entry + 42, true);
    const name_end = Math.min(entry + 46 + name_size, directory.byteLength);
    const uri = new TextDecoder().decode(directory.buffer.slice(entry + 46, name_end));
    entry += 46 + name_size + extra;
    if (uri.endsWith("/")) continue;

    total += size;
    if (total > LARGEST_TOTAL) throw broken("The archive holds more than 512 MB.");
    const head = await view_of(zip, offset, offset + 30);
    if (head.byteLength < 30) throw broken("The archive is cut off.");
    const data = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const packed = zip.slice(data, data + packed_size);
    if (method === STORED) sources.push({ uri, text: packed });
    else if (method === DEFLATED) sources.push({ uri, text: await inflated(packed, size) });
    else throw broken(`${uri} is packed in a way that only its own program reads.`);
  }
  return sources;
}
