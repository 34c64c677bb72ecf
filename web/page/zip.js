// zip.js - the files of a zip archive, unpacked by the browser's own inflater. Sizes are checked against what
// the archive says, so that a small file can't grow without end.
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
} from "../collect/zip_directory.js";
import { StopruleError } from "../lib/core.js";
import { word } from "./words.js";

/** @typedef {import("./item.js").Source} Source */

const LOCAL = 0x04034b50;
const LARGEST_TOTAL = 512 << 20; // bytes, unpacked

/** @param {import("./words.js").Word} reason @param {Record<string, string | number>} [values] */
const broken = (reason, values) => new StopruleError("zip", word(reason, values));

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
    if (total > size) throw broken("zip_grows");
    pieces.push(value);
  }
}

/** @param {Blob} zip @returns {Promise<Source[]>} */
export async function unzip(zip) {
  const tail_begin = Math.max(0, zip.size - END_SIZE - LONGEST_COMMENT);
  const place = directory_place(await view_of(zip, tail_begin, zip.size));
  if (!place) throw broken("zip_no_directory");
  if (place.count > MOST_FILES) throw broken("zip_many", { most: MOST_FILES });
  const directory = await view_of(zip, place.begin, place.begin + place.size);
  const cut = () => broken("zip_directory");
  const sources = [];
  let total = 0;
  for (const file of listed_files(directory, place.count, cut)) {
    const { name: uri, method, size, local } = file;
    total += size;
    if (total > LARGEST_TOTAL) throw broken("zip_large", { most: LARGEST_TOTAL >> 20 });
    const head = await view_of(zip, local, local + LOCAL_SIZE);
    const behind_head = head_size(head);
    if (behind_head === 0) throw broken("zip_cut");
    const data = local + behind_head;
    const packed = zip.slice(data, data + file.packed);
    if (method === STORED) sources.push({ uri, text: packed });
    else if (method === DEFLATED) sources.push({ uri, text: await inflated(packed, size) });
    else throw broken("zip_method", { name: uri });
  }
  return sources;
}
