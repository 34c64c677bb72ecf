// desk.js - the texts on the desk, the one that is open, and those put away; asks the engine about each. All of it
// lives in this object and ends with the tab.
import { LARGEST_EDITED, blob_of, pasted } from "./item.js";
import { today } from "./today.js";
import { language } from "./words.js";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./engine.js").Failure} Failure */
/**
 * What the desk tells of.
 * @typedef {object} Watcher
 * @property {(item: Item) => void} opened another item is the current one, or its text is another
 * @property {(item: Item) => void} changed there is news of an item
 * @property {(item: Item, read: number) => void} progress bytes of the current item, so far
 */

const TYPING_PAUSE = 200; // ms
const MOST_PAST = 30;
const MOST_FINDINGS = 1000; // what a page can show; the report says how many more there are

export class Desk {
  /** @param {Engine} engine @param {Watcher} watcher */
  constructor(engine, watcher) {
    /** @private */
    this.engine = engine;
    /** @private */
    this.watcher = watcher;
    this.current = pasted("");
    this.items = [this.current];
    /** Items put away, the newest first. @type {Item[]} */
    this.past = [];
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.pause = undefined;
  }

  /** Takes the place of an empty item, or stands beside what is there. @param {Item[]} added */
  add(added) {
    if (!added.length) return;
    this.items = [...this.items.filter(({ size, unopened }) => size > 0 || unopened), ...added];
    this.open(added[0]);
    for (const item of added) if (!item.report) void this.ask(item);
  }

  /**
   * The current text is another; asks when typing pauses.
   * @param {string} text @param {{at_once?: boolean, replaced?: boolean}} [how] replaced: as a whole
   */
  type(text, { at_once = false, replaced = false } = {}) {
    clearTimeout(this.pause);
    const { current } = this;
    if (replaced && current.report) this.put_away(current.copy());
    current.name = replaced ? "" : current.name;
    // What is typed stays where it is typed, however long it gets.
    if (at_once && text.length > LARGEST_EDITED) return void this.grow(current, text);
    current.sources = [{ uri: current.sources[0]?.uri ?? "", text }];
    this.pause = setTimeout(() => void this.ask(current), at_once ? 0 : TYPING_PAUSE);
  }

  /** To a text that is read and not edited. @private @param {Item} item @param {string} text */
  async grow(item, text) {
    item.sources = [{ uri: "", text: await blob_of(text) }];
    item.report = null;
    this.open(item);
    void this.ask(item);
  }

  /** @param {Item} item */
  open(item) {
    this.current = item;
    this.watcher.opened(item);
  }

  /** @param {Item} item */
  remove(item) {
    this.put_away(item);
    this.items = this.items.filter((other) => other !== item);
    if (!this.items.length) this.items = [pasted("")];
    this.open(item === this.current ? this.items[0] : this.current);
  }

  start_over() {
    clearTimeout(this.pause);
    this.engine.cancel();
    for (const item of this.items) this.put_away(item);
    this.items = [pasted("")];
    this.open(this.items[0]);
  }

  /** @private @param {Item} item */
  put_away(item) {
    if (item.report && item.size > 0) this.past = [item, ...this.past].slice(0, MOST_PAST);
  }

  /** @param {Item} item */
  take_back(item) {
    this.past = this.past.filter((other) => other !== item);
    if (item.stale) item.report = null;
    item.stale = false;
    this.add([item]);
  }

  forget() {
    this.past = [];
    this.watcher.changed(this.current);
  }

  /** @param {Item} item */
  job_of(item) {
    return {
      task: /** @type {const} */ ("audit"),
      documents: item.sources,
      options: {
        ...{ mode: "audit", language: language(), today: today() },
        limits: { findings: MOST_FINDINGS },
      },
    };
  }

  /** In the language that is spoken now. */
  ask_all() {
    for (const item of this.items) void this.ask(item);
    for (const item of this.past) item.stale = true; // asked again when it is taken back
  }

  /** @param {Item} item */
  async ask(item) {
    if (item.unopened) return;
    const number = ++item.asked;
    const is_newest = () => number === item.asked && this.items.includes(item);
    try {
      if (item.size === 0) {
        item.report = item.failure = null;
      } else {
        const json = await this.engine.run(this.job_of(item), (read) => {
          if (is_newest() && item === this.current) this.watcher.progress(item, read);
        });
        if (!is_newest()) return;
        item.report = JSON.parse(json);
        item.failure = null;
      }
    } catch (failure) {
      if (!is_newest()) return;
      item.report = null;
      item.failure = /** @type {Failure} */ (failure);
    }
    this.watcher.changed(item);
  }
}
