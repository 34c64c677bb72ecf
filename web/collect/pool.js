// pool.js - which of many files hold nothing, found out by threads that share one compiled module. The report
// itself is made by one run, in order: it begins at the first file, the threads at the last, and what they
// found clean it need not read. Where they meet, everything has been read.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** @typedef {import("../lib/index.js").Stoprule} Stoprule */
/** @typedef {import("./walk.js").FileFound} FileFound */

const WORTH_BYTES = 24 << 20; // below this, starting threads takes longer than reading
const BATCH_BYTES = 4 << 20;
const BATCH_FILES = 256;
const MOST_THREADS = 16;

// What becomes of a batch; from FIRST_THREAD on, the thread that reads it.
export const FREE = 0;
export const READ = 1; // by a thread, to its end
const OURS = 2; // the run reads its files
const FIRST_THREAD = 3;

/** Where each batch begins. @param {FileFound[]} files */
function batches_of(files) {
  /** @type {number[]} */
  const begins = [];
  let bytes = 0;
  let count = 0;
  files.forEach(({ size }, at) => {
    if (at === 0 || bytes >= BATCH_BYTES || count >= BATCH_FILES) {
      begins.push(at);
      bytes = 0;
      count = 0;
    }
    bytes += size;
    count += 1;
  });
  return begins;
}

/** @param {number} count @param {number} size bytes of each */
const shared = (count, size) => new SharedArrayBuffer(count * size);

export class Pool {
  /**
   * @param {Stoprule} stoprule @param {object} options of the run
   * @param {"auto"|"text"|"script"} kind @param {FileFound[]} files
   * @param {{lost?: (problem: string) => void, threads?: number}} [how] `lost` is told when a thread dies:
   * nothing is lost with it but time
   */
  constructor(stoprule, options, kind, files, { lost, threads } = {}) {
    const total = files.reduce((sum, { size }) => sum + size, 0);
    const begins = batches_of(files);
    /** @private */
    this.batches = new Int32Array(shared(begins.length, Int32Array.BYTES_PER_ELEMENT));
    /** @private bytes of each file that holds nothing, -1 for every other */
    this.sizes = new Float64Array(shared(files.length, Float64Array.BYTES_PER_ELEMENT)).fill(-1);
    /** @private */
    this.begins = begins;
    /** @private */
    this.batch = -1;
    /** @private */
    this.wake = () => {};
    /** @private */
    this.lost = lost;
    const worth = total >= WORTH_BYTES ? Math.min(availableParallelism(), MOST_THREADS) - 1 : 0;
    const work = {
      ...{ module: stoprule.module, options, kind, begins, batches: this.batches },
      ...{ sizes: this.sizes, paths: files.map(({ path }) => path) },
    };
    /** @internal */
    this.workers = Array.from({ length: threads ?? worth }, (_, i) => this.start(work, i));
  }

  /** @private @param {object} work @param {number} i */
  start(work, i) {
    const me = FIRST_THREAD + i;
    const worker = new Worker(new URL("./pool_worker.js", import.meta.url), {
      workerData: { ...work, me },
    });
    worker.on("message", () => this.wake());
    worker.on("error", (error) => this.lost?.(error.message));
    worker.on("exit", () => {
      this.batches.forEach((_, b) => Atomics.compareExchange(this.batches, b, me, OURS));
      this.wake();
    });
    return worker;
  }

  /**
   * The bytes of a clean file; -1 where the run has to read it. Asked for each file in its turn.
   * @param {number} file
   */
  async clean_size(file) {
    if (file === this.begins[this.batch + 1]) this.batch += 1;
    const { batches, batch } = this;
    Atomics.compareExchange(batches, batch, FREE, OURS);
    while (Atomics.load(batches, batch) >= FIRST_THREAD) {
      await new Promise((resolve) => (this.wake = () => resolve(undefined)));
    }
    return Atomics.load(batches, batch) === READ ? this.sizes[file] : -1;
  }

  async close() {
    this.lost = undefined;
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
