// docs/dependencies.md names each dependency as it is, and no others.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** @param {string} name */
const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

/** The rows of the table below a heading. @param {string} heading */
function rows_below(heading) {
  const [, section] = read("docs/dependencies.md").split(`\n## ${heading}\n`);
  const rows = section.split("\n## ")[0].split("\n");
  return rows
    .filter((row) => row.startsWith("|"))
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const manifest = JSON.parse(read("web/package.json"));
/** @type {Record<string, any>} */
const locked = JSON.parse(read("web/package-lock.json")).packages;

test("every npm package stands there with its version, licence and reason", () => {
  const rows = rows_below("To build and test: npm");
  assert.deepEqual(
    rows.map(([name]) => name),
    Object.keys(manifest.devDependencies),
  );
  for (const [name, version, license, why, instead, size] of rows) {
    const { version: real, license: real_license } = locked[`node_modules/${name}`];
    assert.equal(version, manifest.devDependencies[name], name);
    assert.equal(version, real, name);
    assert.equal(license, real_license, name);
    assert.ok(why && instead && size, name);
  }
});

test("packages are pinned exactly, each with its digest, from no named place", () => {
  assert.equal(manifest.dependencies, undefined);
  for (const [name, version] of Object.entries(manifest.devDependencies)) {
    assert.ok([..."0123456789"].includes(version[0]), `${name}@${version}`);
  }
  for (const [path, { integrity, resolved }] of Object.entries(locked)) {
    if (path === "") continue;
    assert.ok(integrity?.startsWith("sha512-"), path);
    assert.equal(resolved, undefined, path);
  }
});

test("what they bring along has a licence that the page names", () => {
  const [, sentence] = read("docs/dependencies.md").split("What these bring along");
  for (const [path, { license }] of Object.entries(locked)) {
    if (path !== "") assert.ok(sentence.split("\n")[0].includes(`\`${license}\``), path);
  }
});

test("every system package that ./dev installs stands there, and no others", () => {
  const [, table] = read("dev").split("declare -rA needs=(");
  const wanted = table
    .split("\n)")[0]
    .replaceAll("'", " ")
    .split(/\s+/)
    .filter((word) => word.includes(":"))
    .map((word) => word.split(":")[1]);
  const rows = rows_below("To build and test: the system");
  assert.deepEqual(rows.map(([name]) => name).sort(), [...wanted, "chromium"].sort());
  for (const [name, license, why, size] of rows) assert.ok(license && why && size, name);
});

test("page and extension carry the licence, and the notices of what is in the module", () => {
  const notices = read("wasm/NOTICES.txt");
  for (const folder of ["page", "extension/chromium", "extension/firefox"]) {
    assert.equal(read(`build/${folder}/NOTICES.txt`), notices, folder);
    assert.equal(read(`build/${folder}/LICENSE`), read("LICENSE"), folder);
  }
  // It is kept and passed on alone.
  assert.ok(read("build/page/stoprule.html").includes(`<!--\n${notices}-->`));
});

test("./dev sbom lists what is in the products", () => {
  const sbom = () =>
    execFileSync(process.execPath, ["web/sbom.js"], {
      cwd: new URL("../../", import.meta.url),
      encoding: "utf8",
    });
  const first = sbom();
  assert.equal(first, sbom());
  const { bomFormat, metadata, components, dependencies } = JSON.parse(first);
  assert.equal(bomFormat, "CycloneDX");
  const refs = components.map((/** @type {any} */ one) => one["bom-ref"]);
  assert.deepEqual(dependencies, [{ ref: metadata.component["bom-ref"], dependsOn: refs }]);
  assert.equal(new Set(refs).size, refs.length);
  assert.equal(metadata.component.version, manifest.version);
  const rows = rows_below("In the products");
  assert.deepEqual(
    components.map((/** @type {{name: string}} */ one) => one.name),
    rows.map(([name]) => name.split(" ")[0]),
  );
  for (const [i, [name, version, license]] of rows.entries()) {
    assert.equal(components[i].licenses[0].expression, license, name);
    if (version !== "Debian's") assert.equal(components[i].version, version, name);
    assert.ok(components[i].version, name);
  }
});
