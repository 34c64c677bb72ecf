// node sbom.js - what the products are made of, as CycloneDX 1.5 JSON on stdout. Taken from the lock
// file and from the versions of the system packages that were built with. No time and no serial
// number: the same tree on the same system gives the same bytes.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** @typedef {{version: string, license: string, integrity: string, dev?: boolean, name?: string}} Locked */

/** @type {Record<string, Locked>} */
const packages = JSON.parse(
  readFileSync(new URL("package-lock.json", import.meta.url), "utf8"),
).packages;
const { name: own_name, version: own_version, license: own_license } = packages[""];

/** @param {string} integrity "sha512-" and base64, as npm writes it */
function hashes(integrity) {
  const [algorithm, digest] = integrity.split("-");
  const content = Buffer.from(digest, "base64").toString("hex");
  return [{ alg: algorithm.replace("sha", "SHA-"), content }];
}

/**
 * @param {string} name
 * @param {string} version
 * @param {string} license an SPDX expression
 * @param {string} purl
 * @param {object} [more]
 */
function library(name, version, license, purl, more) {
  const licenses = [{ expression: license }];
  return { type: "library", "bom-ref": purl, name, version, licenses, purl, ...more };
}

/**
 * @param {string} name
 * @param {string} license
 * @param {string} description
 */
function debian(name, license, description) {
  const query = ["-W", "-f", "${Version}", name];
  const version = execFileSync("dpkg-query", query, { encoding: "utf8" });
  const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}`;
  return library(name, version, license, purl, { description });
}

const shipped = Object.entries(packages).filter(([path, { dev }]) => path && !dev);
const npm = shipped.map(([path, { version, license, integrity }]) => {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return library(name, version, license, purl, { hashes: hashes(integrity) });
});

const re2 = packages["node_modules/re2"];
const components = [
  library("re2", "2023-03-01", "BSD-3-Clause", "pkg:github/google/re2@2023-03-01", {
    description: `C++ sources from the npm package re2@${re2.version}, whose digest this is`,
    hashes: hashes(re2.integrity),
  }),
  debian("nlohmann-json3-dev", "MIT", "C++ headers"),
  debian("emscripten", "MIT OR NCSA", "C and C++ runtime libraries linked into the module"),
  ...npm,
];

const ref = `pkg:npm/${own_name}@${own_version}`;
const component = {
  type: "application",
  "bom-ref": ref,
  name: own_name,
  version: own_version,
  licenses: [{ expression: own_license }],
  purl: ref,
};
const bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component },
  components,
  dependencies: [{ ref, dependsOn: components.map((one) => one["bom-ref"]) }],
};
console.log(JSON.stringify(bom, null, 2));
