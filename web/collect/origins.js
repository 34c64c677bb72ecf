// origins.js - what a bundle was made from: .env and configuration files, sources, and what source maps
// hold. Read only where something was found, since only then there is something to trace.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { made_in } from "./local.js";
import { source_map_of } from "./maps.js";
import { inside, problem_of, uri_of, walk } from "./walk.js";

/** @typedef {import("../lib/index.js").Run} Run */
/** @typedef {import("./reading.js").FileWithFinding} FileWithFinding */

const LARGEST_SOURCE = 2 << 20;
const LARGEST_TOTAL = 256 << 20;
const MOST_SOURCES = 20_000;
const SOURCES = new Set(
  [
    "js jsx ts tsx mjs cjs mts cts vue svelte astro css scss less graphql", // for the bundler
    "json json5 jsonc yaml yml toml ini xml properties md mdx", // settings and contents
    "html htm php py rb erb hbs ejs njk liquid twig pug", // for pages that a server or generator makes
    "rs go zig c cc cpp h hpp cs kt java swift dart", // for WebAssembly
  ].flatMap((group) => group.split(" ").map((extension) => `.${extension}`)),
);

const is_env = (/** @type {string} */ name) => name.startsWith(".env") || name.endsWith(".env");

/** The nearest folder at or above `from` that holds `name`; "" where none does. @param {string} from @param {string} name */
function nearest_with(from, name) {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, name))) return folder;
    if (folder === path.dirname(folder)) return "";
  }
}

/** Frameworks put a package.json that says only its "type" into what they build. @param {string} folder */
function is_project(folder) {
  try {
    const names = Object.keys(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")));
    return names.length !== 1 || names[0] !== "type";
  } catch {
    return true; // broken, but somebody's
  }
}

/** The nearest folder at or above `from` with a package.json of its own; "" where there is none. @param {string} from */
export function project_of(from) {
  let folder = nearest_with(from, "package.json");
  while (folder && !is_project(folder)) {
    const above = path.dirname(folder);
    folder = above === folder ? "" : nearest_with(above, "package.json");
  }
  return folder;
}

// Which .env file wins in a production build, the strongest first. Vite reads a mode's own files over
// .env.local; Next.js, Create React App and what follows dotenv-flow have .env.local between a mode's two.
const VITE = [".env.production.local", ".env.production", ".env.local", ".env"];
const DOTENV_FLOW = [".env.production.local", ".env.local", ".env.production", ".env"];
const FLOW_USERS = ["next", "react-scripts", "@rsbuild/core", "dotenv-flow"];

/** @param {string} root */
function env_order(root) {
  try {
    const project = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const uses = { ...project.dependencies, ...project.devDependencies };
    return FLOW_USERS.some((name) => Object.hasOwn(uses, name)) ? DOTENV_FLOW : VITE;
  } catch {
    return VITE; // whose names most others have taken
  }
}

/**
 * Sorts files of one folder as their build prefers them; those of other modes, and samples, come last.
 * @param {string[]} files @param {string[]} order
 */
function by_strength(files, order) {
  const rank = (/** @type {string} */ file) => {
    const at = order.indexOf(path.basename(file));
    return at < 0 ? order.length : at;
  };
  const depth = (/** @type {string} */ file) => file.split(path.sep).length;
  return files
    .map((file, i) => ({ file, i }))
    .sort((a, b) => depth(a.file) - depth(b.file) || rank(a.file) - rank(b.file) || a.i - b.i)
    .map(({ file }) => file);
}

/** @param {string} folder */
function env_files(folder) {
  return readdirSync(folder)
    .filter(is_env)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** .env files of the folders above, up to the repository's: a monorepo keeps them there. @param {string} root @param {string[]} order */
function env_files_above(root, order) {
  const top = nearest_with(root, ".git");
  const out = [];
  if (top) {
    for (let folder = path.resolve(root); folder !== top;) {
      folder = path.dirname(folder);
      out.push(...by_strength(env_files(folder), order));
    }
  }
  return out;
}

/**
 * @param {Run} run
 * @param {object} about
 * @param {FileWithFinding[]} about.found built files in which keys were found
 * @param {string[]} about.roots the projects' folders
 * @param {string[]} about.outputs what was scanned: it is no origin of itself
 * @param {(uri: string, problem: string) => void} about.unread
 */
export function add_origins(run, { found, roots, outputs, unread }) {
  if (run.found() === 0) return;
  const scanned = new Set(outputs.map((output) => path.resolve(output)));
  const files = project_files(roots, scanned);
  const projects = roots.map((root) => uri_of(root) || ".").join(", ");
  if (files.left) unread(projects, `${files.left} sources are past the limit of ${MOST_SOURCES}`);
  if (files.large)
    unread(projects, `${files.large} sources are larger than ${LARGEST_SOURCE >> 20} MB`);
  for (const [place, problem] of files.closed) unread(uri_of(place), problem);
  let room = LARGEST_TOTAL;
  /** @type {Map<string, string | Uint8Array>} */
  const texts = new Map();
  const add = (
    /** @type {string} */ uri,
    /** @type {string | Uint8Array} */ text,
    first_party = false,
  ) => {
    room -= text.length;
    if (room < 0) return;
    run.begin({ uri, role: "origin", first_party });
    run.feed(text);
    run.end();
  };
  const add_file = (/** @type {string} */ file) => {
    try {
      add(uri_of(file), readFileSync(file), true);
    } catch (error) {
      unread(uri_of(file), problem_of(error));
    }
  };
  for (const file of files.env) add_file(file);
  // Mappings before the texts that they lead into.
  const on_disk = new Set(files.sources.map(uri_of));
  for (const { uri, path: file } of found) {
    try {
      const [root] = roots.filter((one) => inside(path.resolve(file), [one])).sort(longest_first);
      const map = source_map_of(file, root ?? path.dirname(file));
      if (!map) continue;
      const names = new Map();
      for (const [source, text] of map.contents) {
        const same = on_disk.has(source) && readFileSync(source, "utf8") === text;
        names.set(source, on_disk.has(source) && !same ? `${map.uri}/${source}` : source);
        if (!same) texts.set(names.get(source), text);
      }
      for (const { mappings, sources, ...from } of map.sections) {
        const named = sources.map((source) => names.get(source) ?? source);
        run.add_mappings({ uri: map.uri, maps: uri, sources: named, ...from }, mappings);
      }
    } catch (error) {
      unread(`${uri}: its source map`, problem_of(error));
    }
  }
  const without_file = (/** @type {string} */ uri) => path.basename(uri).startsWith("<");
  for (const [uri, text] of texts) if (!without_file(uri)) add(uri, text);
  for (const file of files.sources) add_file(file);
  // What a bundler made on the way, "<anon>": only where nothing that somebody wrote has the value.
  for (const [uri, text] of texts) if (without_file(uri)) add(uri, text);
  if (room < 0) unread(projects, `sources past ${LARGEST_TOTAL >> 20} MB were not searched`);
}

const longest_first = (/** @type {string} */ a, /** @type {string} */ b) => b.length - a.length;

/**
 * What may be an origin, each file once, though one project lies in another; and what could not be read.
 * @param {string[]} roots @param {Set<string>} scanned
 */
function project_files(roots, scanned) {
  /** @type {Set<string>} */
  const env = new Set();
  /** @type {Set<string>} */
  const sources = new Set();
  /** @type {Set<string>} */
  const large = new Set();
  /** @type {Map<string, string>} */
  const closed = new Map();
  let left = 0;
  for (const root of new Set(roots)) {
    const files = files_of(root, scanned);
    for (const file of files.env) env.add(file);
    for (const file of files.large) large.add(file);
    for (const { path: place, problem } of files.closed) closed.set(place.toString(), problem);
    for (const file of files.sources) {
      if (sources.size < MOST_SOURCES || sources.has(file)) sources.add(file);
      else left += 1;
    }
  }
  return { env: [...env], sources: [...sources], left, large: large.size, closed };
}

/** @param {string} root @param {Set<string>} scanned */
function files_of(root, scanned) {
  const env = [];
  const sources = [];
  const large = [];
  /** @type {import("./walk.js").Unread[]} */
  const closed = [];
  const made = made_in(root);
  const skip = (/** @type {import("./walk.js").Path} */ place) => {
    if (typeof place !== "string" || scanned.has(path.resolve(place))) return true;
    const name = path.basename(place);
    return name.startsWith(".") && !is_env(name);
  };
  for (const found of walk([root], { skip })) {
    if ("problem" in found) {
      closed.push(found);
      continue;
    }
    const name = path.basename(found.path.toString());
    const source = is_env(name) || SOURCES.has(path.extname(name));
    if (typeof found.path !== "string" || !source) continue;
    if (!is_env(name) && made(found.path)) continue;
    if (found.size > LARGEST_SOURCE) large.push(found.path);
    else if (is_env(name)) env.push(found.path);
    else sources.push(found.path);
  }
  const order = env_order(root);
  const above = env_files_above(root, order);
  return { env: [...by_strength(env, order), ...above], sources, large, closed }; // the nearest first
}
