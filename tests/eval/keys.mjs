// keys.mjs FILE... - recall and false alarms of the key rules on other scanners' test strings.
//
// A file holds JSON lines {peer, rule_id, text, expect: "match"|"nomatch", expected_secret?}. A positive is found when
// there is a finding of any severity in its text; how many overlap the expected string stands beside it (for some rules
// that is a user or account name, which is no secret here). A negative is flagged when there is a warning or an error. Negatives that equal a positive, or hold the secret of one, are left out: they
// are negatives of one rule, not of all. STOPRULE_NATIVE names the driver; --misses and --flagged list rows, by rule only
// unless --text is given too.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

const { values: flags, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { misses: { type: "boolean" }, flagged: { type: "boolean" }, text: { type: "boolean" } },
});
const driver = process.env.STOPRULE_NATIVE ?? "build/dev/bin/stoprule-native";
// What these rules look for is no secret (hosts, accounts, user names, ids): listed, not scored.
const NOT_SECRET =
  /(\.arn\.|\.s3\.|\.gcs\.|client[-_.]?id|np\.google\.1$|np\.shopify\.1$|hostname|bucket|ip_public|\.host\.|\.url\.|api_uri|azurestorage\.1|azure\.devops\.1$|(coveralls|clojars|datadog|freshdesk|jira|gcp)\.1$)/i;

function audit(rows) {
  const input = rows.map((row, id) => JSON.stringify({ id, text: row.text })).join("\n");
  const run = spawnSync(driver, ["audit", "--ndjson"], {
    input,
    maxBuffer: 1 << 30,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${driver}: ${run.stderr || run.signal}`);
  return run.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).report?.findings ?? []);
}

function overlaps(row, finding) {
  if (!row.expected_secret) return true;
  const bytes = Buffer.from(row.text);
  const secret = Buffer.from(row.expected_secret);
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + 1)) {
    if (finding.location.begin < at + secret.length && at < finding.location.end) return true;
  }
  return false;
}

for (const file of files) {
  const rows = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const positives = rows.filter((row) => row.expect === "match");
  const secrets = positives
    .map((row) => row.expected_secret ?? "")
    .filter((secret) => secret.length >= 16);
  const texts = new Set(positives.map((row) => row.text));
  const reports = audit(rows);
  const sums = {
    found: 0,
    positives: 0,
    exact: 0,
    flagged: 0,
    negatives: 0,
    listed: 0,
    left_out: 0,
  };
  const say = (label, row, findings) =>
    console.log(
      `  ${label} ${row.rule_id}${flags.text ? ` ${JSON.stringify(row.text.slice(0, 300))}` : ""} [${findings.map((f) => f.rule_id)}]`,
    );
  rows.forEach((row, i) => {
    const findings = reports[i];
    if (NOT_SECRET.test(row.rule_id)) {
      sums.listed += 1;
    } else if (row.expect === "match") {
      sums.positives += 1;
      sums.exact += findings.some((finding) => overlaps(row, finding)) ? 1 : 0;
      if (findings.length > 0) sums.found += 1;
      else if (flags.misses) say("missed", row, findings);
    } else if (texts.has(row.text) || secrets.some((secret) => row.text.includes(secret))) {
      sums.left_out += 1;
    } else {
      sums.negatives += 1;
      const alarms = findings.filter((finding) => finding.severity !== "note");
      if (alarms.length > 0) sums.flagged += 1;
      if (alarms.length > 0 && flags.flagged) say("flagged", row, alarms);
    }
  });
  const percent = (part, whole) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)}%`);
  console.log(
    `${basename(file)}: found ${sums.found}/${sums.positives} ${percent(sums.found, sums.positives)}` +
      ` (the expected string ${percent(sums.exact, sums.positives)}), flagged ${sums.flagged}/${sums.negatives}` +
      ` ${percent(sums.flagged, sums.negatives)}; not scored: ${sums.listed} that are no secrets, ${sums.left_out} negatives of one rule`,
  );
}
