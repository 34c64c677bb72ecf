// Every format, read by its readers: SARIF and JSON by their schemas, JUnit by a strict XML parser,
// annotations as GitHub's runner reads them, Markdown as GitHub renders it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { SaxesParser } from "saxes";
import { FORMATS } from "../../web/cli/arguments.js";
import { HELP } from "../../web/cli/help.js";
import { load } from "../../web/lib/index.js";
import { HOSTILE } from "./hostile.js";
import { made_key, secret_of, tells } from "./made.js";
import { valid_report, valid_sarif } from "./schemas.js";

const stoprule = await load();

/** @param {string} name */
const sample = (name) =>
  readFileSync(new URL(`../../web/page/samples/${name}.txt`, import.meta.url), "utf8");
const LEAK = `const key = "${made_key()}"; fetch("https://api.anthropic.com/v1/messages");\n`;

/** @typedef {import("../../web/lib/index.js").Options} Options */
/** @typedef {{uri?: string, text: string, role?: "origin"}} Given */
/** @typedef {{name: string, documents: Given[], options: Options}} Case */

/** @type {Case[]} */
const CASES = [
  ...["free-unlimited", "relay", "official", "bundle", "error", "chinese"].map((name) => ({
    name,
    documents: [{ uri: `${name}.txt`, text: sample(name) }],
    options: {},
  })),
  { name: "nothing", documents: [], options: {} },
  { name: "an empty text", documents: [{ text: "" }], options: {} },
  {
    name: "a key and where it comes from",
    documents: [
      { uri: "dist/a b.js", text: LEAK },
      { uri: ".env", text: `VITE_KEY=${made_key()}\n`, role: "origin" },
    ],
    options: {},
  },
  {
    name: "a limit",
    documents: [{ uri: "/abs/a.js", text: LEAK.repeat(3) }],
    options: { limits: { findings: 1 } },
  },
  ...Object.entries(HOSTILE).map(([name, text]) => ({
    name: `hostile ${name}`,
    documents: [
      {
        uri: text,
        text: `${text} ${LEAK}${text} unlimited GPT-4 API, no rate limit ${text}\nOPENAI_BASE_URL=https://x.example/${text}\n${text} insufficient_quota 429`,
      },
    ],
    options: {},
  })),
];

/**
 * @param {Case} one @param {"audit"|"scan"} mode @param {string} language
 * @returns {Record<string, string>} the report in each format
 */
function rendered({ documents, options }, mode, language) {
  const run = stoprule.start({ ...options, mode, language, today: "2026-01-01" });
  try {
    for (const { text, ...info } of documents) {
      run.begin(info);
      run.feed(text);
      run.end();
    }
    const json = run.finish("json");
    return Object.fromEntries(
      FORMATS.map((format) => [format, format === "json" ? json : run.render(format)]),
    );
  } finally {
    run.close();
  }
}

test("the command line takes the formats that the core has, and its help names them", () => {
  const run = stoprule.start();
  run.finish();
  assert.throws(
    () => run.render("nonsense"),
    (/** @type {Error} */ { message }) => {
      const known = message.slice(message.indexOf("one of") + "one of ".length).split(" ");
      assert.deepEqual(known.sort(), [...FORMATS].sort());
      return true;
    },
  );
  run.close();
  for (const format of FORMATS) assert.ok(HELP.scan.includes(` ${format}`), format);
});

/** @param {string} name @param {(out: Record<string, string>, one: Case) => void} check */
const each = (name, check) =>
  test(name, () => {
    for (const one of CASES) {
      for (const mode of /** @type {const} */ (["audit", "scan"])) {
        for (const language of ["en", "zh"]) {
          try {
            check(rendered(one, mode, language), one);
          } catch (error) {
            throw new Error(`${one.name}, ${mode}, ${language}`, { cause: error });
          }
        }
      }
    }
  });

each("JSON is what its schema says", ({ json }) => {
  valid_report(JSON.parse(json));
});

each("SARIF is valid, its rules are there and its URIs stay relative", ({ json, sarif }) => {
  const log = valid_sarif(JSON.parse(sarif));
  const report = JSON.parse(json);
  const [run] = log.runs;
  const { rules } = run.tool.driver;
  assert.equal(run.columnKind, "utf16CodeUnits");
  assert.equal(run.artifacts?.length ?? 0, report.documents.length);
  for (const result of run.results) {
    const rule = rules[result.ruleIndex];
    assert.equal(rule.id, result.ruleId);
    assert.ok(rule.help.text);
    const brackets = result.message.text.replaceAll(/\\[[\]\\]/g, "");
    assert.ok(!/[[\]]/.test(brackets), "a link in a message");
  }
  const keys = run.results.filter((/** @type {any} */ result) => result.ruleId.startsWith("key/"));
  assert.deepEqual(
    keys.map((/** @type {any} */ result) => result.partialFingerprints["stoprule/v1"]),
    report.findings.map((/** @type {any} */ finding) => finding.fingerprint),
  );
  for (const { location } of run.artifacts ?? []) {
    if (!location.uri) continue;
    const url = new URL(location.uri, "file:///root/");
    assert.equal(url.host, "");
    assert.equal(url.protocol, "file:");
    assert.equal(url.search + url.hash, "");
  }
});

test("a scan speaks of keys alone: no verdict on a route, no questions, each key once", () => {
  const documents = ["dist/a.js", "dist/b.js"].map((uri) => ({ uri, text: LEAK }));
  const out = rendered({ name: "", documents, options: {} }, "scan", "en");
  const { results } = JSON.parse(out.sarif).runs[0];
  const rules = results.map((/** @type {any} */ result) => result.ruleId);
  assert.deepEqual(rules, ["key/anthropic-api-key", "key/anthropic-api-key"]);
  for (const text of [out.pretty, out.markdown]) assert.ok(!text.includes("Five questions"), text);
  assert.ok(out.pretty.startsWith("STOP\n"), out.pretty);
  assert.ok(out.pretty.includes("Keys  error 2\n"), out.pretty);
  assert.ok(out.pretty.includes("also at dist/b.js:1:14"), out.pretty);
  const clean = { name: "", documents: [{ text: "none" }], options: {} };
  assert.ok(rendered(clean, "scan", "en").pretty.includes("No secret key was found"));
  const audit = rendered({ name: "", documents, options: {} }, "audit", "en");
  assert.ok(audit.pretty.includes("Five questions"));
});

test("SARIF tells where a value comes from and what is known already", async () => {
  const one = /** @type {Case} */ (CASES.find(({ name }) => name.startsWith("a key")));
  const first = rendered(one, "scan", "en");
  const [result] = JSON.parse(first.sarif).runs[0].results;
  const [flow] = result.codeFlows;
  const uris = flow.threadFlows[0].locations.map(
    (/** @type {any} */ step) => step.location.physicalLocation.artifactLocation.uri,
  );
  assert.deepEqual(uris, [".env", "dist/a%20b.js"]);
  assert.ok(result.relatedLocations[0].message.text.includes(".env:1:10"));
  assert.equal(result.baselineState, undefined);

  const baseline = JSON.parse(first.json).findings.map((/** @type {any} */ f) => f.fingerprint);
  const again = rendered({ ...one, options: { baseline } }, "scan", "en");
  const [known] = valid_sarif(JSON.parse(again.sarif)).runs[0].results;
  assert.equal(known.baselineState, "unchanged");
  assert.equal(known.suppressions[0].kind, "external");
  valid_report(JSON.parse(again.json));
});

each("JUnit is well-formed XML and its sums are right", ({ json, junit }) => {
  /** @type {Record<string, number>} */
  const seen = {};
  /** @type {Record<string, string>} */
  let sums = {};
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    seen[name] = (seen[name] ?? 0) + 1;
    if (name === "testsuites") sums = /** @type {Record<string, string>} */ (attributes);
  });
  parser.write(junit).close(); // throws where it is not well-formed
  const known = [
    "testsuites",
    "testsuite",
    "testcase",
    "failure",
    "error",
    "skipped",
    "system-out",
  ];
  for (const name of Object.keys(seen)) assert.ok(known.includes(name), name);
  assert.equal(Number(sums.tests), seen.testcase ?? 0);
  assert.equal(Number(sums.failures), seen.failure ?? 0);
  assert.equal(Number(sums.errors), seen.error ?? 0);
  assert.equal(seen.error ?? 0, JSON.parse(json).incomplete.length);
});

/** A line of a log as the runner takes it apart. @param {string} line */
function command_of(line) {
  const end = line.indexOf("::", 2);
  const [name, ...rest] = line.slice(2, end).split(" ");
  const properties = rest
    .join(" ")
    .split(",")
    .map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), unescaped(pair.slice(at + 1), true)];
    });
  return { name, ...Object.fromEntries(properties), text: unescaped(line.slice(end + 2), false) };
}

/** @param {string} text @param {boolean} property */
function unescaped(text, property) {
  const data = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  return (property ? data.replaceAll("%3A", ":").replaceAll("%2C", ",") : data).replaceAll(
    "%25",
    "%",
  );
}

each(
  "annotations are one command a line, with the name that the report has",
  ({ json, github }) => {
    const report = JSON.parse(json);
    const lines = github.split("\n").slice(0, -1);
    const commands = lines.map(command_of);
    for (const { name } of commands) assert.ok(["error", "warning", "notice"].includes(name), name);
    const keys = commands.filter(({ title }) => title.startsWith("key/"));
    assert.equal(keys.length, report.findings.length);
    for (const { file = "" } of keys) {
      assert.ok(
        report.documents.some((/** @type {{uri: string}} */ { uri }) => uri === file),
        file,
      );
    }
  },
);

test("annotations that GitHub would drop are told of, the worst come first", () => {
  const documents = [{ uri: "a.js", text: LEAK.repeat(12) }];
  const { github } = rendered({ name: "", documents, options: {} }, "scan", "en");
  const lines = github.trimEnd().split("\n");
  assert.equal(lines.length, 13); // twelve keys, and this
  assert.ok(lines[12].startsWith("2 more"));
});

each("Markdown makes no link, image, mention or markup of a text's words", ({ markdown }) => {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
  for (const tag of tags) {
    assert.ok(["h2", "h3", "p", "ul", "ol", "li", "strong", "code"].includes(tag), tag);
  }
  assert.ok(!/<[^>]*\s(?!start=)\w+=/.test(html), "an attribute");
  const outside = html.replaceAll(/<code>.*?<\/code>/gs, "");
  assert.ok(!/@|#\d|:\/\//.test(outside), outside);
});

each("nothing that was found is in any format", (out) => {
  for (const [format, text] of Object.entries(out)) {
    assert.ok(!tells(text, secret_of()), format);
  }
});

each("a rendered report holds no key", (out, { name }) => {
  for (const [format, text] of Object.entries(out)) {
    const run = stoprule.start({ mode: "scan" });
    run.begin({ uri: "report.txt" });
    run.feed(text);
    run.end();
    const { findings } = JSON.parse(run.finish());
    run.close();
    const told = findings.filter((/** @type {any} */ f) => f.severity !== "note");
    assert.deepEqual(
      told.map((/** @type {any} */ f) => [f.rule_id, f.context]),
      [],
      `${name} as ${format}`,
    );
  }
});
