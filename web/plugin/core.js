// core.js - what the bundlers' plugins share: the built files in, a verdict on the build out.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { load } from "../lib/index.js";

/** @typedef {import("../lib/index.js").Finding} Finding */
/** @typedef {import("../lib/index.js").Report} Report */
/** @typedef {"note"|"warning"|"error"|"never"} FailOn */
/**
 * @typedef {object} PluginOptions
 * @property {FailOn} [failOn] the severity from which the build fails; "error" by default
 * @property {string} [language] of the messages
 * @property {string[]} [baseline] fingerprints of known findings
 */
/** @typedef {{uri: string, file: string} | {uri: string, contents: Uint8Array}} Built a file of the build's output */
/** @typedef {{finding: Finding, uri: string, text: string}} Told */

const ORDER = ["note", "warning", "error", "never"];

/** All files below a folder, in the order of their names. @param {string} folder @returns {Promise<Built[]>} */
export async function files_below(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => ({ uri: path.relative(folder, file).split(path.sep).join("/"), file }));
}

/** @param {Finding} finding @param {string} uri */
function told(finding, uri) {
  const { line, column } = finding.location;
  const place = `${uri}:${line}:${column}`;
  const text = `${place} ${finding.severity} ${finding.rule_id}: ${finding.message.text} (${finding.excerpt})`;
  return { finding, uri, text };
}

/**
 * Scans the output of a build. `failures` are the findings that fail it, `warnings` the rest that alarm.
 * @param {Built[]} files
 * @param {PluginOptions} options
 * @returns {Promise<{report: Report, failures: Told[], warnings: Told[]}>}
 */
export async function check(files, { failOn = "error", language, baseline }) {
  if (!ORDER.includes(failOn)) {
    throw new TypeError(`stoprule: failOn is ${ORDER.join("|")}, not "${failOn}"`);
  }
  const stoprule = await load();
  const run = stoprule.start({
    mode: "scan",
    ...(language !== undefined && { language }),
    ...(baseline !== undefined && { baseline }),
    ...(process.env.STOPRULE_FINGERPRINT_KEY && {
      fingerprint_key: process.env.STOPRULE_FINGERPRINT_KEY,
    }),
  });
  try {
    for (const built of files) {
      const text = "file" in built ? await readFile(built.file) : built.contents;
      await run.add({ uri: built.uri, text });
    }
    const report = /** @type {Report} */ (JSON.parse(run.finish()));
    const all = report.findings.map((finding) =>
      told(finding, report.documents[finding.location.document].uri),
    );
    const fails = (/** @type {Told} */ { finding }) =>
      ORDER.indexOf(finding.severity) >= ORDER.indexOf(failOn);
    return {
      report,
      failures: all.filter(fails),
      warnings: all.filter((one) => !fails(one) && one.finding.severity !== "note"),
    };
  } finally {
    run.close();
  }
}

/** What a failed build says. @param {Told[]} failures */
export function failure_text(failures) {
  const count = failures.length === 1 ? "1 key" : `${failures.length} keys`;
  const lines = failures.map(({ text }) => `  ${text}`);
  return [`${count} would ship with this build`, ...lines].join("\n");
}
