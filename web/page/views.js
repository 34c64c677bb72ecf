// views.js - the page's views, by the address's hash: it names a view and never holds input.
import { by_id, el } from "./dom.js";
import { word } from "./words.js";

const VIEWS = /** @type {const} */ (["audit", "errors", "choose", "private"]);
/** @typedef {Exclude<typeof VIEWS[number], "audit">} OtherView */

const wanted_view = () => VIEWS.find((view) => location.hash === `#${view}`) ?? "audit";

/** @param {Record<OtherView, () => HTMLElement>} others makes the views other than the audit */
export function show_view(others) {
  const wanted = wanted_view();
  by_id("views").setAttribute("aria-label", word("views"));
  by_id("views").replaceChildren(
    ...VIEWS.map((view) =>
      el(
        "a",
        { href: `#${view}`, "aria-current": view === wanted && "page" },
        word(`view_${view}`),
      ),
    ),
  );
  by_id("audit-view").hidden = wanted !== "audit";
  by_id("other-view").replaceChildren(wanted === "audit" ? "" : others[wanted]());
  document.title =
    wanted === "audit" ? word("title") : `${word(`view_${wanted}`)} · ${word("brand")}`;
}

/** For those who follow with a screen reader: the new view's heading is where reading goes on. */
export const focus_view = () =>
  (by_id("other-view").querySelector("h1") ?? by_id("headline")).focus();
