// pool_worker.js - a thread of pool.js: reads files and says which of them hold nothing.
import { parentPort, workerData } from "node:worker_threads";
import { load } from "../lib/index.js";
import { OpenFile } from "./read.js";

/** @typedef {import("../lib/index.js").Report} Report */
/** @typedef {import("../lib/index.js").Run} Run */

const { module, options, kind } = workerData;
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

/** @param {(string | Uint8Array)[]} paths */
function answer(paths) {
  const run = stoprule.start(options);
  try {
    const sizes = paths.map((path) => {
      // What a name says of its text counts here as it does in the run.
      run.begin({ uri: typeof path === "string" ? path : Buffer.from(path).toString(), kind });
      const size = read(run, path);
      run.end();
      return size;
    });
    const report = /** @type {Report} */ (JSON.parse(run.finish()));
    const rows = [...report.findings, ...report.suppressed.map((one) => one.finding)];
    for (const { location } of rows) sizes[location.document] = -1;
    for (const { document, left } of report.incomplete) if (left) sizes[document] = -1;
    return sizes;
  } finally {
    run.close();
  }
}

parentPort?.on("message", (paths) => parentPort?.postMessage(answer(paths)));
