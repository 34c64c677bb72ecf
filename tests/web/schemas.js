// schemas.js - the published schemas, as checks: of our report and of SARIF 2.1.0.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

const require = createRequire(import.meta.url);
const own = JSON.parse(
  readFileSync(new URL("../../core/include/stoprule/report.schema.json", import.meta.url), "utf8"),
);
const sarif = JSON.parse(
  readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
);
// Of draft 4, but nothing else in it differs from what Ajv reads.
delete sarif.id;
delete sarif.$schema;

const BASE = "file:///base/";
const formats = {
  "date-time": (/** @type {string} */ text) => !Number.isNaN(Date.parse(text)),
  uri: (/** @type {string} */ text) => URL.canParse(text),
  "uri-reference": (/** @type {string} */ text) =>
    URL.canParse(text, BASE) && !/[\s"<>\\^`{|}]/.test(text),
};
const is_report = new Ajv2020({ allErrors: true }).compile(own);
const is_sarif = new Ajv({
  ...{ allErrors: true, strict: false, unicodeRegExp: false },
  formats,
}).compile(sarif);

/** @param {import("ajv").ValidateFunction} check @param {unknown} value */
function expect_valid(check, value) {
  check(value);
  const told = (check.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  assert.deepEqual(told, []);
}

/** Fails the test for a report that its schema forbids. @param {any} report */
export function valid_report(report) {
  expect_valid(is_report, report);
  return report;
}

/** @param {any} log */
export function valid_sarif(log) {
  expect_valid(is_sarif, log);
  return log;
}
