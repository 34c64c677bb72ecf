// masked.js - names and messages as a report would tell them: they may hold a key too.

/** @typedef {import("../lib/index.js").Options} Options */

/**
 * A document's name is masked by the core, so what is to be masked is given to it as one.
 * @param {import("../lib/index.js").Stoprule} stoprule @param {string} text
 * @param {Pick<Options, "rules" | "secrets">} [known] more than the built-in rules
 * @returns {string} one line without control characters
 */
export function masked(stoprule, text, { rules, secrets } = {}) {
  const run = stoprule.start({
    mode: "scan",
    ...(rules && { rules }),
    ...(secrets && { secrets }),
  });
  try {
    run.begin({ uri: text });
    run.end();
    return JSON.parse(run.finish()).documents[0].uri;
  } finally {
    run.close();
  }
}
