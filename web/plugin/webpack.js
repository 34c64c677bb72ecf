// webpack.js - webpack and Rspack: the assets that a compilation emitted, where its target is a browser.
import path from "node:path";
import { check, failure_text } from "./core.js";

/** @typedef {import("./core.js").PluginOptions} PluginOptions */
/**
 * What webpack's compiler and Rspack's have in common.
 * @typedef {object} Compilation
 * @property {{path?: string}} outputOptions
 * @property {() => readonly {name: string}[]} getAssets
 * @property {any[]} errors
 * @property {any[]} warnings
 */
/**
 * @typedef {object} Compiler
 * @property {string} context
 * @property {{target?: any}} options
 * @property {{afterEmit: {tapPromise(name: string, run: (compilation: any) => Promise<void>): void}}} hooks
 */

const SERVERS = ["node", "async-node", "electron-main", "electron-preload"];

/** "node20.1" and "async-node" are servers. @param {any} target */
function ships(target) {
  const names = Array.isArray(target) ? target : [target];
  return !names.some((name) => SERVERS.some((server) => String(name).startsWith(server)));
}

export default class StoprulePlugin {
  /** @param {PluginOptions} [options] */
  constructor(options = {}) {
    this.options = options;
    /** @private */
    this.root = "";
  }

  /** @param {Compiler} compiler */
  apply(compiler) {
    if (!ships(compiler.options.target)) return;
    this.root = compiler.context;
    compiler.hooks.afterEmit.tapPromise("stoprule", (compilation) => this.scan(compilation));
  }

  /** @private @param {Compilation} compilation */
  async scan(compilation) {
    const folder = compilation.outputOptions.path ?? "";
    const files = compilation
      .getAssets()
      .map(({ name }) => name.split("?")[0])
      .sort()
      .map((uri) => ({ uri, file: path.join(folder, uri) }));
    const { failures, warnings, unread } = await check(files, this.options, this.root);
    for (const text of unread) compilation.warnings.push(new Error(`stoprule: ${text}`));
    for (const { text } of warnings) compilation.warnings.push(new Error(`stoprule: ${text}`));
    if (failures.length) compilation.errors.push(new Error(`stoprule: ${failure_text(failures)}`));
  }
}
