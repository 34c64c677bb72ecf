// module.js - the module as the extension finds it: a file of its own package. It takes the place of #module.

/** @returns {Promise<BufferSource>} */
export async function module_bytes() {
  const response = await fetch(chrome.runtime.getURL("stoprule.wasm"));
  return response.arrayBuffer();
}
