// rollup.js - Rollup and Rolldown: what a build wrote is scanned once, after its last output.
import path from "node:path";
import { check, failure_text } from "./core.js";

/** @typedef {import("./core.js").PluginOptions} PluginOptions */

/**
 * @param {PluginOptions} [options]
 * @returns {import("rollup").Plugin}
 */
export default function stoprule(options = {}) {
  /** @type {Map<string, string>} */
  const written = new Map();
  return {
    name: "stoprule",
    buildStart() {
      written.clear();
    },
    writeBundle({ dir, file }, bundle) {
      const folder = path.resolve(dir ?? path.dirname(file ?? ""));
      for (const name of Object.keys(bundle)) written.set(path.join(folder, name), name);
    },
    async closeBundle(error) {
      if (error || written.size === 0) return;
      const files = [...written].sort().map(([place, uri]) => ({ uri, file: place }));
      written.clear();
      const { failures, warnings, unread } = await check(files, options, process.cwd());
      for (const text of unread) this.warn(text);
      for (const { text } of warnings) this.warn(text);
      if (failures.length) this.error(failure_text(failures));
    },
  };
}
