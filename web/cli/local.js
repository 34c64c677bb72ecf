// local.js - whether a file stays on this machine: git ignores it, or no repository holds it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** @param {string} file */
function in_repository(file) {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, ".git"))) return true;
    if (folder === path.dirname(folder)) return false;
  }
}

/**
 * Asks git, with nothing in the repository's own configuration that could start a program. Where there
 * is no git, a file in a repository counts as part of it.
 * @param {string} file
 * @returns {Promise<boolean>}
 */
function is_ignored(file) {
  return new Promise((resolve) => {
    const git = spawn(
      "git",
      ["-c", "core.fsmonitor=false", "check-ignore", "-q", "--", path.basename(file)],
      { cwd: path.dirname(path.resolve(file)), stdio: "ignore" },
    );
    git.on("error", () => resolve(false));
    git.on("close", (code) => resolve(code === 0));
  });
}

/** @param {string} file */
export async function is_local(file) {
  return !in_repository(file) || is_ignored(file);
}
