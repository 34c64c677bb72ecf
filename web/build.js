// build.js - from the WebAssembly module and these sources to the package and the page:
// dist/ (what the package ships beside lib and cli) and ../build/page/ (the page, one file).
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
/** @param {string[]} parts */
const at = (...parts) => path.join(here, ...parts);

const packed_module = async () =>
  gzipSync(await readFile(at("../build/wasm/bin/stoprule.wasm")), { level: 9 }).toString("base64");

async function build_package() {
  const module = at("../build/wasm/bin/stoprule.wasm");
  await mkdir(at("dist"), { recursive: true });
  await copyFile(module, at("dist/stoprule.wasm"));
  await writeFile(at("dist/packed.js"), `export default "${await packed_module()}";\n`);
  await copyFile(at("../LICENSE"), at("dist/LICENSE"));
  const schema = at("../core/include/stoprule/report.schema.json");
  await copyFile(schema, at("dist/report.schema.json"));
  await copyFile(at("../wasm/NOTICES.txt"), at("dist/NOTICES.txt"));
  execFileSync(
    process.execPath,
    [at("node_modules/typescript/bin/tsc"), "-p", at("tsconfig.types.json")],
    {
      stdio: "inherit",
    },
  );
  await copyFile(at("lib/report.d.ts"), at("dist/types/lib/report.d.ts"));
}

/** The core's names that surfaces show beside a report; longer texts come with the report itself. */
const NAMES = [
  ...["level", "route", "question", "state", "claim", "status", "severity", "exposure", "validity"],
  "limit_owner",
];

/** dist/messages.js, from the data that the core embeds: what words.js takes its names from. */
export async function build_messages() {
  const from = at("../core/data/messages");
  /** @type {Record<string, Record<string, string>>} */
  const messages = {};
  for (const file of (await readdir(from)).sort()) {
    const texts = JSON.parse(await readFile(path.join(from, file), "utf8"));
    messages[path.basename(file, ".json")] = Object.fromEntries(
      Object.entries(texts).filter(
        ([id]) =>
          NAMES.includes(id.slice(0, id.indexOf("."))) &&
          // Meanings are asked of the core, but for what a promise would have to show.
          (!id.endsWith(".what") || id.startsWith("claim.")),
      ),
    );
  }
  await mkdir(at("dist"), { recursive: true });
  await writeFile(
    at("dist/messages.js"),
    `export const messages = ${JSON.stringify(messages, null, 1)};\n`,
  );
}

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
    target: ["chrome110", "firefox115", "safari16.4"],
    alias: { "#module": at("page/module.js") },
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
    samples[name] = await readFile(at("page/samples", file), "utf8");
  }
  return `export const samples = ${JSON.stringify(samples)};`;
}

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What stands between a tag and its end. @param {string} html @param {string} tag */
function content(html, tag) {
  const begin = html.indexOf(`<${tag}>`) + tag.length + 2;
  return html.slice(begin, html.indexOf(`</${tag}>`, begin));
}

/** @param {string} html */
const policy = (html) =>
  [
    "default-src 'none'",
    `script-src ${hash(content(html, "script"))} 'wasm-unsafe-eval'`,
    "worker-src blob: 'self'",
    `style-src ${hash(content(html, "style"))}`,
    "img-src data:",
    "manifest-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types stoprule",
  ].join("; ");

/** The page as one file. @param {string} worker its worker's script */
export async function page_html(worker) {
  const script = await bundled("page/main.js", [
    virtual("#worker", `export const worker_source = ${JSON.stringify(worker)};`),
    virtual("#samples", await samples_module()),
  ]);
  const style = await build({
    ...{ entryPoints: [at("page/style.css")], bundle: true },
    ...{ minify: true, write: false },
  });
  const icon = encodeURIComponent(await readFile(at("page/icon.svg"), "utf8"));
  const html = (await readFile(at("page/index.html"), "utf8"))
    .replace("%ICON%", () => `data:image/svg+xml,${icon}`)
    .replace("%STYLE%", () => style.outputFiles[0].text)
    .replace("%SCRIPT%", () => script);
  const module = await packed_module();
  return html.replace("%CSP%", () => policy(html)).replace("%MODULE%", () => module);
}

/** The sign on the page's own ground: a launcher may cut a maskable one round. @param {string} svg */
const maskable = (svg) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#f4f3ef" d="M0 0h100v100H0z"/><g transform="translate(20 20) scale(.6)">${svg}</g></svg>`;

/** The manifest with its icons inside: the page's policy lets images in as data only. @param {string} to */
async function build_manifest(to) {
  const svg = await readFile(at("page/icon.svg"), "utf8");
  /** @param {string} source @param {number} size */
  const drawn = (source, size) => {
    const picture = new Resvg(source, { fitTo: { mode: "width", value: size } }).render();
    return `data:image/png;base64,${picture.asPng().toString("base64")}`;
  };
  const manifest = JSON.parse(await readFile(at("page/manifest.webmanifest"), "utf8"));
  const type = "image/png";
  manifest.icons = [
    { src: drawn(svg, 192), sizes: "192x192", type, purpose: "any" },
    { src: drawn(svg, 512), sizes: "512x512", type, purpose: "any" },
    { src: drawn(maskable(svg), 512), sizes: "512x512", type, purpose: "maskable" },
  ];
  await writeFile(path.join(to, "manifest.webmanifest"), JSON.stringify(manifest));
}

async function build_page() {
  const to = at("../build/page");
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const html = await page_html(await bundled("page/worker.js"));
  await writeFile(path.join(to, "index.html"), html);
  await build_manifest(to);
  // What the privacy panel points to; as text, so that it is read and not run.
  const proof = "page_private.test.js";
  await copyFile(at("../tests/web", proof), path.join(to, `${proof}.txt`));
  const kept = (await readdir(to)).filter((name) => !["index.html", "sw.js"].includes(name)).sort();
  const version = createHash("sha256").update(html).digest("hex").slice(0, 16);
  const worker = await readFile(at("page/sw.js"), "utf8");
  await writeFile(
    path.join(to, "sw.js"),
    worker
      .replace("%VERSION%", version)
      .replace('"%FILES%"', kept.map((name) => JSON.stringify(`./${name}`)).join(", ")),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build_package();
  await build_messages();
  await build_page();
}
