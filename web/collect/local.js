// local.js - whether a file stays on this machine: git ignores it, or no repository holds it.
import { spawn, spawnSync } from "node:child_process";
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

/** Folders that builds write to: what is in them is no source, even where git keeps it. */
const BUILT = new Set(
  "dist build out www public .next .nuxt .output .svelte-kit storybook-static coverage vendor".split(
    " ",
  ),
);

/**
 * Which files are sources of the user's own: those that git keeps, outside of what builds write.
 * @param {string} folder
 * @returns {(file: string) => boolean}
 */
export function first_party_in(folder) {
  if (!in_repository(path.join(folder, "x"))) return () => false;
  const git = spawnSync("git", ["-c", "core.fsmonitor=false", "ls-files", "-z"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const kept = new Set((git.stdout ?? "").split("\0"));
  return (file) => {
    const relative = path.relative(folder, file).split(path.sep);
    return kept.has(relative.join("/")) && !relative.some((part) => BUILT.has(part));
  };
}
