// init.js - stoprule init: a config file to start from, and what to do next.
import { writeFileSync } from "node:fs";
import { StopruleError } from "../lib/index.js";
import { CONFIG_NAME } from "./config.js";
import { write_problem_of } from "./output.js";

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
    const problem =
      code === "EEXIST" ? "is there already; it was left as it is" : write_problem_of(error);
    throw new StopruleError("usage", problem, CONFIG_NAME);
  }
  process.stdout.write(NEXT);
  return 0;
}
