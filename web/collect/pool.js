// pool.js - which of many files hold nothing, found out by several threads that share one compiled module.
// The report itself is made by one run, in order, which then reads only the others.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** @typedef {import("../lib/index.js").Stoprule} Stoprule */
/** @typedef {import("./walk.js").FileFound} FileFound */

const WORTH_BYTES = 24 << 20; // below this, starting threads takes longer than reading
const BATCH_BYTES = 8 << 20;
const BATCH_FILES = 256;
const MOST_THREADS = 16;

/** @param {FileFound[]} files */
function* batches_of(files) {
  let begin = 0;
  for (let at = 0, bytes = 0; at < files.length; at++) {
    bytes += files[at].size;
    if (bytes >= BATCH_BYTES || at + 1 - begin >= BATCH_FILES || at + 1 === files.length) {
      yield { begin, files: files.slice(begin, at + 1) };
      begin = at + 1;
      bytes = 0;
    }
  }
}

/**
 * The number of bytes of each file that was read to its end and holds nothing; -1 for every other.
 * A thread that dies leaves its files to the run: nothing is lost with it.
 * @param {Stoprule} stoprule @param {object} options of the run
 * @param {"auto"|"text"|"script"} kind @param {FileFound[]} files
 * @param {(bytes: number, path: string) => void} step
 * @returns {Promise<number[]>}
 */
export async function clean_sizes(stoprule, options, kind, files, step) {
  const sizes = files.map(() => -1);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (total < WORTH_BYTES || threads < 2) return sizes;
  const batches = batches_of(files);
  const work = () =>
    new Promise((resolve) => {
      const worker = new Worker(new URL("./pool_worker.js", import.meta.url), {
        workerData: { module: stoprule.module, options, kind },
      });
      /** @type {{begin: number, files: FileFound[]} | undefined} */
      let batch;
      const next = () => {
        batch = batches.next().value ?? undefined;
        if (batch) worker.postMessage(batch.files.map((file) => file.path));
        else void worker.terminate();
      };
      worker.on("message", (/** @type {number[]} */ answer) => {
        if (!batch) return;
        const { begin } = batch;
        answer.forEach((size, i) => (sizes[begin + i] = size));
        step(0, batch.files[0].path.toString());
        next();
      });
      worker.on("error", () => {}); // its exit is told too
      worker.on("exit", resolve);
      next();
    });
  await Promise.all(Array.from({ length: threads }, work));
  return sizes;
}
