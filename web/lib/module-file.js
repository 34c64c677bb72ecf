// module-file.js - the module as Node.js finds it: a file of this package.
import { readFile } from "node:fs/promises";

/** @returns {Promise<BufferSource>} */
export const module_bytes = () => readFile(new URL("../dist/stoprule.wasm", import.meta.url));
