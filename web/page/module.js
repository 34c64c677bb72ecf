// module.js - the WebAssembly module for the page's worker. It stands in the page as data, behind all that is seen
// first; the page hands it over when it is there.

/** @type {(packed: string) => void} */
export let hand_over = () => {};
/** @type {Promise<string>} */
const handed_over = new Promise((resolve) => (hand_over = resolve));

/** @returns {Promise<BufferSource>} */
export async function module_bytes() {
  const gzipped = Uint8Array.from(atob(await handed_over), (c) => c.charCodeAt(0));
  const stream = new Blob([gzipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
