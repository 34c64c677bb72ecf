// read.js - a file's bytes in pieces, unpacked where it is packed, or nothing where it can hold no text.
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";

const PIECE = 1 << 20;

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

/** @param {import("node:fs/promises").FileHandle} file */
async function* raw(file) {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, PIECE, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead); // used before the next read
  }
}

/** @param {import("node:fs/promises").FileHandle} file @param {import("node:stream").Transform} unpack */
async function* unpacked(file, unpack) {
  const copies = (async function* () {
    for await (const piece of raw(file)) yield Buffer.from(piece);
  })();
  const source = Readable.from(copies);
  source.on("error", (error) => unpack.destroy(error));
  yield* source.pipe(unpack);
}

/**
 * Calls `use` with the file's pieces; false, and no call, for a file that is compressed media.
 * @param {string} path
 * @param {(pieces: AsyncIterable<Uint8Array>) => Promise<void>} use
 */
export async function with_pieces(path, use) {
  const file = await open(path);
  try {
    const head = Buffer.alloc(16);
    await file.read(head, 0, head.length, 0);
    if (is_media(head)) return false;
    if (is_gzip(head)) await use(unpacked(file, createGunzip()));
    else if (path.endsWith(".br")) await use(unpacked(file, createBrotliDecompress()));
    else await use(raw(file));
    return true;
  } finally {
    await file.close();
  }
}
