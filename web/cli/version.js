// version.js - the package's version, from the one place that has it.
import { readFileSync } from "node:fs";

const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");

/** @type {string} */
export const version = JSON.parse(manifest).version;
