// marks.js - lines under the words that the report rests on, drawn over the page in a closed shadow tree. They
// are plain boxes: a page can draw the same, so they say nothing by themselves, and only lead the eye.
import * as sure from "./sure.js";
import { raw_index } from "./text.js";

/** @typedef {import("./text.js").Place} Place */
/** @typedef {"error"|"warning"|"claim"|"answer"|"endpoint"} Kind */
/** @typedef {{line: number, column: number, end_line: number, end_column: number}} Spot as in the report */

const MOST = 200;
const COLOURS = { error: "#b1121e", warning: "#f7b500", claim: "#f7b500" };
const OTHERS = "#005b8c";

/** @param {HTMLElement | SVGElement} element @param {Record<string, string>} style */
function styled(element, style) {
  // A page's policy may forbid <style>, but not a script's own settings.
  for (const [name, value] of Object.entries(style)) {
    element.style.setProperty(name, value, "important");
  }
}

export class Marks {
  /** @param {string} text as it was collected @param {Place[]} places */
  constructor(text, places) {
    /** @private */
    this.places = places;
    /** @private */
    this.starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      this.starts.push(at + 1);
    }
    /** @private @type {HTMLElement | null} */
    this.host = null;
    /** @private @type {{range: Range, kind: Kind}[]} */
    this.ranges = [];
    /** @private */
    this.drawn = 0;
    /** @private */
    this.moved = () => {
      cancelAnimationFrame(this.drawn);
      this.drawn = requestAnimationFrame(() => this.draw());
    };
  }

  /** @private @param {number} line @param {number} column */
  offset(line, column) {
    return (this.starts[line - 1] ?? Infinity) + column - 1;
  }

  /** The text node that holds an offset of the text. @private @param {number} offset */
  place_at(offset) {
    let low = 0;
    let high = this.places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.places[middle].at <= offset) low = middle + 1;
      else high = middle;
    }
    return this.places[low - 1];
  }

  /** @private @param {number} offset @returns {[Text, number] | null} */
  point(offset) {
    const place = this.place_at(offset);
    if (!place || !Node.prototype.contains.call(document, place.node)) return null;
    const raw = sure.data_of(place.node);
    const index = offset - place.at;
    return [place.node, Math.min(place.pre ? index : raw_index(raw, index), raw.length)];
  }

  /** @private @param {Spot} spot */
  range_of(spot) {
    const begin = this.point(this.offset(spot.line, spot.column));
    const last = this.point(this.offset(spot.end_line, spot.end_column) - 1);
    if (!begin || !last) return null;
    const range = new Range();
    range.setStart(...begin);
    range.setEnd(last[0], Math.min(last[1] + 1, sure.data_of(last[0]).length));
    return range;
  }

  /** @param {{spot: Spot, kind: Kind}[]} marks */
  show(marks) {
    this.hide();
    for (const { spot, kind } of marks.slice(0, MOST)) {
      const range = this.range_of(spot);
      if (range) this.ranges.push({ range, kind });
    }
    if (!this.ranges.length) return;
    this.host = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
    styled(this.host, {
      ...{ all: "initial", position: "fixed", inset: "0", "pointer-events": "none" },
      ...{ "z-index": "2147483647", overflow: "hidden", contain: "strict", display: "block" },
    });
    this.host.setAttribute("aria-hidden", "true");
    /** @private */
    this.shadow = this.host.attachShadow({ mode: "closed" });
    sure.root_of(document)?.append(this.host);
    addEventListener("scroll", this.moved, { capture: true, passive: true });
    addEventListener("resize", this.moved, { passive: true });
    this.draw();
  }

  /** Lines where the words are now. @private */
  draw() {
    const boxes = [];
    for (const { range, kind } of this.ranges) {
      for (const { left, bottom, width } of range.getClientRects()) {
        if (bottom < 0 || bottom > innerHeight || width < 1) continue;
        const box = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
        styled(box, {
          ...{ position: "absolute", left: `${left}px`, top: `${bottom - 2}px` },
          ...{ width: `${width}px`, height: "3px", "border-radius": "2px" },
          background: /** @type {Record<string, string>} */ (COLOURS)[kind] ?? OTHERS,
        });
        boxes.push(box);
      }
    }
    this.shadow?.replaceChildren(...boxes);
  }

  /** Brings words into view and selects them. @param {Spot} spot */
  reveal(spot) {
    const frame = this.place_at(this.offset(spot.line, spot.column))?.frame;
    if (frame) {
      Element.prototype.scrollIntoView.call(frame, { block: "center" });
      return true;
    }
    const range = this.range_of(spot);
    if (!range) return false;
    range.startContainer.parentElement?.scrollIntoView({ block: "center" });
    const selected = getSelection();
    selected?.removeAllRanges();
    selected?.addRange(range);
    return true;
  }

  hide() {
    removeEventListener("scroll", this.moved, { capture: true });
    removeEventListener("resize", this.moved);
    cancelAnimationFrame(this.drawn);
    this.host?.remove();
    this.host = null;
    this.ranges = [];
  }
}
