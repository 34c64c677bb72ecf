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

/** Folders that builds write to, under names that people give to nothing else or seldom. */
const OUTPUTS =
  "dist build out www .next .nuxt .output .svelte-kit .astro .angular .parcel-cache storybook-static coverage".split(
    " ",
  );
const MADE = new Set(OUTPUTS);
/** And those that hold what others wrote or what is copied as it is: no source, even where git keeps it. */
const BUILT = new Set([...OUTPUTS, "public", "vendor"]);

/** The names on the way from a folder to what is in it. @param {string} folder @param {string} file */
const way = (folder, file) => path.relative(folder, file).split(path.sep);

/**
 * Which files git keeps.
 * @param {string} folder
 * @returns {(file: string) => boolean}
 */
function kept_in(folder) {
  if (!in_repository(path.join(folder, "x"))) return () => false;
  const git = spawnSync("git", ["-c", "core.fsmonitor=false", "ls-files", "-z"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const kept = new Set((git.stdout ?? "").split("\0"));
  return (file) => kept.has(way(folder, file).join("/"));
}

/**
 * Which files are sources of the user's own: those that git keeps, outside of what builds write.
 * @param {string} folder
 * @returns {(file: string) => boolean}
 */
export function first_party_in(folder) {
  const kept = kept_in(folder);
  return (file) => kept(file) && !way(folder, file).some((part) => BUILT.has(part));
}

/**
 * Which files a build has written: another copy of what ships, and no origin of it. Who keeps his scripts in
 * `build/` has them in git.
 * @param {string} folder
 * @returns {(file: string) => boolean}
 */
export function made_in(folder) {
  const kept = kept_in(folder);
  return (file) => way(folder, file).some((part) => MADE.has(part)) && !kept(file);
}
