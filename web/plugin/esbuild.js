// esbuild.js - esbuild: the outputs of a browser build, written or kept in memory.
import path from "node:path";
import { check } from "./core.js";

/** @typedef {import("./core.js").Built} Built */
/** @typedef {import("./core.js").PluginOptions} PluginOptions */
/** @typedef {import("./core.js").Told} Told */

/** @param {Told} told */
const message = ({ finding, uri, text }) => ({
  text,
  location: { file: uri, line: finding.location.line, column: finding.location.column - 1 },
});

/**
 * @param {PluginOptions} [options]
 * @returns {import("esbuild").Plugin}
 */
export default function stoprule(options = {}) {
  return {
    name: "stoprule",
    setup(build) {
      const { initialOptions } = build;
      if (initialOptions.platform === "node") return;
      initialOptions.metafile = true;
      const root = path.resolve(initialOptions.absWorkingDir ?? ".");
      build.onEnd(async ({ errors, metafile, outputFiles }) => {
        if (errors.length) return;
        /** @type {Built[]} */
        const files = outputFiles
          ? outputFiles.map((file) => ({
              uri: path.relative(root, file.path).split(path.sep).join("/"),
              contents: file.contents,
            }))
          : Object.keys(metafile?.outputs ?? {})
              .sort()
              .map((uri) => ({ uri, file: path.join(root, uri) }));
        const { failures, warnings, unread } = await check(files, options, root);
        return {
          errors: failures.map(message),
          warnings: [...warnings.map(message), ...unread.map((text) => ({ text }))],
        };
      });
    },
  };
}
