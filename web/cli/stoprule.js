#!/usr/bin/env node
// stoprule.js - the command line. It collects and shows; the core decides.
import { StopruleError, load } from "../lib/index.js";
import { masked } from "../collect/masked.js";
import { own_secrets } from "../collect/secrets.js";
import { named_secrets, parse_arguments, usage } from "./arguments.js";
import { choose, explain } from "./ask.js";
import { HELP } from "./help.js";
import { init } from "./init.js";
import { FAILED, judge } from "./judge.js";
import { filter } from "./ndjson.js";
import { note } from "./output.js";
import { version } from "./version.js";

/** @returns {Promise<number>} the exit code */
async function main() {
  const args = parse_arguments(process.argv.slice(2), process.env, new Date());
  if (!args.quiet) for (const text of args.notes) note(text);
  if (args.command === "version") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (args.command === "help") {
    const [topic = "top"] = args.operands;
    if (!Object.hasOwn(HELP, topic)) throw usage(`there is no help on "${topic}"`);
    process.stdout.write(HELP[/** @type {keyof typeof HELP} */ (topic)]);
    return process.argv.length > 2 ? 0 : FAILED;
  }
  if (args.command === "init") return init();
  const stoprule = await load();
  if (args.command === "explain") return explain(stoprule, args);
  if (args.command === "choose") return choose(stoprule, args);
  return args.ndjson ? filter(stoprule, args, process.env) : judge(stoprule, args, process.env);
}

/** The user's own, as far as they can be read: one may be what the error is about. */
function secrets_of_error() {
  const { envFile, envPrefix } = named_secrets(process.argv.slice(2));
  return [
    ...envFile.map((file) => ({ envFile: [file], envPrefix: [] })),
    { envFile: [], envPrefix },
  ].flatMap((named) => {
    try {
      return own_secrets(named, process.env);
    } catch {
      return [];
    }
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = FAILED;
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "EPIPE") process.exit(FAILED); // the reader has gone; there is nobody to tell
  // Without the module no key is known; but then nothing has been read either.
  const stoprule = await load().catch(() => null);
  note(stoprule ? masked(stoprule, message, { secrets: secrets_of_error() }) : message);
  // What names its place is mended there.
  if (error instanceof StopruleError && code === "usage" && !error.where) {
    const [command] = process.argv.slice(2);
    note(`see stoprule ${Object.hasOwn(HELP, command ?? "") ? `${command} ` : ""}--help`);
  }
}
