// What the documents say of the repository is so: the files and ids that they name exist.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { LIMITS } from "../../web/cli/arguments.js";
import { TARGETS } from "../../web/extension/targets.js";

const root = new URL("../../", import.meta.url);
/** @param {string} name */
const read = (name) => readFileSync(new URL(name, root), "utf8");

const DOCUMENTS = [
  ...["README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md", "core/data/README.md"],
  ...readdirSync(new URL("docs/", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const FOLDERS = ["core/", "docs/", "tests/", "wasm/", "web/"];

/** Paths between back quotes. The data's README names the core's own from its folder. @param {string} name */
function paths_in(name) {
  const folder = name.startsWith("core/") ? "core/" : "";
  return read(name)
    .split("`")
    .filter((_, i) => i % 2 === 1)
    .map((quoted) => (quoted.startsWith("src/") ? folder + quoted : quoted))
    .filter((quoted) => FOLDERS.some((folder) => quoted.startsWith(folder)))
    .filter((quoted) => [...quoted].every((c) => !" <>*{$…\n".includes(c)))
    .map((quoted) => quoted.split("#")[0]);
}

test("the files that the documents name exist", () => {
  let count = 0;
  for (const name of DOCUMENTS) {
    for (const path of paths_in(name)) {
      const generated = path.startsWith("web/dist") || path.startsWith("web/node_modules");
      assert.ok(generated || existsSync(new URL(path, root)), `${name}: ${path}`);
      count += 1;
    }
  }
  assert.ok(count > 30);
});

/** What Markdown's links lead to. @param {string} text */
const links_in = (text) =>
  text
    .split("](")
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(")")));

/** A heading as GitHub's links name it. @param {string} heading */
const anchor_of = (heading) =>
  [...heading.toLowerCase()]
    .filter((c) => c.toUpperCase() !== c || "0123456789 -_".includes(c))
    .join("")
    .replaceAll(" ", "-");

test("the links between documents lead somewhere", () => {
  let count = 0;
  for (const name of [...DOCUMENTS, "web/README.md"]) {
    for (const link of links_in(read(name))) {
      if (link.includes("://")) continue;
      const [path, anchor] = link.split("#");
      const place = path ? new URL(path, new URL(name, root)) : new URL(name, root);
      assert.ok(existsSync(place), `${name}: ${link}`);
      count += 1;
      if (!anchor) continue;
      const headings = readFileSync(place, "utf8")
        .split("\n")
        .filter((line) => line.startsWith("#"));
      const anchors = headings.map((line) => anchor_of(line.slice(line.indexOf(" ") + 1)));
      assert.ok(anchors.includes(anchor), `${name}: ${link}`);
    }
  }
  assert.ok(count > 1);
});

test("every limit that can be set stands among the limits", () => {
  const [, section] = read("docs/security.md").split("\n## Limits\n");
  const [limits] = section.split("\n## ");
  for (const name of LIMITS) assert.ok(limits.includes(`\`${name}\``), name);
});

test("every attack names a test, or says that there is none", () => {
  const [, attacks] = read("docs/security.md").split("## Who attacks");
  const rows = attacks.split("## When something breaks")[0].split("\n");
  const table = rows.filter((row) => row.startsWith("| ") && !row.startsWith("| could try"));
  assert.ok(table.length > 20);
  for (const row of table) {
    const last = row.split("|").at(-2)?.trim() ?? "";
    assert.ok(last === "–" || last.includes("`tests/"), row);
  }
});

test("the README names the extension as it is built", () => {
  const { gecko } = /** @type {any} */ (TARGETS.firefox).browser_specific_settings;
  assert.ok(read("README.md").includes(`\`${gecko.id}\``));
});

test("the change log has an entry for this version", () => {
  const { version } = JSON.parse(read("web/package.json"));
  assert.ok(read("CHANGELOG.md").includes(`\n## ${version}`));
});
