// help.js - what --help prints; good enough to learn the tool from.
import { LANGUAGES } from "./arguments.js";

const EXIT = `Exit codes
  0  clean
  1  something at or above --fail-on
  2  an error of use, an input that could not be read or was cut by a limit, or nothing to read
     (1 wins where both apply)`;

const COMMON = `  --format FORMAT       how to show the report; by default pretty
                          json      the whole report; its JSON Schema is in the package
                          sarif     SARIF 2.1.0, for code scanning
                          junit     JUnit XML: what is an error is a failed test
                          github    annotations in the log of GitHub Actions
                          markdown  to paste into an issue or a chat
  --output FILE         write the report there instead of standard output
  --language LANG       of the messages: ${LANGUAGES.join(", ")}; by default that of your environment
  --today YYYY-MM-DD    the day to judge age and expiry by; by default today
  --rules FILE          your own vendors and rules, in the built-in schema; may be repeated
  --baseline FILE       a JSON list of fingerprints, or an earlier JSON report: these findings are
                        known, and are listed as suppressed
  --config FILE         by default stoprule.config.json in the working folder, if there is one
  --max-findings N      the first N findings are told, the number of the rest is
  --limit NAME=N        another limit than the built-in one; what is past it is told in the report:
                        text_bytes (16 MB of one file, for all but keys), total_text_bytes
                        (256 MB), findings (10000), claims, endpoints (2000), decode_depth (4),
                        decoded_bytes (64 MB of one file); may be repeated
  --ndjson              a filter for pipes, see below
  --no-color            plain text; NO_COLOR and FORCE_COLOR are respected too
  --quiet               no progress and no notes on standard error`;

const NDJSON = `As a filter (--ndjson)
  One JSON object a line in, one line out, in order:
    in   {"id": 1, "text": "...", "uri": "optional name"}
    out  {"id": 1, "report": {...}}
  A line that can't be used is answered by {"id": ..., "error": {...}} and is never the end of the
  run; id is null where it could not be read. The exit code is 0 unless reading or writing fails,
  or --fail-on is given.`;

export const HELP = {
  top: `stoprule - says what an AI API route is, what it shows, what it does not, and what to do next

Usage
  stoprule audit [FILE...|-]    judge an offer, a config, an error message: pasted or from files
  stoprule scan PATH...         find keys in what you ship: a dist folder, a bundle, a repository
  stoprule explain ID           what a rule, claim, route, question or vendor means, and its source
  stoprule choose               which route do I need: a short guided choice
  stoprule init                 a config file to start from
  stoprule help COMMAND         more about one of them

It reads files and nothing else. No key is sent, tried or validated, and nothing is looked up.

Examples
  stoprule audit offer.md
  pbpaste | stoprule audit
  stoprule scan dist --format json --output stoprule.json
  stoprule explain unlimited_use

${EXIT}
`,

  audit: `stoprule audit [FILE...|-]

Says which route a text describes, which of the five questions it answers (who owns the key, who
pays, what limits apply, what terms cover your data, who supports failures), what it promises
without proof, and what to do next. Reads standard input where no file is named.

  stop      don't use it, at all
  evaluate  non-sensitive tests only
  proceed   usable after the checks listed
  none      no AI API route in this text

Options
${COMMON}
  --fail-on evaluate|stop|never
                        the verdict from which the exit code is 1; by default stop

${NDJSON}

A file that git ignores, or that is in no repository, is taken as local to this machine: a key
written into it is a warning there, and a stop anywhere else.

${EXIT}
`,

  scan: `stoprule scan PATH...

Finds keys and where they go. Files are streamed, whatever their size; a folder is read with all
that is in it.

Options
${COMMON}
  --fail-on note|warning|error|never
                        the severity from which the exit code is 1; by default error
  --kind auto|text|script
                        what the files are, where their names don't say
  --root FOLDER         where the project is: .env, configuration and source files in it are
                        searched for where a found key comes from; by default, for each path, the
                        nearest folder above it that holds a package.json
  --secrets FILE        values of this .env file are secrets of yours: they are looked for exactly,
                        and as base64, percent and other encodings; may be repeated
  --env-file FILE       the same; but Node.js has an option of this name, and reads the file too:
                        where it is not there, Node.js may say so, and end with 9
  --env-prefix PREFIX   the same for variables of the environment whose names begin so
  --write-baseline FILE also write the fingerprints of all that was found, for --baseline

What is read in a folder
  - Every file, hidden ones too (.env is where keys are), in the order of their names.
  - Not read unless you name them: .git, .hg, .svn and node_modules folders.
  - Links are followed once, and only to what the run does not read anyway.
  - .gz, .br and zip files are unpacked, to 1 GB each at most. A packed copy beside its plain file
    is passed over if it holds the same. Images, fonts, audio and video are recognised by their first
    bytes and passed over; the number of them is told.
  - Anything else that can't be read (no permission, a pipe, a device, a broken link) is named on
    standard error, and the exit code is 2.

Silencing a finding
  - In the config file, "ignores": by rule, path pattern or fingerprint, each with a reason, and
    "until" a day if you like.
  - In a source that git keeps, on the line before: stoprule-ignore-next-line -- reason
    What a build put out, or a dependency, can't silence itself.
  - With a baseline. Whatever is silenced is listed as suppressed.

Fingerprints
  With STOPRULE_FINGERPRINT_KEY in the environment (32 bytes or more), fingerprints in reports and
  baselines are keyed with it: they survive rebuilds, and nobody without the key can guess from them.

${NDJSON}

${EXIT}
`,

  explain: `stoprule explain ID [--format pretty|json] [--language LANG]

Prints what a rule, claim, route, question, check, error or vendor means, and where that comes from.
Ids are those that reports use: key/openai-project-key, unlimited_use, provider_route, owner, openai.
`,

  init: `stoprule init

Writes stoprule.config.json into the working folder, with comments that say what can be settled in it.
An existing one is left as it is.
`,

  choose: `stoprule choose [--answer QUESTION=ANSWER]... [--format pretty|json] [--language LANG]

Asks what you want to do and names the route that fits, with what to check first. Without a
terminal, or with --format json, it prints the next question as JSON: give the answers so far with
--answer.
`,
};
