// actions.js - taking a report along: as Markdown, as JSON, as SARIF, on paper. All of it made by the core.
import { el } from "./dom.js";
import { word } from "./words.js";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./words.js").Word} Word */

/** @param {string} text @param {string} name */
function save(text, name) {
  const url = URL.createObjectURL(new Blob([text]));
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {Word} label @param {(button: HTMLButtonElement) => Promise<void>} act */
function action(label, act) {
  const button = el(
    "button",
    {
      ...{ type: "button", class: "small" },
      click: () => act(button).catch(() => (button.textContent = word("error"))),
    },
    word(label),
  );
  return button;
}

/** @param {Word} label @param {() => Promise<string>} make */
const copying = (label, make) =>
  action(label, async (button) => {
    await navigator.clipboard.writeText(await make());
    button.textContent = word("copied");
    setTimeout(() => (button.textContent = word(label)), 1500);
  });

/**
 * @param {Item} item
 * @param {(format: string) => Promise<string>} render
 */
export function actions(item, render) {
  return el(
    "div",
    { class: "actions" },
    copying("as_markdown", () => render("markdown")),
    copying("as_json", async () => JSON.stringify(item.report, null, 2)),
    action("as_sarif", async () => save(await render("sarif"), "stoprule.sarif")),
    action("print", async () => print()),
  );
}
