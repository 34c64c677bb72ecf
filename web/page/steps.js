// steps.js - next steps as a list to tick off. What is ticked is remembered by the caller, for as long as it likes.
import { el } from "./dom.js";
import { source_link } from "./terms.js";
import { word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Step} Step */

/**
 * @param {string} name of the list, for the boxes' ids @param {Step[]} steps
 * @param {Set<string>} ticks ids of messages
 */
export function checklist(name, steps, ticks) {
  const told = el("p", { class: "ticked", role: "status" });
  const tell = () => {
    const done = steps.filter(({ message }) => ticks.has(message.id)).length;
    told.textContent = word("ticked", { done, all: steps.length });
  };
  tell();
  const rows = steps.map(({ message, url, command }, i) => {
    const id = `${name}-${i}`;
    const box = el("input", {
      ...{ type: "checkbox", id, checked: ticks.has(message.id) },
      change: () => {
        if (box.checked) ticks.add(message.id);
        else ticks.delete(message.id);
        tell();
      },
    });
    return el(
      "li",
      null,
      box,
      el(
        "div",
        null,
        el("label", { for: id }, message.text),
        url ? el("p", null, source_link(url)) : null,
        command ? code(command) : null,
      ),
    );
  });
  return el("div", null, el("ol", { class: "steps" }, ...rows), told);
}

/** @param {string} command */
function code(command) {
  const button = el(
    "button",
    {
      ...{ type: "button", class: "small" },
      click: async () => {
        await navigator.clipboard.writeText(command);
        button.textContent = word("copied");
        setTimeout(() => (button.textContent = word("copy_command")), 1500);
      },
    },
    word("copy_command"),
  );
  return el("div", { class: "command" }, el("pre", { tabindex: 0, dir: "ltr" }, command), button);
}
