// init.js - stoprule init: a config file to start from, and what to do next.
import { writeFileSync } from "node:fs";
import { problem_of } from "../collect/walk.js";
import { usage } from "./arguments.js";
import { CONFIG_NAME } from "./config.js";

const TEMPLATE = `{
  // The severity from which a scan fails: note, warning, error or never.
  "failOn": "error",

  // Files whose values are secrets of yours: looked for exactly, whatever they look like.
  // "envFile": [".env.server"],

  // Findings that are known: made by stoprule scan dist --write-baseline stoprule.baseline.json
  // "baseline": "stoprule.baseline.json",

  // Findings that somebody answers for, by rule, path or fingerprint: each with a reason, and until
  // when it holds.
  "ignores": [
    // { "path": "dist/docs/**", "reason": "samples of the manual", "until": "2030-12-31" }
  ]
}
`;

const NEXT = `Wrote ${CONFIG_NAME}. Next:
  npx stoprule scan dist          after the build, in package.json or in CI
  stoprule/vite and others        plugins that fail the build itself, see the README
`;

export function init() {
  try {
    writeFileSync(CONFIG_NAME, TEMPLATE, { flag: "wx" });
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "EEXIST") throw usage(`${CONFIG_NAME} is there already; it was left as it is`);
    throw usage(`${CONFIG_NAME}: ${problem_of(error)}`);
  }
  process.stdout.write(NEXT);
  return 0;
}
