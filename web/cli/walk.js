// walk.js - which files a path stands for, in an order that is the same everywhere.
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";

/** Folders that are read only when they are named: histories and other people's packages. */
const PASSED_OVER = new Set([".git", ".hg", ".svn", "node_modules"]);

/** @typedef {{path: string, size: number}} FileFound */
/** @typedef {{path: string, problem: string}} Unread what could not be read, and why */

/** @param {unknown} error */
export function problem_of(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "no permission to read it";
    case "ELOOP":
      return "a link that leads back to itself";
    case "EISDIR":
      return "it is a folder";
    default:
      return code ?? message;
  }
}

/**
 * @param {string[]} paths as given
 * @returns {AsyncGenerator<FileFound | Unread>}
 */
export async function* walk(paths) {
  const roots = [];
  for (const given of paths) {
    try {
      roots.push(await realpath(given));
    } catch {
      // named when its turn comes
    }
  }
  const seen = new Set(); // real paths of what links led to, and of the paths given
  for (const given of paths) yield* visit(given, roots, seen, true);
}

/** @param {string} place @param {string[]} roots */
const inside = (place, roots) =>
  roots.some(
    (root) => place === root || place.startsWith(root.endsWith(path.sep) ? root : root + path.sep),
  );

/**
 * @param {string} place @param {string[]} roots @param {Set<string>} seen @param {boolean} named
 * @returns {AsyncGenerator<FileFound | Unread>}
 */
async function* visit(place, roots, seen, named) {
  let info;
  try {
    info = await lstat(place);
    if (named || info.isSymbolicLink()) {
      const real = await realpath(place);
      if (seen.has(real) || (!named && inside(real, roots))) return;
      seen.add(real);
      info = await stat(real);
    }
    if (info.isDirectory()) {
      const names = (await readdir(place)).sort();
      for (const name of names) {
        if (!PASSED_OVER.has(name)) yield* visit(path.join(place, name), roots, seen, false);
      }
      return;
    }
  } catch (error) {
    yield { path: place, problem: problem_of(error) };
    return;
  }
  if (info.isFile()) yield { path: place, size: info.size };
  else yield { path: place, problem: "not a regular file" };
}

/** How a report names a file: from the working folder, with forward slashes. @param {string} file */
export function uri_of(file) {
  const relative = path.relative(process.cwd(), path.resolve(file));
  return relative.split(path.sep).join("/");
}
