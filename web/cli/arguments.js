// arguments.js - what was typed, checked.
import { parseArgs } from "node:util";
import { StopruleError } from "../lib/index.js";
import { no_config, read_config } from "./config.js";

/** @param {string} message */
export const usage = (message) => new StopruleError("usage", message);

const COMMANDS = ["audit", "scan", "explain", "choose", "init"];
/** The core's. */
/** Those that messages are written in; tests hold them against the core's data. */
export const LANGUAGES = ["en", "zh"];
export const FORMATS = ["pretty", "json", "sarif", "junit", "github", "markdown"];

/** Those of the core, in bytes or counts; what is cut by one is told in the report. */
export const LIMITS = [
  ...["text_bytes", "total_text_bytes", "findings", "claims", "endpoints"],
  ...["decode_depth", "decoded_bytes"],
];

/** Node.js looks for this option of its own behind a program's name too. */
const TAKEN_BY_NODE =
  "Node.js has read the file of --env-file too, before anything else, and obeyed a NODE_OPTIONS in it: name a file that others can write with --secrets";

/** From the mildest on. @type {Record<string, string[]>} */
export const LEVELS = {
  audit: ["none", "proceed", "evaluate", "stop"],
  scan: ["note", "warning", "error"],
};
const FAIL_ON = {
  audit: ["evaluate", "stop", "never"],
  scan: ["note", "warning", "error", "never"],
};

/** @type {NonNullable<import("node:util").ParseArgsConfig["options"]>} */
const OPTIONS = {
  answer: { type: "string", multiple: true },
  baseline: { type: "string", multiple: true },
  color: { type: "boolean" },
  config: { type: "string" },
  "env-file": { type: "string", multiple: true },
  "env-prefix": { type: "string", multiple: true },
  "fail-on": { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
  kind: { type: "string" },
  language: { type: "string" },
  limit: { type: "string", multiple: true },
  "max-findings": { type: "string" },
  ndjson: { type: "boolean" },
  "no-color": { type: "boolean" },
  output: { type: "string", short: "o" },
  root: { type: "string" },
  quiet: { type: "boolean", short: "q" },
  rules: { type: "string", multiple: true },
  secrets: { type: "string", multiple: true },
  today: { type: "string" },
  version: { type: "boolean" },
  "write-baseline": { type: "string" },
};

/** Which options a command takes, beside --help and --version. @type {Record<string, string[]>} */
const TAKES = {
  audit: [
    ...[
      "baseline",
      "color",
      "config",
      "max-findings",
      "no-color",
      "fail-on",
      "format",
      "language",
      "limit",
      "ndjson",
    ],
    ...["output", "quiet", "rules", "today"],
  ],
  scan: [
    ...["config", "env-file", "env-prefix", "max-findings", "root", "secrets", "write-baseline"],
    ...["baseline", "color", "no-color", "fail-on", "format", "kind", "language", "limit"],
    "ndjson",
    ...["output", "quiet", "rules", "today"],
  ],
  explain: ["color", "no-color", "format", "language", "rules"],
  choose: ["answer", "color", "no-color", "format", "language"],
  init: [],
};

/**
 * @typedef {object} Arguments
 * @property {"audit"|"scan"|"explain"|"choose"|"init"|"help"|"version"} command
 * @property {string[]} operands
 * @property {string} format
 * @property {string} failOn "" where it was not given
 * @property {string} language
 * @property {string} today
 * @property {"auto"|"text"|"script"} kind
 * @property {string} output a file, or "" for standard output
 * @property {boolean} ndjson
 * @property {boolean} quiet
 * @property {boolean | undefined} color undefined: as the terminal has it
 * @property {string[]} rules files
 * @property {string[]} baseline files
 * @property {Record<string, string>} answers
 * @property {string[]} envFile files of the user's own secrets
 * @property {string[]} envPrefix of variables that are secrets
 * @property {string} root the project's folder, or ""
 * @property {number} maxFindings 0: as the core has it
 * @property {string} writeBaseline a file, or ""
 * @property {import("../lib/index.js").Ignore[]} ignores
 * @property {Record<string, number>} limits
 * @property {string[]} notes what should be known of the command line
 * @property {(error: StopruleError) => StopruleError} placed an error of the core, with the config file's line
 */

/** @param {string} name @param {string} value @param {string[]} allowed */
function one_of(name, value, allowed) {
  if (allowed.includes(value)) return value;
  throw usage(`${name} takes ${allowed.join("|")}, not "${value}"`);
}

/** @param {string} name @param {string} value */
function count(name, value) {
  const number = Number(value);
  if (value !== "" && Number.isInteger(number) && number > 0) return number;
  throw usage(`${name} takes a number from 1 on, not "${value}"`);
}

/** @param {string[]} argv */
function parse(argv) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const words = (message.split("'")[1] ?? "").split(" "); // "-o, --output <value>"
    const option = words.find((word) => word.startsWith("--")) ?? words[0];
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      throw usage(`there is no ${option}; for a file of this name, put it behind --`);
    }
    const named = OPTIONS[option.slice(2)];
    if (named?.type === "string") {
      throw usage(`${option} takes a value, as ${option}=VALUE where it begins with -`);
    }
    throw usage(named ? `${option} takes no value` : message);
  }
}

/**
 * @param {string[]} argv without the program's name
 * @param {NodeJS.ProcessEnv} env
 * @param {Date} now
 * @returns {Arguments}
 */
export function parse_arguments(argv, env, now) {
  const { values, positionals } = parse(argv);
  /** @param {string} name */
  const text = (name) => /** @type {string | undefined} */ (values[name]);
  /** @param {string} name */
  const list = (name) => /** @type {string[]} */ (values[name] ?? []);

  const [command = "help", ...operands] = positionals;
  const known = COMMANDS.includes(command);
  if (!known && command !== "help") {
    throw usage(`there is no command "${command}"; there are ${COMMANDS.join(", ")}`);
  }
  if (operands.includes("")) throw usage("a path is empty");
  if (list("env-prefix").includes("")) {
    throw usage("--env-prefix takes the beginning of names, such as SECRET_");
  }
  if (command === "init" && operands.length) throw usage("init takes no operands");
  if (known && !values.help) {
    for (const name of Object.keys(values)) {
      if (name !== "version" && !TAKES[command].includes(name)) {
        throw usage(`${command} takes no --${name}`);
      }
    }
  }
  /** @type {Record<string, string>} */
  const answers = {};
  for (const answer of list("answer")) {
    const at = answer.indexOf("=");
    if (at < 1) throw usage(`--answer takes QUESTION=ANSWER, not "${answer}"`);
    answers[answer.slice(0, at)] = answer.slice(at + 1);
  }
  /** @type {Record<string, number>} */
  const limits = {};
  for (const limit of list("limit")) {
    const [name, value = "", ...more] = limit.split("=");
    if (!LIMITS.includes(name) || more.length) {
      throw usage(`--limit takes NAME=N with ${LIMITS.join("|")}, not "${limit}"`);
    }
    limits[name] = count(`--limit ${name}`, value);
  }
  const judges = (command === "audit" || command === "scan") && !values.help && !values.version;
  const config = judges ? read_config(text("config") ?? "") : no_config();
  const failOn = text("fail-on") ?? (command === "scan" ? config.failOn : "") ?? "";
  if (failOn) one_of("--fail-on", failOn, FAIL_ON[command === "scan" ? "scan" : "audit"]);
  const language = text("language") ?? config.language;
  if (language) one_of("--language", language.split("-")[0], LANGUAGES); // zh-CN is written in zh
  const kind = one_of("--kind", text("kind") ?? "auto", ["auto", "text", "script"]);

  return {
    command: /** @type {Arguments["command"]} */ (
      values.version ? "version" : values.help ? "help" : command
    ),
    operands: values.help && known ? [command] : operands,
    format: one_of("--format", text("format") ?? "pretty", FORMATS),
    failOn,
    language: language ?? language_of(env),
    today: text("today") ?? local_date(now),
    kind: /** @type {Arguments["kind"]} */ (kind),
    output: text("output") ?? "",
    ndjson: Boolean(values.ndjson),
    quiet: Boolean(values.quiet),
    color: values["no-color"] ? false : /** @type {boolean | undefined} */ (values.color),
    rules: [...config.rules, ...list("rules")],
    baseline: [...config.baseline, ...list("baseline")],
    answers,
    envFile: [...config.envFile, ...list("secrets"), ...list("env-file")],
    envPrefix: [...config.envPrefix, ...list("env-prefix")],
    root: text("root") ?? config.root ?? "",
    maxFindings:
      values["max-findings"] === undefined
        ? (config.maxFindings ?? 0)
        : count("--max-findings", text("max-findings") ?? ""),
    writeBaseline: text("write-baseline") ?? "",
    ignores: config.ignores,
    limits: { ...config.limits, ...limits },
    notes: list("env-file").length ? [TAKEN_BY_NODE] : [],
    placed: config.placed,
  };
}

/**
 * What is secret by the words of a command line, be it a wrong one, or by a config file.
 * @param {string[]} argv @returns {Pick<Arguments, "envFile" | "envPrefix">}
 */
export function named_secrets(argv) {
  const { values } = parseArgs({ args: argv, options: OPTIONS, strict: false });
  const given = (/** @type {string} */ name) =>
    [values[name] ?? []].flat().filter((value) => typeof value === "string");
  let config = no_config();
  try {
    config = read_config(given("config").at(-1) ?? "");
  } catch {
    // it is the very error, or not to blame
  }
  return {
    envFile: [...config.envFile, ...given("secrets"), ...given("env-file")],
    envPrefix: [...config.envPrefix, ...given("env-prefix")],
  };
}

/** "zh_CN.UTF-8" is zh-CN. @param {NodeJS.ProcessEnv} env */
function language_of(env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  const name = locale.split(".")[0].replace("_", "-");
  return name === "" || name === "C" || name === "POSIX" ? "en" : name;
}

/** @param {Date} date */
function local_date(date) {
  /** @param {number} n */
  const two = (n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
