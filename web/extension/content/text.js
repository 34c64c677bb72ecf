// text.js - what a page shows, as the text that somebody would write down: a line for a block, fences around
// code, links with their targets. Fields and everything that can be edited are left out, always.
import * as sure from "./sure.js";

/** @typedef {import("./budget.js").Budget} Budget */
/** @typedef {{at: number, node: Text, pre: boolean}} Place where a text node's words begin in the text */

const ELEMENT = 1;
const TEXT = 3;
const DEEPEST_SHADOW = 32;
const LONGEST_LINK = 300;

const SKIPPED = new Set([
  ...["script", "style", "noscript", "template", "head", "iframe", "object", "canvas", "video"],
  ...["input", "textarea", "select", "option", "datalist", "audio", "svg", "math"],
]);
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
    /** @private @type {Node | null} */
    this.pre = null;
    /** @private @type {Node | null} */
    this.seen = null;
    /** @private */
    this.seen_visible = false;
  }

  /** Reads a tree, in slices. @param {Node} root @param {number} [depth] of shadow trees */
  async read(root, depth = 0) {
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
        if (shadow && depth < DEEPEST_SHADOW) await this.read(shadow, depth + 1);
        down = sure.first_child(node);
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
    if (SKIPPED.has(name)) return false;
    if (element instanceof HTMLElement && sure.is_editable(element)) return false;
    if (sure.attribute(element, "role") === "textbox") return false;
    if (BLOCKS.has(name)) this.new_line();
    if (name === "pre" && !this.pre) {
      this.pre = element;
      this.write("```\n");
    }
    if (element instanceof HTMLAnchorElement) this.open_link(element);
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
    this.places.push({ at: this.text.length, node, pre });
    this.write(text);
  }

  /** @private @param {Text} node */
  shows(node) {
    const parent = sure.parent_of(node);
    if (!(parent instanceof Element)) return parent instanceof ShadowRoot;
    if (parent !== this.seen) {
      this.seen = parent;
      this.seen_visible = sure.is_visible(parent);
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
