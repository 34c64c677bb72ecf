// files.js - what was dropped or chosen: files, folders and zip archives, read here and sent nowhere.
import { Item, source_of } from "./item.js";
import { is_zip, unzip } from "./zip.js";

/** @typedef {import("./item.js").Source} Source */

/** @param {FileSystemEntry} entry @returns {Promise<File>} */
const file_of = (entry) =>
  new Promise((resolve, reject) =>
    /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject),
  );

/** All files below a folder, in the order of their names. @param {FileSystemEntry} entry @param {string} path
 * @returns {AsyncGenerator<{uri: string, file: File}>} */
async function* walk(entry, path) {
  if (entry.isFile) {
    yield { uri: path, file: await file_of(entry) };
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!batch.length) break;
    entries.push(...batch);
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const inner of entries) yield* walk(inner, `${path}/${inner.name}`);
}

/** @param {File} file */
async function item_of(file) {
  try {
    if (await is_zip(file)) return new Item(file.name, await unzip(file));
    return new Item(file.name, [await source_of(file, file.name)]);
  } catch (error) {
    return Item.unopened(file.name, [{ uri: file.name, text: file }], error);
  }
}

/** @param {FileSystemEntry} folder */
async function item_of_folder(folder) {
  const name = `${folder.name}/`;
  /** @type {Source[]} */
  const sources = [];
  try {
    for await (const { uri, file } of walk(folder, folder.name)) sources.push({ uri, text: file });
    return new Item(name, sources);
  } catch (error) {
    return Item.unopened(name, sources, error);
  }
}

/** Must be called while the drop is handled: the list is empty afterwards. @param {DataTransfer} dropped */
export async function items_dropped(dropped) {
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = [...dropped.files];
  const items = [];
  for (const [i, entry] of entries.entries()) {
    if (entry?.isDirectory) items.push(await item_of_folder(entry));
    else if (files[i]) items.push(await item_of(files[i]));
  }
  return items;
}

/** @param {Iterable<File>} files */
export async function items_chosen(files) {
  const items = [];
  for (const file of files) items.push(await item_of(file));
  return items;
}

/** All of a chosen folder as one item. @param {File[]} files */
export function items_of_folder(files) {
  const sources = files.map((file) => ({ uri: file.webkitRelativePath || file.name, text: file }));
  sources.sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const name = sources[0]?.uri.split("/", 1)[0];
  return name === undefined ? [] : [new Item(`${name}/`, sources)];
}
