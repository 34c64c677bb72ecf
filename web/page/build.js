// build.js - the page: ../../build/page/, what a host serves. index.html is all but the module, which comes after it
// and is known by its digest; stoprule.html is the same page and the module in one file, to keep and open from disk.
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";
import { packed_module } from "../build.js";

const here = path.dirname(fileURLToPath(import.meta.url));
/** @param {string[]} parts */
const at = (...parts) => path.join(here, ...parts);

/** A module that exports one value. @param {string} name @param {string} text @returns {import("esbuild").Plugin} */
const virtual = (name, text) => ({
  name,
  setup(bundler) {
    const everything = new RegExp("");
    bundler.onResolve({ filter: everything }, (args) =>
      args.path === name ? { path: name, namespace: name } : undefined,
    );
    bundler.onLoad({ filter: everything, namespace: name }, () => ({ contents: text }));
  },
});

/** @param {string} entry @param {import("esbuild").Plugin[]} [plugins] */
async function bundled(entry, plugins = []) {
  const result = await build({
    entryPoints: [at(entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome110", "firefox116", "safari16.4"],
    alias: { "#module": at("module.js") },
    plugins,
    legalComments: "none",
  });
  return result.outputFiles[0].text.trim();
}

/** In the order of their buttons. */
const SAMPLES = {
  free: "free-unlimited.txt",
  relay: "relay.txt",
  official: "official.txt",
  bundle: "bundle.txt",
  front_end: "front-end.txt",
  error: "error.txt",
  chinese: "chinese.txt",
};

async function samples_module() {
  /** @type {Record<string, string>} */
  const samples = {};
  for (const [name, file] of Object.entries(SAMPLES)) {
    samples[name] = await readFile(at("samples", file), "utf8");
  }
  return `export const samples = ${JSON.stringify(samples)};`;
}

/** @param {string} text */
const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** What stands between a tag and its end. @param {string} html @param {string} tag */
function content(html, tag) {
  const begin = html.indexOf(`<${tag}>`) + tag.length + 2;
  return html.slice(begin, html.indexOf(`</${tag}>`, begin));
}

/** @param {string} html @param {string} module */
const policy = (html, module) =>
  [
    "default-src 'none'",
    `script-src '${digest(content(html, "script"))}' '${digest(module)}' 'wasm-unsafe-eval'`,
    "worker-src blob: 'self'",
    `style-src '${digest(content(html, "style"))}'`,
    "img-src data:",
    "manifest-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types stoprule",
  ].join("; ");

/** The page, and the module that it wants, as a script. */
async function page_parts() {
  const worker = await bundled("worker.js");
  const script = await bundled("main.js", [
    virtual("#worker", `export const worker_source = ${JSON.stringify(worker)};`),
    virtual("#samples", await samples_module()),
  ]);
  const style = await build({
    ...{ entryPoints: [at("style.css")], bundle: true },
    ...{ minify: true, write: false },
  });
  const icon = encodeURIComponent(await readFile(at("icon.svg"), "utf8"));
  const module = `stoprule_module("${await packed_module()}");\n`;
  const html = (await readFile(at("index.html"), "utf8"))
    .replace("%ICON%", () => `data:image/svg+xml,${icon}`)
    .replace("%STYLE%", () => style.outputFiles[0].text)
    .replace("%SCRIPT%", () => script);
  return { html: html.replace("%CSP%", () => policy(html, module)), module };
}

/** The sign on the page's own ground: a launcher may cut a maskable one round. @param {string} svg */
const maskable = (svg) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#f4f3ef" d="M0 0h100v100H0z"/><g transform="translate(20 20) scale(.6)">${svg}</g></svg>`;

/** The manifest with its icons inside: the page's policy lets images in as data only. @param {string} to */
async function build_manifest(to) {
  const svg = await readFile(at("icon.svg"), "utf8");
  /** @param {string} source @param {number} size */
  const drawn = (source, size) => {
    const picture = new Resvg(source, { fitTo: { mode: "width", value: size } }).render();
    return `data:image/png;base64,${picture.asPng().toString("base64")}`;
  };
  const manifest = JSON.parse(await readFile(at("manifest.webmanifest"), "utf8"));
  const type = "image/png";
  manifest.icons = [
    { src: drawn(svg, 192), sizes: "192x192", type, purpose: "any" },
    { src: drawn(svg, 512), sizes: "512x512", type, purpose: "any" },
    { src: drawn(maskable(svg), 512), sizes: "512x512", type, purpose: "maskable" },
  ];
  await writeFile(path.join(to, "manifest.webmanifest"), JSON.stringify(manifest));
}

async function build_page() {
  const to = at("../../build/page");
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  /** @param {string} name @param {string} text */
  const write = (name, text) => writeFile(path.join(to, name), text);

  const { html, module } = await page_parts();
  const served = `<script src="module.js" integrity="${digest(module)}" async></script>`;
  const index = html.replace("%MODULE%", () => served);
  await write("module.js", module);
  await build_manifest(to);
  // What the privacy panel points to; as text, so that it is read and not run.
  const proof = "page_private.test.js";
  await copyFile(at("../../tests/web", proof), path.join(to, `${proof}.txt`));
  const kept = (await readdir(to)).sort();
  await copyFile(at("robots.txt"), path.join(to, "robots.txt"));
  await copyFile(at("../../LICENSE"), path.join(to, "LICENSE"));
  const notices = await readFile(at("../../wasm/NOTICES.txt"), "utf8");
  await write("NOTICES.txt", notices);
  const worker = await readFile(at("sw.js"), "utf8");
  await write("index.html", index);
  await write(
    "stoprule.html",
    // What it holds of others goes with it wherever it is kept.
    `${html.replace("%MODULE%", () => `<script>${module}</script>`)}<!--\n${notices}-->\n`,
  );
  await write(
    "sw.js",
    worker
      .replace("%VERSION%", createHash("sha256").update(index).digest("hex").slice(0, 16))
      .replace('"%FILES%"', kept.map((name) => JSON.stringify(`./${name}`)).join(", ")),
  );
}

await build_page();
