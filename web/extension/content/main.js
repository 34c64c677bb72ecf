// main.js - what the background calls in a page: it stands in the extension's own world of that page, where the
// page's scripts can't reach, and is put there anew for each audit.
import { collect } from "./collect.js";
import { Marks } from "./marks.js";

/** @typedef {import("./collect.js").Wanted} Wanted */
/** @typedef {import("./marks.js").Kind} Kind */
/** @typedef {import("./marks.js").Spot} Spot */

const world = /** @type {any} */ (globalThis);
world.stoprule?.marks?.hide();

world.stoprule = {
  marks: new Marks("", []),
  /** @param {Wanted} wanted */
  collect(wanted) {
    return collect(wanted, (text, places) => (this.marks = new Marks(text, places)));
  },
  /** @param {{spot: Spot, kind: Kind}[]} marks none hides them */
  mark(marks) {
    this.marks.show(marks);
  },
  /** @param {Spot} spot */
  reveal(spot) {
    return this.marks.reveal(spot);
  },
};
