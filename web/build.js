// build.js - from the WebAssembly module and these sources to the package and the page:
// dist/ (what the package ships beside lib and cli) and ../build/page/ (the page, one file).
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
/** @param {string[]} parts */
const at = (...parts) => path.join(here, ...parts);

async function build_package() {
  const module = at("../build/wasm/bin/stoprule.wasm");
  await mkdir(at("dist"), { recursive: true });
  await copyFile(module, at("dist/stoprule.wasm"));
  const packed = gzipSync(await readFile(module), { level: 9 }).toString("base64");
  await writeFile(at("dist/packed.js"), `export default "${packed}";\n`);
  await copyFile(at("../LICENSE"), at("dist/LICENSE"));
  const schema = at("../core/include/stoprule/report.schema.json");
  await copyFile(schema, at("dist/report.schema.json"));
  execFileSync(
    process.execPath,
    [at("node_modules/typescript/bin/tsc"), "-p", at("tsconfig.types.json")],
    {
      stdio: "inherit",
    },
  );
  await copyFile(at("lib/report.d.ts"), at("dist/types/lib/report.d.ts"));
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
    conditions: ["browser"],
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
const content = (html, tag) =>
  html.slice(html.indexOf(`<${tag}>`) + tag.length + 2, html.lastIndexOf(`</${tag}>`));

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
  const style = await build({ entryPoints: [at("page/style.css")], minify: true, write: false });
  const icon = encodeURIComponent(await readFile(at("page/icon.svg"), "utf8"));
  const html = (await readFile(at("page/index.html"), "utf8"))
    .replace("%ICON%", () => `data:image/svg+xml,${icon}`)
    .replace("%STYLE%", () => style.outputFiles[0].text)
    .replace("%SCRIPT%", () => script);
  return html.replace("%CSP%", () => policy(html));
}

async function build_page() {
  const to = at("../build/page");
  await mkdir(to, { recursive: true });
  const html = await page_html(await bundled("page/worker.js"));
  await writeFile(path.join(to, "index.html"), html);
  for (const name of ["icon.svg", "manifest.webmanifest"]) {
    await copyFile(at("page", name), path.join(to, name));
  }
  const version = createHash("sha256").update(html).digest("hex").slice(0, 16);
  const worker = await readFile(at("page/sw.js"), "utf8");
  await writeFile(path.join(to, "sw.js"), worker.replace("%VERSION%", version));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build_package();
  await build_page();
}
