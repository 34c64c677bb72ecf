// config.js - stoprule.config.json: what a project has settled. Read from the working folder or from where
// --config says, never from what is scanned; it is data, and nothing in it runs.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { StopruleError } from "../lib/index.js";
import { problem_of } from "../collect/walk.js";
import { parse_jsonc } from "./jsonc.js";

export const CONFIG_NAME = "stoprule.config.json";

/**
 * @typedef {object} Config
 * @property {string} [failOn]
 * @property {string} [language]
 * @property {string} [root]
 * @property {string[]} baseline files
 * @property {string[]} rules files
 * @property {string[]} envFile files
 * @property {string[]} envPrefix
 * @property {number} [maxFindings]
 * @property {import("../lib/index.js").Ignore[]} ignores
 * @property {Record<string, number>} limits
 * @property {(error: StopruleError) => StopruleError} placed an error of the core, with the file's line
 */

/** What each name takes, and whether it names files, which are meant from the file's own folder. */
const NAMES = {
  failOn: { kind: "string" },
  language: { kind: "string" },
  root: { kind: "string", path: true },
  maxFindings: { kind: "number" },
  baseline: { kind: "strings", path: true },
  rules: { kind: "strings", path: true },
  envFile: { kind: "strings", path: true },
  envPrefix: { kind: "strings" },
  ignores: { kind: "objects" },
  limits: { kind: "object" },
};
const CURES = {
  string: "a string",
  number: "a number",
  strings: "a string or a list of strings",
  objects: "a list of objects",
  object: "an object",
};

/** @param {unknown} value @param {keyof typeof CURES} kind */
function fits(value, kind) {
  const object = (/** @type {unknown} */ one) =>
    typeof one === "object" && one !== null && !Array.isArray(one);
  if (kind === "strings") {
    return Array.isArray(value) && value.every((one) => typeof one === "string");
  }
  if (kind === "objects") return Array.isArray(value) && value.every(object);
  return kind === "object" ? object(value) : typeof value === kind;
}

/** @returns {Config} */
export const no_config = () => ({
  ...{ baseline: [], rules: [], envFile: [], envPrefix: [], ignores: [], limits: {} },
  placed: (error) => error,
});

/**
 * @param {string} given a file, or "" for the one in the working folder, if any
 * @returns {Config}
 */
export function read_config(given) {
  const out = no_config();
  const file = given || CONFIG_NAME;
  if (!given && !existsSync(file)) return out;
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new StopruleError("usage", problem_of(error), file);
  }
  const { value, lines } = parse_jsonc(text, file);
  const fail = (/** @type {string} */ place, /** @type {string} */ message) => {
    throw new StopruleError("usage", message, `${file}:${lines.get(place) ?? 1}`);
  };
  if (!fits(value, "object")) fail("", "put everything into one object: { ... }");
  for (const [name, given_value] of Object.entries(/** @type {object} */ (value))) {
    if (!Object.hasOwn(NAMES, name)) {
      fail(name, `"${name}" is not known; there are ${Object.keys(NAMES).join(", ")}`);
    }
    const about = NAMES[/** @type {keyof typeof NAMES} */ (name)];
    const kind = /** @type {keyof typeof CURES} */ (about.kind);
    const read =
      kind === "strings" && typeof given_value === "string" ? [given_value] : given_value;
    if (!fits(read, kind)) fail(name, `"${name}" takes ${CURES[kind]}`);
    const from_here = (/** @type {string} */ one) => path.join(path.dirname(file), one);
    const resolved = !("path" in about)
      ? read
      : Array.isArray(read)
        ? read.map(from_here)
        : from_here(/** @type {string} */ (read));
    Object.assign(out, { [name]: resolved });
  }
  out.placed = (error) => {
    // "options: ignores[0].reason" is a place in this file, if it stands in it.
    const place = error.where.slice(error.where.indexOf(": ") + 2);
    for (let end = place.length; end > 0; end = Math.max(place.lastIndexOf(".", end - 1), 0)) {
      const line = lines.get(place.slice(0, end));
      if (line) return new StopruleError("usage", `${place} ${error.reason}`, `${file}:${line}`);
    }
    return error;
  };
  return out;
}
