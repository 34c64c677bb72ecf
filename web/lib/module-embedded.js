// module-embedded.js - the module as a string, for everything that can't locate files: bundled browser
// code, workers made from a blob, pages opened from disk.
import packed from "../dist/packed.js";

/** @returns {Promise<BufferSource>} */
export async function module_bytes() {
  const gzipped = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([gzipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
