// zip_directory.js - what a zip archive says that it holds, from its bytes; for files and for the browser's blobs.
// Nothing in it is believed: whoever reads checks places and sizes against what is there.

const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const ENTRY_SIZE = 46;
export const END_SIZE = 22;
export const LONGEST_COMMENT = 0xffff;
export const LOCAL_SIZE = 30;
export const MOST_FILES = 10_000;
export const STORED = 0;
export const DEFLATED = 8;

/**
 * Where the directory stands, in bytes of the archive; null where it has none.
 * @param {DataView} tail the archive's last END_SIZE + LONGEST_COMMENT bytes, or all of it
 */
export function directory_place(tail) {
  let at = tail.byteLength - END_SIZE;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) return null;
  return {
    count: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    begin: tail.getUint32(at + 16, true),
  };
}

/**
 * Its files, folders left out; sizes and `local`, the place of a file's own head, in bytes.
 * @param {DataView} directory
 * @param {number} count
 * @param {() => Error} broken what is thrown where the directory ends too early, or too late
 */
export function* listed_files(directory, count, broken) {
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > directory.byteLength || directory.getUint32(at, true) !== ENTRY) {
      throw broken();
    }
    const name_begin = directory.byteOffset + at + ENTRY_SIZE;
    const name_end = at + ENTRY_SIZE + directory.getUint16(at + 28, true);
    const name_size = Math.min(name_end, directory.byteLength) - at - ENTRY_SIZE;
    const file = {
      name: new TextDecoder().decode(new Uint8Array(directory.buffer, name_begin, name_size)),
      method: directory.getUint16(at + 10, true),
      crc: directory.getUint32(at + 16, true),
      packed: directory.getUint32(at + 20, true),
      size: directory.getUint32(at + 24, true),
      local: directory.getUint32(at + 42, true),
    };
    at = name_end + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (!file.name.endsWith("/")) yield file;
  }
  if (at !== directory.byteLength) throw broken();
}

/** Bytes from a file's own head to what is packed; 0 where no head is. @param {DataView} head */
export const head_size = (head) =>
  head.byteLength < LOCAL_SIZE || head.getUint32(0, true) !== LOCAL
    ? 0
    : LOCAL_SIZE + head.getUint16(26, true) + head.getUint16(28, true);
