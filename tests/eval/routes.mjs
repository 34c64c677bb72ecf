// routes.mjs PATH [--split] [--final] [--rows]: how well reports agree with labelled texts.
//
// PATH holds one JSON object a line: id, source ("github:owner/name:path@commit"), kind ("claim" or "config"), text;
// route, route_ok, level, level_ok, claims, claims_optional, negated, negated_optional, hosts, hosts_optional. A field
// without suffix is what both readers of the text said (null where they differ), one with a suffix what either
// allows. Strict compares with the first, lenient with the second.
//
// Texts of one repository resemble each other, so --split reports the three parts that sha256(repository) % 3 makes.
// Part 0 is for the closing measurement: it is left out unless --final is given, and its rows are never printed.
// --rows lists the rows of the other parts that differ. STOPRULE_NATIVE names the driver.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const UNSCORED = new Set(["region_bypass", "ban_evasion"]);
const ENOUGH = 10; // examples that a claim type needs before its figures mean something

export function driver() {
  const built = join(root, "build/dev/bin/stoprule-native"); // the one that is built while working
  const found = process.env.STOPRULE_NATIVE ?? (existsSync(built) && built);
  if (!found) throw new Error("no native driver: build it, or set STOPRULE_NATIVE");
  return found;
}

/** Reports of {id, text, uri?} rows, by id. */
export function audit(rows) {
  const input =
    rows.map(({ id, text, uri }) => JSON.stringify({ id, text, uri })).join("\n") + "\n";
  const run = spawnSync(driver(), ["audit", "--ndjson"], {
    input,
    maxBuffer: 1 << 30,
    encoding: "utf8",
  });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`driver: exit ${run.status ?? run.signal}\n${run.stderr}`);
  const reports = new Map();
  for (const line of run.stdout.split("\n").filter(Boolean)) {
    const { id, report, error } = JSON.parse(line);
    if (error) throw new Error(`${id}: ${JSON.stringify(error)}`);
    reports.set(id, report);
  }
  return reports;
}

const percent = (part, whole) =>
  whole ? `${((100 * part) / whole).toFixed(1)}% (${part}/${whole})` : "- (0)";

function partOf(row) {
  const repository = /^github:([^/]+\/[^:@]+)/.exec(row.source ?? "")?.[1] ?? row.id;
  const digest = createHash("sha256").update(repository).digest("hex");
  return Number(BigInt(`0x${digest}`) % 3n);
}

const scoredType = (type) => (type === "no_key_needed" ? "no_signup" : type);
const typesOf = (claims) =>
  new Set((claims ?? []).map(({ type }) => scoredType(type)).filter((type) => !UNSCORED.has(type)));

/** Whether a reported claim's words lie in one of the quotes. */
function inQuotes(text, claim, quotes) {
  const bytes = Buffer.from(text);
  return quotes.some(({ type, quote }) => {
    if (!quote || scoredType(type) !== scoredType(claim.type)) return false;
    const needle = Buffer.from(quote);
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) {
      if (claim.location.begin < at + needle.length && at < claim.location.end) return true;
    }
    return false;
  });
}

function hostsOf(report) {
  const hosts = new Map();
  for (const { host, port } of report.endpoints) {
    if (host)
      hosts.set(host.toLowerCase(), port ? `${host}:${port}`.toLowerCase() : host.toLowerCase());
  }
  return hosts;
}

/** Compares one row with its report; every field is a count or a list of names. */
function compare(row, report) {
  const level = report.verdict.level;
  const result = {
    id: row.id,
    route: report.route,
    level,
    routeStrict: row.route == null ? null : report.route === row.route,
    routeLenient: row.route_ok.includes(report.route),
    levelStrict: row.level == null ? null : level === row.level,
    levelLenient: row.level_ok.includes(level),
    missedStop: row.level === "stop" && (level === "proceed" || level === "none"),
    falseStop: level === "stop" && !row.level_ok.includes("stop"),
    found: [],
    missed: [],
    wrong: [],
    allowed: [],
    negatedAsserted: [],
    hostsFound: [],
    hostsMissed: [],
    hostsExtra: [],
    hostsTold: 0,
  };
  if (row.kind === "claim") {
    const asserted = report.claims.filter(({ status }) => status === "asserted");
    const told = typesOf(asserted);
    const wanted = typesOf(row.claims);
    const optional = typesOf(row.claims_optional);
    for (const type of wanted) (told.has(type) ? result.found : result.missed).push(type);
    for (const type of told) {
      if (!wanted.has(type)) (optional.has(type) ? result.allowed : result.wrong).push(type);
    }
    const negated = [...(row.negated ?? []), ...(row.negated_optional ?? [])];
    const promised = [...(row.claims ?? []), ...(row.claims_optional ?? [])];
    result.negatedAsserted = asserted
      .filter((claim) => inQuotes(row.text, claim, negated) && !inQuotes(row.text, claim, promised))
      .map(({ type }) => scoredType(type));
  } else {
    const told = hostsOf(report);
    const is = (gold) =>
      [...told].find(([host, withPort]) => [host, withPort].includes(gold.toLowerCase()));
    const known = new Set();
    for (const gold of row.hosts ?? []) {
      const match = is(gold);
      (match ? result.hostsFound : result.hostsMissed).push(gold);
      if (match) known.add(match[0]);
    }
    for (const gold of row.hosts_optional ?? []) if (is(gold)) known.add(is(gold)[0]);
    result.hostsExtra = [...told.keys()].filter((host) => !known.has(host));
    result.hostsTold = told.size;
  }
  return result;
}

function tally(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function claimFigures(results) {
  const found = results.flatMap((r) => r.found);
  const missed = results.flatMap((r) => r.missed);
  const wrong = results.flatMap((r) => r.wrong);
  const allowed = results.flatMap((r) => r.allowed);
  const score = (is) => {
    const [f, m, w, a] = [found, missed, wrong, allowed].map((list) => list.filter(is).length);
    const recall = f / (f + m) || 0;
    const precision = (f + a) / (f + a + w) || 0;
    const f1 = (2 * recall * precision) / (recall + precision) || 0;
    return `recall ${percent(f, f + m)}, precision ${percent(f + a, f + a + w)}, F1 ${f1.toFixed(3)}`;
  };
  console.log(`  claims          ${score(() => true)}`);
  const thin = [];
  for (const [type] of tally([...found, ...missed, ...wrong, ...allowed])) {
    const examples = [...found, ...missed].filter((t) => t === type).length;
    if (examples >= ENOUGH) console.log(`    ${type.padEnd(20)} ${score((t) => t === type)}`);
    else
      thin.push(
        `${type} ${found.filter((t) => t === type).length}/${examples}, ${wrong.filter((t) => t === type).length} wrong`,
      );
  }
  if (thin.length) console.log(`    too few to rank: ${thin.join("; ")}`);
  console.log(
    `  negated claims taken as promises: ${results.flatMap((r) => r.negatedAsserted).length}`,
  );
}

function figures(title, rows, results) {
  const count = (name, value = true) => results.filter((r) => r[name] === value).length;
  const strict = (name) => percent(count(name), results.filter((r) => r[name] !== null).length);
  console.log(`\n${title}: ${rows.length} texts`);
  console.log(
    `  route           strict ${strict("routeStrict")}, lenient ${strict("routeLenient")}`,
  );
  console.log(
    `  level           strict ${strict("levelStrict")}, lenient ${strict("levelLenient")}`,
  );
  console.log(
    `  agreed stops shown as proceed or none: ${count("missedStop")}; false stops: ${count("falseStop")}`,
  );
  for (const name of ["route", "level"]) {
    const wrong = rows.flatMap((row, i) =>
      row[name] != null && results[i][name] !== row[name]
        ? [`${row[name]} as ${results[i][name]}`]
        : [],
    );
    if (wrong.length)
      console.log(
        `  ${name}s mistaken: ${tally(wrong)
          .map(([pair, n]) => `${pair} ${n}`)
          .join(", ")}`,
      );
  }
  claimFigures(results);
  const sum = (name) => results.reduce((total, r) => total + r[name].length, 0);
  const told = results.reduce((total, r) => total + r.hostsTold, 0);
  console.log(
    `  hosts           found ${percent(sum("hostsFound"), sum("hostsFound") + sum("hostsMissed"))}, ` +
      `extra ${percent(sum("hostsExtra"), told)}`,
  );
}

function listDifferences(rows, results) {
  rows.forEach((row, i) => {
    const r = results[i];
    const notes = [];
    if (!r.routeLenient) notes.push(`ROUTE ${r.route} not in ${row.route_ok}`);
    else if (r.routeStrict === false) notes.push(`route ${r.route}, agreed ${row.route}`);
    if (!r.levelLenient) notes.push(`LEVEL ${r.level} not in ${row.level_ok}`);
    else if (r.levelStrict === false) notes.push(`level ${r.level}, agreed ${row.level}`);
    for (const name of ["missed", "wrong", "negatedAsserted", "hostsMissed", "hostsExtra"]) {
      if (r[name].length) notes.push(`${name} ${r[name]}`);
    }
    if (notes.length) console.log(`${row.id} [${partOf(row)}] ${notes.join("; ")}`);
  });
}

function main(args) {
  const path = args.find((arg) => !arg.startsWith("--"));
  if (!path) {
    console.error("usage: routes.mjs PATH [--split] [--final] [--rows]");
    return 2;
  }
  const split = args.includes("--split");
  const all = readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const rows = args.includes("--final") ? all : all.filter((row) => partOf(row) !== 0);
  const reports = audit(rows);
  const results = rows.map((row) => compare(row, reports.get(row.id)));
  const show = (title, wanted) => {
    const at = rows.map((row, i) => i).filter((i) => wanted(rows[i]));
    if (at.length)
      figures(
        title,
        at.map((i) => rows[i]),
        at.map((i) => results[i]),
      );
  };
  if (args.includes("--rows")) {
    const open = rows.map((row, i) => i).filter((i) => partOf(rows[i]) !== 0);
    listDifferences(
      open.map((i) => rows[i]),
      open.map((i) => results[i]),
    );
  }
  show("all", () => true);
  if (split) for (const part of [0, 1, 2]) show(`part ${part}`, (row) => partOf(row) === part);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = main(process.argv.slice(2));
