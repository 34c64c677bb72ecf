// unread.js - what the report does not cover, said in full.
import { el } from "../page/dom.js";
import { say } from "./say.js";

/** @typedef {import("./audits.js").Audited} Audited */
/** @typedef {import("./content/scripts.js").Unread} Unread */

const MOST_SHOWN = 50;
/** @type {Unread[]} what asking the site again would bring */
const REQUESTABLE = ["not_cached", "service_worker"];

/** @param {Audited} audited @param {() => void} request */
export function unread_section({ cut, unread, frames }, request) {
  if (!cut && !unread.length && !frames) return null;
  const missing = unread.filter(({ why }) => REQUESTABLE.includes(why));
  const rest = unread.length - MOST_SHOWN;
  return el(
    "section",
    { id: "unread", "aria-labelledby": "unread-heading" },
    el("h2", { id: "unread-heading" }, say("unread")),
    el(
      "ul",
      { class: "reasons" },
      cut ? el("li", null, say(`cut_${cut}`)) : null,
      frames ? el("li", null, say("frames", frames)) : null,
    ),
    unread.length
      ? el(
          "details",
          null,
          el("summary", null, say("unread_scripts", unread.length)),
          el(
            "ul",
            { class: "files" },
            ...unread
              .slice(0, MOST_SHOWN)
              .map(({ uri, why }) =>
                el(
                  "li",
                  null,
                  el("span", { class: "file" }, uri),
                  el("span", { class: "quiet" }, say(`unread_${why}`)),
                ),
              ),
            rest > 0 ? el("li", { class: "quiet" }, say("and_more", rest)) : null,
          ),
        )
      : null,
    missing.length
      ? el(
          "div",
          { class: "request" },
          el("p", { class: "quiet" }, say("request_why")),
          el(
            "button",
            { type: "button", class: "small", click: request },
            say("request", missing.length),
          ),
        )
      : null,
  );
}
