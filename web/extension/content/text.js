// text.js - what a page shows, as the text that somebody would write down: a line for a block, fences around
// code, links with their targets. Fields and everything that can be edited are left out, always.
import * as sure from "./sure.js";

/** @typedef {import("./budget.js").Budget} Budget */
/**
 * Where a text node's words begin in the text.
 * @typedef {{at: number, node: Text, pre: boolean, frame: Element | null}} Place
 */

const ELEMENT = 1;
const TEXT = 3;
const FRAGMENT = 11; // a shadow tree's root
const DEEPEST_SHADOW = 32;
const DEEPEST_FRAME = 8;
const LONGEST_LINK = 300;

const SKIPPED = new Set([
  ...["script", "style", "noscript", "template", "head", "object", "embed", "canvas", "video"],
  ...["input", "textarea", "select", "option", "datalist", "audio", "svg", "math"],
]);
const FRAMES = new Set(["iframe", "frame"]);
const BLOCKS = new Set([
  ...["address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div"],
  ...["dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"],
  ...["header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary"],
  ...["table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"],
]);

/** @param {number} unit */
const is_space = (unit) => unit === 32 || (unit >= 9 && unit <= 13) || unit === 160;

/** Runs of white space become one space, as on the screen. @param {string} raw */
export function collapsed(raw) {
  if (!["\n", "\t", "\r", "  "].some((space) => raw.includes(space))) return raw;
  let out = "";
  let begin = 0;
  for (let i = 0; i < raw.length; i++) {
    if (!is_space(raw.charCodeAt(i))) continue;
    out += `${raw.slice(begin, i)} `;
    while (i + 1 < raw.length && is_space(raw.charCodeAt(i + 1))) i++;
    begin = i + 1;
  }
  return out + raw.slice(begin);
}

/** Where a character of the collapsed text stands in the raw one. @param {string} raw @param {number} index */
export function raw_index(raw, index) {
  let i = 0;
  for (let at = 0; at < index && i < raw.length; at++) {
    const space = is_space(raw.charCodeAt(i++));
    while (space && i < raw.length && is_space(raw.charCodeAt(i))) i++;
  }
  return i;
}

export class TextReader {
  /** @param {Budget} budget */
  constructor(budget) {
    /** @private */
    this.budget = budget;
    this.text = "";
    /** @type {Place[]} */
    this.places = [];
    /** @private @type {{link: Node, target: string}[]} */
    this.links = [];
    /** The page, and the frames of its origin that were read. @type {Document[]} */
    this.documents = [];
    /** Frames and the like that were not looked into. */
    this.closed = 0;
    /** The frame that is being read. @private @type {Element | null} */
    this.frame = null;
    /** @private @type {Node | null} */
    this.pre = null;
    /** @private @type {Node | null} */
    this.seen = null;
    /** @private */
    this.seen_visible = false;
  }

  /** @param {Document} page @param {number} [depth] of frames */
  async read_document(page, depth = 0) {
    this.documents.push(page);
    const root = sure.root_of(page);
    if (root) await this.read(root, 0, depth);
  }

  /** A frame of the page's own origin, where it stands. @private @param {Element} frame @param {number} depth */
  async read_frame(frame, depth) {
    const inside = sure.is_visible(frame) && depth < DEEPEST_FRAME ? sure.inside_of(frame) : null;
    if (!inside || sure.design_of(inside) === "on") {
      this.closed += 1;
      return;
    }
    const { pre, frame: outer } = this;
    this.new_line();
    this.pre = null;
    this.frame = frame;
    await this.read_document(inside, depth + 1);
    this.new_line();
    this.pre = pre;
    this.frame = outer;
  }

  /** Reads a tree, in slices. @private @param {Node} root @param {number} shadows how deep
   * @param {number} frames how deep */
  async read(root, shadows, frames) {
    /** @type {Node | null} */
    let node = root;
    while (node && !this.budget.cut) {
      if (this.budget.due()) await this.budget.rest();
      const type = sure.type_of(node);
      if (type === TEXT) this.words(/** @type {Text} */ (node));
      let down = null;
      if (type !== ELEMENT) down = sure.first_child(node);
      else if (this.enter(/** @type {Element} */ (node))) {
        const shadow = sure.shadow_of(/** @type {Element} */ (node));
        if (shadow && shadows < DEEPEST_SHADOW) await this.read(shadow, shadows + 1, frames);
        down = sure.first_child(node);
      } else if (FRAMES.has(sure.name_of(/** @type {Element} */ (node)))) {
        await this.read_frame(/** @type {Element} */ (node), frames);
      }
      node = down ?? this.onward(node, root);
    }
  }

  /** The next node after this one's subtree; what ends on the way is left. @private
   * @param {Node} from @param {Node} root */
  onward(from, root) {
    /** @type {Node | null} */
    let node = from;
    while (node) {
      if (sure.type_of(node) === ELEMENT) this.leave(/** @type {Element} */ (node));
      if (node === root) return null;
      const next = sure.next_sibling(node);
      if (next) return next;
      node = sure.parent_of(node);
    }
    this.budget.cut ??= "changed"; // the page took away what was being read
    return null;
  }

  /** @private @param {Element} element @returns {boolean} whether its children are read */
  enter(element) {
    const name = sure.name_of(element);
    if (name === "object" || name === "embed") this.closed += 1;
    if (SKIPPED.has(name) || FRAMES.has(name)) return false;
    if (sure.is_html(element) && sure.is_editable(element)) return false;
    if (sure.attribute(element, "role") === "textbox") return false;
    if (BLOCKS.has(name)) this.new_line();
    if (name === "pre" && !this.pre) {
      this.pre = element;
      this.write("```\n");
    }
    if (sure.is_html(element, "a")) this.open_link(/** @type {HTMLAnchorElement} */ (element));
    return true;
  }

  /** @private @param {Element} element */
  leave(element) {
    if (this.links.at(-1)?.link === element) {
      this.write(`](${this.links.pop()?.target})`);
    }
    if (element === this.pre) {
      this.pre = null;
      this.new_line();
      this.write("```\n");
    } else if (BLOCKS.has(sure.name_of(element))) this.new_line();
  }

  /** @private @param {HTMLAnchorElement} link */
  open_link(link) {
    const href = sure.href_of(link);
    if (this.pre || !href.startsWith("http") || href.length > LONGEST_LINK) return;
    if (!sure.is_visible(link)) return;
    const inside = href.startsWith(`${location.origin}/`);
    this.links.push({ link, target: inside ? href.slice(location.origin.length) : href });
    this.write("[");
  }

  /** @private @param {Text} node */
  words(node) {
    const raw = sure.data_of(node);
    if (!raw || !this.shows(node)) return;
    const pre = this.pre !== null;
    const text = pre ? raw : collapsed(raw);
    if (!pre && text === " " && (this.text.endsWith("\n") || this.text.endsWith(" "))) return;
    this.places.push({ at: this.text.length, node, pre, frame: this.frame });
    this.write(text);
  }

  /** @private @param {Text} node */
  shows(node) {
    const parent = sure.parent_of(node);
    if (!parent || sure.type_of(parent) !== ELEMENT) {
      return parent !== null && sure.type_of(parent) === FRAGMENT;
    }
    if (parent !== this.seen) {
      this.seen = parent;
      this.seen_visible = sure.is_visible(/** @type {Element} */ (parent));
    }
    return this.seen_visible;
  }

  /** @private */
  new_line() {
    if (this.text && !this.text.endsWith("\n")) this.write("\n");
  }

  /** @private @param {string} text */
  write(text) {
    if (!this.budget.cut) this.text += this.budget.take(text);
  }
}
