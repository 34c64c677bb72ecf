// The plugins in the bundlers themselves: a leak fails the build and says where, a clean build passes.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { rspack } from "@rspack/core";
import * as esbuild from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { createBuilder, build as vite } from "vite";
import webpack from "webpack";
import esbuild_plugin from "../../web/plugin/esbuild.js";
import rollup_plugin from "../../web/plugin/rollup.js";
import vite_plugin from "../../web/plugin/vite.js";
import StoprulePlugin from "../../web/plugin/webpack.js";
import { own_folder } from "./command.js";
import { made_key, random_text, secret_of, tells } from "./made.js";

const RULE = "key/anthropic";
const folder = own_folder();

let count = 0;
/** A small app that ships a key, or doesn't. @param {string} key */
function app(key) {
  const root = path.join(folder, `app-${count++}`);
  mkdirSync(path.join(root, "public"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), '<script type="module" src="/main.js"></script>');
  writeFileSync(
    path.join(root, "main.js"),
    `const key = "${key}";\nfetch("https://api.anthropic.com/v1/messages", { headers: { "x-api-key": key } });\n`,
  );
  return root;
}

/**
 * What a build says when it fails; "" when it passes.
 * @typedef {(root: string, options?: import("../../web/plugin/core.js").PluginOptions) => Promise<string>} Build
 */

/** @param {() => Promise<unknown>} run */
async function failure_of(run) {
  try {
    await run();
    return "";
  } catch (error) {
    return String(/** @type {Error} */ (error).message);
  }
}

/** @param {any} bundler @param {string} root @param {any} plugin @param {string} [target] @returns {Promise<string>} */
const packed = (bundler, root, plugin, target = "web") =>
  new Promise((resolve, reject) =>
    bundler(
      {
        ...{ mode: "production", context: root, entry: "./main.js", target },
        output: { path: path.join(root, "dist") },
        plugins: [plugin],
      },
      (/** @type {Error | null} */ error, /** @type {any} */ stats) =>
        error
          ? reject(error)
          : resolve(
              stats
                .toJson()
                .errors.map((/** @type {any} */ e) => e.message)
                .join("\n"),
            ),
    ),
  );

/** @type {Record<string, Build>} */
const BUILDS = {
  vite: (root, options) =>
    failure_of(() =>
      vite({ root, logLevel: "silent", configFile: false, plugins: [vite_plugin(options)] }),
    ),
  rollup: (root, options) =>
    failure_of(async () => {
      const bundle = await rollup({
        input: path.join(root, "main.js"),
        plugins: [rollup_plugin(options)],
        logLevel: "silent",
      });
      await bundle.write({ dir: path.join(root, "dist") });
      await bundle.close();
    }),
  rolldown: (root, options) =>
    failure_of(async () => {
      const plugins = /** @type {any} */ ([rollup_plugin(options)]);
      const bundle = await rolldown({
        input: path.join(root, "main.js"),
        plugins,
        logLevel: "silent",
      });
      await bundle.write({ dir: path.join(root, "dist") });
      await bundle.close();
    }),
  webpack: (root, options) => packed(webpack, root, new StoprulePlugin(options)),
  rspack: (root, options) => packed(rspack, root, new StoprulePlugin(options)),
  esbuild: (root, options) =>
    failure_of(() =>
      esbuild.build({
        ...{ absWorkingDir: root, entryPoints: ["main.js"], bundle: true, outdir: "dist" },
        plugins: [esbuild_plugin(options)],
        logLevel: "silent",
      }),
    ),
};

for (const [name, build] of Object.entries(BUILDS)) {
  test(`${name}: a key in the bundle fails the build, once, and is not shown`, async () => {
    const root = app(made_key());
    const told = await build(root);
    assert.ok(told.includes(RULE), told || "the build passed");
    assert.equal(told.split(RULE).length, 2, "told once");
    assert.ok(!tells(told, secret_of()));
    assert.ok(existsSync(path.join(root, "dist")), "the output is there to look at");
  });

  test(`${name}: a build without a key passes, and one that may not fail`, async () => {
    assert.equal(await build(app("read at run time, on the server")), "");
    assert.equal(await build(app(made_key()), { failOn: "never" }), "");
  });
}

test("vite: a key that stands in several files is one key", async () => {
  const root = app(made_key());
  writeFileSync(path.join(root, "public/settings.json"), JSON.stringify({ key: made_key() }));
  const told = await BUILDS.vite(root);
  assert.ok(told.includes("1 key would ship with this build"), told);
  assert.equal(told.split(RULE).length, 2, told);
  assert.ok(told.includes("also at settings.json:1:9"), told);
});

test("vite: public files and HTML are read too, a server's build is not", async () => {
  const root = app("none");
  writeFileSync(path.join(root, "public/settings.json"), JSON.stringify({ key: made_key() }));
  const told = await BUILDS.vite(root);
  assert.ok(told.includes("settings.json:1:"), told);
  const server = app(made_key());
  const ssr = { ssr: "main.js" };
  const plugins = [vite_plugin()];
  await vite({ root: server, logLevel: "silent", configFile: false, build: ssr, plugins });
});

test("vite: of an app's environments the client's output is scanned, the server's is not", async () => {
  /** @param {string} client @param {string} server the entries' texts */
  const build_app = (client, server) => {
    const root = app("none");
    writeFileSync(path.join(root, "main.js"), `console.log("${client}");\n`);
    writeFileSync(path.join(root, "server.js"), `export const key = "${server}";\n`);
    const environment = (/** @type {string} */ name, /** @type {string} */ input) => ({
      build: { outDir: `dist/${name}`, rollupOptions: { input: path.join(root, input) } },
    });
    return failure_of(async () => {
      const builder = await createBuilder({
        ...{ root, logLevel: "silent", configFile: false, plugins: [vite_plugin()], builder: {} },
        environments: {
          client: environment("client", "main.js"),
          ssr: environment("server", "server.js"),
        },
      });
      await builder.buildApp();
      assert.ok(existsSync(path.join(root, "dist/server")), "both were built");
    });
  };
  assert.equal(await build_app("none", made_key()), "");
  const told = await build_app(made_key(), "none");
  assert.ok(told.includes(RULE), told || "the build passed");
});

test("webpack, rspack, esbuild: a server's build is not scanned", async () => {
  for (const bundler of [webpack, rspack]) {
    assert.equal(await packed(bundler, app(made_key()), new StoprulePlugin(), "node"), "");
  }
  const root = app(made_key());
  await esbuild.build({
    ...{ absWorkingDir: root, entryPoints: ["main.js"], outdir: "dist", platform: "node" },
    plugins: [esbuild_plugin()],
  });
});

test("esbuild: output that stays in memory is scanned", async () => {
  const told = await failure_of(() =>
    esbuild.build({
      ...{ absWorkingDir: app(made_key()), entryPoints: ["main.js"], outdir: "dist", write: false },
      plugins: [esbuild_plugin()],
      logLevel: "silent",
    }),
  );
  assert.ok(told.includes("dist/main.js:1:"), told);
});

test("public keys and what only looks like a key are no alarm in any bundler", async () => {
  const harmless = [
    ["pk", "live", random_text(24, 3)].join("_"),
    `sha512-${Buffer.from(random_text(64, 4)).toString("base64")}`,
    "0b0c6f52-0f0e-4d5c-8f57-3d0c5e1d2a11",
    createHash("sha256").update("content").digest("hex"),
    ["sk", "ant", "api03", "your-key-here"].join("-"),
  ];
  for (const build of Object.values(BUILDS)) {
    const root = app("none");
    writeFileSync(path.join(root, "main.js"), `console.log(${JSON.stringify(harmless)});\n`);
    assert.equal(await build(root, { failOn: "warning" }), "");
  }
});

test("what a plugin is told to ignore, and of secrets, holds", async () => {
  const ignores = [{ path: "*.js", reason: "a test account" }];
  assert.equal(await BUILDS.rollup(app(made_key()), { ignores }), "");
  const root = app("none");
  const secret = random_text(20, 6);
  writeFileSync(path.join(root, ".env.server"), `PASS=${secret}\n`);
  writeFileSync(path.join(root, "main.js"), `console.log(${JSON.stringify(secret)});\n`);
  const told = await BUILDS.esbuild(root, { envFile: [path.join(root, ".env.server")] });
  assert.ok(told.includes("own/secret") && told.includes("PASS"), told);
  assert.ok(!tells(told, secret));
});

test("a threshold that there is not is an error of use", async () => {
  const options = /** @type {any} */ ({ failOn: "always" });
  assert.ok(
    (await BUILDS.rollup(app("none"), options)).includes("failOn is note|warning|error|never"),
  );
});
