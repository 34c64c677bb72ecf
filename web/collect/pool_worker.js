// pool_worker.js - a thread of pool.js: takes batches of files from the last on, and says which files hold nothing.
import { parentPort, workerData } from "node:worker_threads";
import { load } from "../lib/index.js";
import { FREE, READ } from "./pool.js";
import { OpenFile } from "./read.js";

/** @typedef {import("../lib/index.js").Report} Report */
/** @typedef {import("../lib/index.js").Run} Run */

const { module, options, kind, begins, batches, sizes, paths, me } = workerData;
const stoprule = await load(module);

/** The number of bytes, -1 for what the run has to read itself. @param {Run} run @param {string | Uint8Array} path */
function read(run, path) {
  try {
    const file = new OpenFile(typeof path === "string" ? path : Buffer.from(path));
    try {
      if (file.packing !== "plain") return -1;
      for (let position = 0; ;) {
        const size = run.feed_from((into) => file.read(into, position));
        if (size === 0) return position;
        position += size;
      }
    } finally {
      file.close();
    }
  } catch {
    return -1; // told where it is read for the report
  }
}

/** @param {(string | Uint8Array)[]} paths @returns {number[]} */
function sizes_of(paths) {
  const run = stoprule.start(options);
  try {
    const out = paths.map((path) => {
      // What a name says of its text counts here as it does in the run.
      run.begin({ uri: typeof path === "string" ? path : Buffer.from(path).toString(), kind });
      const size = read(run, path);
      run.end();
      return size;
    });
    const report = /** @type {Report} */ (JSON.parse(run.finish()));
    const rows = [...report.findings, ...report.suppressed.map((one) => one.finding)];
    for (const { location } of rows) out[location.document] = -1;
    for (const { message, document, left } of report.incomplete) {
      if (message.id === "incomplete.findings") return out.fill(-1); // some are of nobody knows which
      if (left) out[document] = -1;
    }
    return out;
  } finally {
    run.close();
  }
}

for (let batch = begins.length - 1; batch >= 0; batch -= 1) {
  const taken = Atomics.compareExchange(batches, batch, FREE, me);
  if (taken !== FREE) continue;
  sizes.set(sizes_of(paths.slice(begins[batch], begins[batch + 1])), begins[batch]);
  Atomics.store(batches, batch, READ);
  parentPort?.postMessage(batch);
}
