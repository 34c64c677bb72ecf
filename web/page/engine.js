// engine.js - audits in a worker, so that the page never waits. The newest request of an item wins.
import { worker_source } from "#worker";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {{code: string, where: string, message: string}} Failure */
/**
 * @typedef {object} Job
 * @property {"audit"|"explain"|"choose"} task
 * @property {{uri: string, text: string | Blob}[]} [documents]
 * @property {string} [format] a format to render, "json" by default
 * @property {object} [options] the core's
 * @property {string} [id]
 * @property {Record<string, string>} [answers]
 */
/** @typedef {{resolve: (text: string) => void, reject: (failure: Failure) => void, progress?: (read: number) => void}} Waiting */

/** @type {{createScriptURL(url: string): any} | undefined} */
let policy;

/** The page makes script URLs of two kinds only. @param {string} url */
export function script_url(url) {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  policy ??= factory?.createPolicy("stoprule", {
    /** @param {string} wanted */
    createScriptURL(wanted) {
      if (wanted.startsWith("blob:") || wanted === "./sw.js") return wanted;
      throw new TypeError("not a script of this page");
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}

export class Engine {
  /** @param {Promise<string>} module packed, as the worker takes it; an Error where it can't be had */
  constructor(module) {
    /** @private */
    this.module = module;
    /** @private */
    this.url = URL.createObjectURL(new Blob([worker_source], { type: "text/javascript" }));
    /** @private @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /** @private */
    this.next = 1;
    /** Why no module came. @private @type {Failure | null} */
    this.without = null;
    module.catch((/** @type {Error} */ { message }) => {
      this.without = { code: "module", where: "", message };
      this.restart(this.without);
    });
    /** @private */
    this.worker = this.hire();
  }

  /** @private */
  hire() {
    const worker = new Worker(script_url(this.url));
    this.module.then(
      (module) => worker.postMessage({ module }),
      () => {},
    );
    worker.onmessage = ({ data }) => {
      const job = this.waiting.get(data.number);
      if (!job) return;
      if ("read" in data) return job.progress?.(data.read);
      this.waiting.delete(data.number);
      if ("error" in data) job.reject(data.error);
      else job.resolve(data.text);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.restart({ code: "worker", where: "", message: event.message || "The worker stopped." });
    };
    return worker;
  }

  /** Gives up everything under way. @param {Failure} reason */
  restart(reason) {
    this.worker.terminate();
    const jobs = [...this.waiting.values()];
    this.waiting.clear();
    this.worker = this.hire();
    for (const job of jobs) job.reject(reason);
  }

  /** Ends what is under way; a worker that has nothing to do stays. */
  cancel() {
    if (!this.waiting.size) return;
    this.restart({ code: "cancelled", where: "", message: "cancelled" });
  }

  /**
   * @param {Job} job @param {(read: number) => void} [progress] bytes so far
   * @returns {Promise<string>} JSON, or the format that was asked for
   */
  run(job, progress) {
    if (this.without) return Promise.reject(this.without);
    const number = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject, progress });
      this.worker.postMessage({ number, job });
    });
  }
}
