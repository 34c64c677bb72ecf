// build.js - from the WebAssembly module and these sources to the package: dist/, what it ships beside lib and cli.
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
/** @param {string[]} parts */
const at = (...parts) => path.join(here, ...parts);

/** gzip in base64. */
export const packed_module = async () =>
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build_package();
  await build_messages();
}
