// history.js - the texts read earlier in this tab, to go back to. The list is in memory and nowhere else.
import { el } from "./dom.js";
import { sign } from "./signs.js";
import { said, word } from "./words.js";

/** @param {import("./desk.js").Desk} desk */
export function history_list(desk) {
  if (!desk.past.length) return [];
  const rows = desk.past.map((item) => {
    const level = item.report?.verdict.level ?? "none";
    return el(
      "li",
      null,
      el(
        "button",
        { type: "button", class: "open", click: () => desk.take_back(item) },
        sign(level, word("sign_stop")),
        el("span", { class: "open-title" }, el("bdi", null, item.title(word("untitled")))),
        el("span", { class: "quiet" }, said(`level.${level}`)),
      ),
    );
  });
  return [
    el("h2", null, word("history")),
    el("ul", null, ...rows),
    el(
      "p",
      { class: "quiet" },
      word("history_note"),
      " ",
      el(
        "button",
        { type: "button", class: "plain", click: () => desk.forget() },
        word("history_forget"),
      ),
    ),
  ];
}
