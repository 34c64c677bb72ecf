// vite.js - Vite: the whole output folder of a client build, public files and HTML too; never the dev server.
import path from "node:path";
import { check, failure_text, files_below } from "./core.js";

/** @typedef {import("./core.js").PluginOptions} PluginOptions */

/**
 * @param {PluginOptions} [options]
 * @returns {import("vite").Plugin}
 */
export default function stoprule(options = {}) {
  let root = "";
  let folder = "";
  let written = false;
  return {
    name: "stoprule",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      root = config.root;
      folder = config.build.ssr ? "" : path.resolve(config.root, config.build.outDir);
    },
    // From Vite 6 on a build may have several environments; what a server keeps is not shipped.
    applyToEnvironment: ({ config }) => config.consumer !== "server",
    buildStart() {
      written = false;
    },
    writeBundle() {
      written = true;
      const { environment } = this;
      if (environment) folder = path.resolve(root, environment.config.build.outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        if (!folder || !written) return; // a server's build, or one that failed
        written = false;
        const { failures, warnings, unread } = await check(files_below(folder), options, root);
        for (const text of unread) this.warn(text);
        for (const { text } of warnings) this.warn(text);
        if (failures.length) this.error(failure_text(failures));
      },
    },
  };
}
