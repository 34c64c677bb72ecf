// secrets.js - the user's own secrets, from the .env files and variables that they name.
import { readFileSync } from "node:fs";
import * as util from "node:util";
import { StopruleError } from "../lib/index.js";
import { problem_of, uri_of } from "./walk.js";

/** @typedef {{name: string, value: string, file: string}} OwnSecret */

/** @param {string} file @returns {OwnSecret[]} */
export function secrets_in_file(file) {
  if (typeof util.parseEnv !== "function") {
    throw new StopruleError("usage", "a file of secrets needs Node.js 20.12 or newer");
  }
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new StopruleError("usage", problem_of(error), file);
  }
  return Object.entries(util.parseEnv(text))
    .map(([name, value = ""]) => ({ name, value, file: uri_of(file) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param {{envFile: string[], envPrefix: string[]}} named @param {NodeJS.ProcessEnv} env
 * @param {(prefix: string) => void} [absent] told of a prefix that no variable has
 * @returns {OwnSecret[]}
 */
export function own_secrets({ envFile, envPrefix }, env, absent = () => {}) {
  const out = envFile.flatMap(secrets_in_file);
  for (const prefix of envPrefix) {
    const those = secrets_with_prefix(prefix, env);
    if (those.length === 0) absent(prefix);
    out.push(...those);
  }
  return out;
}

/** Variables of the environment whose names begin so. @param {string} prefix @param {NodeJS.ProcessEnv} env @returns {OwnSecret[]} */
function secrets_with_prefix(prefix, env) {
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => ({ name, value: env[name] ?? "", file: "" }));
}
