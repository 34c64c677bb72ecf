// walk.js - which files a path stands for, in an order that is the same everywhere.
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** Folders that are read only when they are named: histories and other people's packages. */
const PASSED_OVER = new Set([".git", ".hg", ".svn", "node_modules"]);
const SEPARATOR = Buffer.from(path.sep);

/** Bytes where a name is no UTF-8: such a file can't be opened by its text. @typedef {string | Buffer} Path */
/** @typedef {{path: Path, size: number}} FileFound */
/** @typedef {{path: Path, problem: string}} Unread what could not be read, and why */

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
    case "ENAMETOOLONG":
      return "its name is too long";
    case "EMFILE":
    case "ENFILE":
      return "too many files are open";
    case "EIO":
      return "the disk could not read it";
    default:
      return code ?? message;
  }
}

/** @param {Path} folder @param {Buffer} name @returns {Path} */
function joined(folder, name) {
  const text = name.toString();
  if (typeof folder === "string" && Buffer.from(text).equals(name)) return path.join(folder, text);
  return Buffer.concat([Buffer.from(folder), SEPARATOR, name]);
}

/** @param {Path} place */
const real_path = (place) =>
  typeof place === "string"
    ? realpathSync(place)
    : realpathSync(place, { encoding: "buffer" }).toString("latin1");

/**
 * @typedef {object} WalkOptions
 * @property {(path: Path) => boolean} [skip] whether a file or folder is passed over
 */

/**
 * @param {string[]} paths as given
 * @param {WalkOptions} [options]
 * @returns {Generator<FileFound | Unread>}
 */
export function* walk(paths, { skip = () => false } = {}) {
  const roots = [];
  for (const given of paths) {
    try {
      roots.push(realpathSync(given));
    } catch {
      // named when its turn comes
    }
  }
  const seen = new Set(); // real paths of what links led to, and of the paths given
  for (const given of paths) yield* visit(given, { roots, seen, skip }, true);
}

/** @param {string} place @param {string[]} roots */
export const inside = (place, roots) =>
  roots.some(
    (root) => place === root || place.startsWith(root.endsWith(path.sep) ? root : root + path.sep),
  );

/**
 * @param {Path} place
 * @param {{roots: string[], seen: Set<string>, skip: (path: Path) => boolean}} run
 * @param {boolean} named
 * @returns {Generator<FileFound | Unread>}
 */
function* visit(place, run, named) {
  let info;
  /** @type {Buffer[]} */
  let entries = [];
  try {
    info = lstatSync(place);
    if (named || info.isSymbolicLink()) {
      const real = real_path(place);
      if (run.seen.has(real) || (!named && inside(real, run.roots))) return;
      run.seen.add(real);
      info = statSync(place);
    }
    if (info.isDirectory()) entries = readdirSync(place, { encoding: "buffer" });
  } catch (error) {
    yield { path: place, problem: problem_of(error) };
    return;
  }
  if (info.isDirectory()) {
    for (const name of entries.sort(Buffer.compare)) {
      const child = joined(place, name);
      if (!PASSED_OVER.has(name.toString()) && !run.skip(child)) yield* visit(child, run, false);
    }
  } else if (info.isFile()) yield { path: place, size: info.size };
  else yield { path: place, problem: "not a regular file" };
}

/** How a report names a file: from the working folder, with forward slashes. @param {Path} file */
export function uri_of(file) {
  const relative = path.relative(process.cwd(), path.resolve(file.toString()));
  return relative.split(path.sep).join("/");
}
