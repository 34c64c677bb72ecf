// build.js - the extension: ../../build/extension/{chromium,firefox}/ to load unpacked, and a zip of each for
// the stores. The same sources give the same bytes, on every machine and day.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";
import { zipSync } from "fflate";
import { build_messages } from "../build.js";
import { TARGETS } from "./targets.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const web = path.join(here, "..");

const ENTRIES = {
  background: "background.js",
  content: "content/main.js",
  observe: "content/observe.js",
  options: "options.js",
  panel: "panel.js",
  style: "style.css",
};
/** The extension's own pages, all of one form, and the script of each. */
const PAGES = { popup: "panel", panel: "panel", options: "options" };
const ICONS = { 16: "icon-small.svg", 32: "icon-small.svg", 48: "icon.svg", 128: "icon.svg" };

/** @param {string} to */
async function build_scripts(to) {
  await build({
    absWorkingDir: web,
    entryPoints: Object.entries(ENTRIES).map(([out, file]) => ({
      ...{ out, in: path.join(here, file) },
    })),
    outdir: to,
    bundle: true,
    format: "iife",
    target: ["chrome127", "firefox142"],
    alias: { "#module": path.join(here, "module.js") },
    charset: "utf8",
    legalComments: "none",
  });
}

/** @param {string} to */
async function build_icons(to) {
  await mkdir(path.join(to, "icons"), { recursive: true });
  for (const [size, file] of Object.entries(ICONS)) {
    const svg = await readFile(path.join(here, file), "utf8");
    const picture = new Resvg(svg, { fitTo: { mode: "width", value: Number(size) } }).render();
    await writeFile(path.join(to, `icons/${size}.png`), picture.asPng());
  }
}

/** @param {string} to @param {object} target */
async function build_manifest(to, target) {
  const shared = JSON.parse(await readFile(path.join(here, "manifest.json"), "utf8"));
  const { version } = JSON.parse(await readFile(path.join(web, "package.json"), "utf8"));
  const manifest = JSON.stringify({ ...shared, version, ...target }, null, 2);
  await writeFile(path.join(to, "manifest.json"), `${manifest}\n`);
}

/** @param {string} to @param {object} target */
async function build_folder(to, target) {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await build_scripts(to);
  await build_icons(to);
  await build_manifest(to, target);
  const page = await readFile(path.join(here, "page.html"), "utf8");
  for (const [name, script] of Object.entries(PAGES)) {
    const html = page.replace("%NAME%", name).replace("%SCRIPT%", script);
    await writeFile(path.join(to, `${name}.html`), html);
  }
  for (const locale of await readdir(path.join(here, "_locales"))) {
    await mkdir(path.join(to, "_locales", locale), { recursive: true });
    const file = path.join("_locales", locale, "messages.json");
    await copyFile(path.join(here, file), path.join(to, file));
  }
  await copyFile(path.join(web, "../build/wasm/bin/stoprule.wasm"), path.join(to, "stoprule.wasm"));
  await copyFile(path.join(web, "../LICENSE"), path.join(to, "LICENSE"));
  await copyFile(path.join(web, "../wasm/NOTICES.txt"), path.join(to, "NOTICES.txt"));
}

/** @param {string} folder @returns {Promise<Uint8Array>} */
async function packed(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  /** @type {Record<string, Uint8Array>} */
  const contents = {};
  for (const file of files) {
    contents[file.split(path.sep).join("/")] = await readFile(path.join(folder, file));
  }
  const mtime = new Date(1980, 0, 1); // the earliest that a zip can say, in the time of here
  return zipSync(contents, { level: 9, mtime });
}

/** @param {string} to */
export async function build_extension(to) {
  await build_messages();
  for (const [name, target] of Object.entries(TARGETS)) {
    const folder = path.join(to, name);
    await build_folder(folder, target);
    await writeFile(path.join(to, `stoprule-${name}.zip`), await packed(folder));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build_extension(path.join(web, "../build/extension"));
}
