// worker.js - the page's engine room: the library in a worker made from a blob, which inherits the page's
// content security policy and so can't send anything anywhere either.
import { StopruleError, load } from "../lib/index.js";
import { hand_over } from "./module.js";

/** @typedef {import("./engine.js").Job} Job */

const loaded = load();
const TOLD_EVERY = 4 << 20;

/** @param {Blob} blob @param {(piece: Uint8Array) => void} use */
async function read(blob, use) {
  const reader = blob.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    use(value);
  }
}

/** @param {number} number @param {Job} job */
async function audit(number, { documents = [], format = "json", options = {} }) {
  const run = (await loaded).start(options);
  let bytes = 0;
  let told = 0;
  try {
    for (const { uri, text } of documents) {
      run.begin({ uri });
      if (typeof text === "string") run.feed(text);
      else {
        await read(text, (piece) => {
          run.feed(piece);
          bytes += piece.length;
          if (bytes - told < TOLD_EVERY) return;
          told = bytes;
          postMessage({ number, read: bytes });
        });
      }
      run.end();
    }
    return run.finish(format);
  } finally {
    run.close();
  }
}

/** @param {number} number @param {Job} job @returns {Promise<string>} */
async function work(number, job) {
  if (job.task === "audit") return audit(number, job);
  const stoprule = await loaded;
  const language = /** @type {{language?: string}} */ (job.options ?? {});
  if (job.task === "explain") return JSON.stringify(stoprule.explain(job.id ?? "", language));
  return JSON.stringify(stoprule.choose(job.answers ?? {}, language));
}

let queue = Promise.resolve();

addEventListener("message", ({ data: { number, job, module } }) => {
  if (module !== undefined) return hand_over(module);
  queue = queue.then(async () => {
    try {
      postMessage({ number, text: await work(number, job) });
    } catch (error) {
      const failure =
        error instanceof StopruleError
          ? error.toJSON()
          : { code: "read", where: "", message: String(/** @type {Error} */ (error).message) };
      postMessage({ number, error: failure });
    }
  });
});
