// core.js - what the bundlers' plugins share: the built files in, a verdict on the build out.
import { masked } from "../collect/masked.js";
import { add_origins, project_of } from "../collect/origins.js";
import { Reading } from "../collect/reading.js";
import { secrets_in_file } from "../collect/secrets.js";
import { walk } from "../collect/walk.js";
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
 * @property {import("../lib/index.js").Ignore[]} [ignores] findings that somebody answers for
 * @property {string[]} [envFile] files whose values are secrets of yours
 * @property {string} [root] the project; by default the nearest folder with a package.json
 */
/** @typedef {{uri: string, file: string} | {uri: string, contents: Uint8Array}} Built a file of the build's output */
/** @typedef {{finding: Finding, uri: string, text: string}} Told */
/** @typedef {{report: Report, failures: Told[], warnings: Told[]}} Checked */

const ORDER = ["note", "warning", "error", "never"];

/** All files below a folder, in the order of their names. @param {string} folder @returns {Built[]} */
export function files_below(folder) {
  const out = [];
  for (const found of walk([folder])) {
    const file = found.path.toString();
    out.push({ uri: path.relative(folder, file).split(path.sep).join("/"), file });
  }
  return out;
}

/** @param {Finding} finding @param {string} uri */
const place_of = ({ location }, uri) => `${uri}:${location.line}:${location.column}`;

/** @param {Finding} finding @param {string} uri */
function told(finding, uri) {
  const place = place_of(finding, uri);
  const text = `${place} ${finding.severity} ${finding.rule_id}: ${finding.message.text} (${finding.excerpt})`;
  return { finding, uri, text };
}

/** @param {PluginOptions} options */
function core_options({ language, baseline, ignores, envFile = [] }) {
  const key = process.env.STOPRULE_FINGERPRINT_KEY;
  return {
    mode: /** @type {const} */ ("scan"),
    today: new Date().toISOString().slice(0, 10),
    secrets: envFile.flatMap(secrets_in_file),
    ...(language !== undefined && { language }),
    ...(baseline !== undefined && { baseline }),
    ...(ignores !== undefined && { ignores }),
    ...(key && { fingerprint_key: key }),
  };
}

/**
 * Scans the output of a build. `failures` are the findings that fail it, `warnings` the rest that alarm;
 * `unread` says what could not be read, or was cut by a limit.
 * @param {Built[]} files
 * @param {PluginOptions} options
 * @param {string} from the project's folder, or one in it
 * @returns {Promise<Checked & {unread: string[]}>}
 */
export async function check(files, options, from) {
  const { failOn = "error" } = options;
  if (!ORDER.includes(failOn)) {
    throw new TypeError(`stoprule: failOn is ${ORDER.join("|")}, not "${failOn}"`);
  }
  const known = core_options(options);
  const stoprule = await load();
  const run = stoprule.start(known);
  try {
    /** @type {string[]} */
    const unread = [];
    const reading = new Reading(run, {
      unread: (uri, problem) =>
        void unread.push(masked(stoprule, `${uri}: ${problem}; it was not read`, known)),
    });
    for (const built of files) {
      const { uri } = built;
      if ("file" in built) await reading.file(built.file, { uri });
      else await reading.stream({ uri }, [built.contents]);
    }
    const root = options.root ?? project_of(from);
    add_origins(run, {
      found: reading.found,
      roots: root ? [path.resolve(root)] : [],
      outputs: files.flatMap((built) => ("file" in built ? [built.file] : [])),
      unread: () => {}, // nothing is lost but a hint
    });
    const report = /** @type {Report} */ (JSON.parse(run.finish()));
    const all = report.findings.map((finding) =>
      told(finding, report.documents[finding.location.document].uri),
    );
    // As for the command line: a value that is too short to be looked for leaves nothing.
    for (const { message, left } of report.incomplete) if (left > 0) unread.push(message.text);
    const fails = (/** @type {Told} */ { finding }) =>
      ORDER.indexOf(finding.severity) >= ORDER.indexOf(failOn);
    return {
      report,
      unread,
      failures: all.filter(fails),
      warnings: all.filter((one) => !fails(one) && one.finding.severity !== "note"),
    };
  } finally {
    run.close();
  }
}

/** What a failed build says: each key once, though it stands in several files. @param {Told[]} failures */
export function failure_text(failures) {
  /** @type {Map<string, Told[]>} */
  const keys = new Map();
  for (const one of failures) {
    const { fingerprint } = one.finding;
    keys.set(fingerprint, [...(keys.get(fingerprint) ?? []), one]);
  }
  const count = keys.size === 1 ? "1 key" : `${keys.size} keys`;
  const lines = [...keys.values()].flatMap(([first, ...copies]) => [
    `  ${first.text}`,
    ...copies.map(({ finding, uri }) => `    also at ${place_of(finding, uri)}`),
  ]);
  return [`${count} would ship with this build`, ...lines].join("\n");
}
