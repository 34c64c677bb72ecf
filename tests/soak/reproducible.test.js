// Two clean clones in different places give the same bytes: the module, the npm package, the page, the
// extension. What is compared is what is committed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const place = path.join(root, "build/reproduce");
const clear = () => rmSync(place, { recursive: true, force: true });
after(clear);

/** @param {string} name @returns {Record<string, string>} digests of what it builds */
function built(name) {
  const clone = path.join(place, name);
  const env = { ...process.env, CCACHE_DISABLE: "1" };
  /** @param {string} command @param {string[]} args @param {string} [cwd] */
  const run = (command, args, cwd = clone) =>
    execFileSync(command, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 26 });
  mkdirSync(path.dirname(clone), { recursive: true });
  run("git", ["clone", "--quiet", root, clone], root);
  symlinkSync(path.join(root, "web/node_modules"), path.join(clone, "web/node_modules"));
  run("cmake", ["--preset", "wasm"]);
  run("cmake", ["--build", "--preset", "wasm", "--target", "stoprule_wasm"]);
  const web = path.join(clone, "web");
  for (const script of ["build.js", "page/build.js", "extension/build.js"]) {
    run(process.execPath, [script], web);
  }
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", clone], web);
  const package_name = /** @type {string} */ (readdirSync(clone).find((f) => f.endsWith(".tgz")));
  const files = [
    "build/wasm/bin/stoprule.wasm",
    package_name,
    ...["index.html", "module.js", "stoprule.html"].map((name) => `build/page/${name}`),
    "build/extension/stoprule-chromium.zip",
    "build/extension/stoprule-firefox.zip",
  ];
  const digest = (/** @type {string} */ file) =>
    createHash("sha256")
      .update(readFileSync(path.join(clone, file)))
      .digest("hex");
  return Object.fromEntries(files.map((file) => [file, digest(file)]));
}

test("module, package, page and extension come out the same in two places", () => {
  clear();
  const first = built("a");
  assert.deepEqual(built("another/place"), first);
});
