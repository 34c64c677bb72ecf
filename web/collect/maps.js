// maps.js - the source maps of built files. What they map is decided by the core; here they are found,
// opened, and their sources named.
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inside, uri_of } from "./walk.js";

const LARGEST = 256 << 20;
const MARK = "sourceMappingURL=";
const DATA = "data:";
const LONGEST_URL = 4096;
const ENDS = ["\n", "\r", " ", "*", "'", '"'];

/**
 * @typedef {object} SourceMap
 * @property {string} uri
 * @property {{mappings: string, sources: string[], from_line: number, from_column: number}[]} sections
 * @property {Map<string, string>} contents of sources, by name
 */

/** @param {string} file */
function text_of(file) {
  if (statSync(file).size > LARGEST) throw new Error(`larger than ${LARGEST >> 20} MB`);
  return readFileSync(file, "utf8");
}

/** What stands behind the last mark of a text; "" where there is none. @param {string} text */
function url_in(text) {
  const at = text.lastIndexOf(MARK);
  if (at < 0) return "";
  const begin = at + MARK.length;
  const inline = text.startsWith(DATA, begin);
  const rest = inline ? text.slice(begin) : text.slice(begin, begin + LONGEST_URL);
  const ends = ENDS.map((end) => rest.indexOf(end)).filter((end) => end >= 0);
  return rest.slice(0, Math.min(rest.length, ...ends));
}

/** @param {string} url "data:application/json;charset=utf-8;base64,..." */
function inline_map(url) {
  const comma = url.indexOf(",");
  const data = url.slice(comma + 1);
  return url.slice(0, comma).endsWith("base64")
    ? Buffer.from(data, "base64").toString()
    : decodeURIComponent(data);
}

/**
 * A source's file: bundlers write "webpack://name/./src/a.js", "../src/a.js", "/src/a.vue?type=script"; and
 * Parcel, against the format, "src/a.js" from the project's folder.
 */
function source_file(
  /** @type {string} */ source,
  /** @type {string} */ from,
  /** @type {string} */ root,
) {
  const [name] = source.split("?");
  const scheme = name.indexOf("://");
  if (scheme < 0) {
    const beside = path.resolve(from, name);
    const below = path.resolve(root, name);
    const of_project = !name.startsWith(".") && inside(below, [root]);
    return of_project && !existsSync(beside) && existsSync(below) ? below : beside;
  }
  const behind = name.slice(scheme + 3);
  const inside_name = behind.slice(behind.indexOf("/") + 1);
  return path.resolve(root, inside_name.startsWith("/") ? `.${inside_name}` : inside_name);
}

/** @param {any} map @param {string} from @param {string} root @param {SourceMap} out @param {{line?: number, column?: number}} offset */
function add_map(map, from, root, out, offset) {
  if (typeof map !== "object" || map === null) throw new Error("not a source map");
  if (Array.isArray(map.sections)) {
    for (const section of map.sections)
      add_map(section?.map, from, root, out, section.offset ?? {});
    return;
  }
  if (typeof map.mappings !== "string" || !Array.isArray(map.sources)) {
    throw new Error("not a source map");
  }
  const base = typeof map.sourceRoot === "string" ? map.sourceRoot : "";
  const sources = map.sources.map((/** @type {unknown} */ source) => {
    if (typeof source !== "string") return "";
    const joined =
      base && !source.includes("://") ? `${base.replaceAll("\\", "/")}/${source}` : source;
    return uri_of(source_file(joined, from, root));
  });
  out.sections.push({
    mappings: map.mappings,
    sources,
    from_line: Number(offset.line ?? 0),
    from_column: Number(offset.column ?? 0),
  });
  sources.forEach((/** @type {string} */ source, /** @type {number} */ i) => {
    const text = map.sourcesContent?.[i];
    if (source && typeof text === "string") out.contents.set(source, text);
  });
}

/**
 * The map of a built file: named in it, inside it, or beside it. Null where it has none.
 * @param {string} file @param {string} root where bundlers' own schemes begin
 * @returns {SourceMap | null}
 */
export function source_map_of(file, root) {
  const folder = path.dirname(path.resolve(file));
  const url = url_in(text_of(file));
  let text;
  let uri = `${uri_of(file)}.map`;
  if (url.startsWith(DATA)) text = inline_map(url);
  else {
    const named = url && !url.includes(":") ? path.resolve(folder, decodeURI(url)) : "";
    // A bundle may name any file there is: only those of the project are opened.
    const place = named && inside(named, [folder, path.resolve(root)]) ? named : `${file}.map`;
    if (!statSync(place, { throwIfNoEntry: false })?.isFile()) return null;
    text = text_of(place);
    uri = uri_of(place);
  }
  /** @type {SourceMap} */
  const out = { uri, sections: [], contents: new Map() };
  // Some servers' guard against inclusion.
  add_map(
    JSON.parse(text.startsWith(")]}") ? text.slice(text.indexOf("\n")) : text),
    folder,
    root,
    out,
    {},
  );
  return out;
}
