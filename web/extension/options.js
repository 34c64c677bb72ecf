// options.js - the settings, and the sites that are checked by themselves, each to be taken back.
import { el } from "../page/dom.js";
import { sign } from "../page/signs.js";
import { word } from "../page/words.js";
import { keep_marks, toggle, wants_marks } from "./controls.js";
import { say } from "./say.js";
import { granted_sites, revoke_site } from "./sites.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));

/** @param {string} id @param {...import("../page/dom.js").Child} content */
const part = (id, ...content) =>
  el(
    "section",
    { "aria-labelledby": `${id}-heading` },
    el("h2", { id: `${id}-heading` }, say(id)),
    ...content,
  );

/** @param {string} pattern */
const site_row = (pattern) =>
  el(
    "li",
    null,
    el("span", { class: "file" }, pattern.slice(0, -2)),
    el(
      "button",
      {
        ...{ type: "button", class: "small", "aria-label": say("take_back_site", pattern) },
        click: () => void revoke_site(pattern),
      },
      say("take_back"),
    ),
  );

async function shortcut() {
  const commands = await chrome.commands.getAll();
  return commands.find(({ name }) => name === "_execute_action")?.shortcut ?? "";
}

async function show() {
  const sites = await granted_sites();
  const keys = await shortcut();
  main.replaceChildren(
    el("h1", null, say("options")),
    part(
      "in_the_page",
      toggle(say("marks"), await wants_marks(), async (on) => {
        await keep_marks(on);
        return on;
      }),
      el("p", { class: "quiet" }, say("marks_why")),
    ),
    part(
      "sites",
      el("p", { class: "quiet" }, say("sites_why")),
      sites.length
        ? el("ul", { class: "files sites" }, ...sites.map(site_row))
        : el("p", { class: "empty" }, say("no_sites")),
    ),
    part("keys", el("p", null, keys ? say("keys_are", keys) : say("keys_none"))),
    part(
      "privacy",
      el(
        "ul",
        { class: "reasons" },
        ...["privacy_read", "privacy_never", "privacy_sent", "privacy_kept"].map((name) =>
          el("li", null, say(name)),
        ),
      ),
    ),
  );
}

document.documentElement.lang = say("language");
document.title = `${say("name")} · ${say("options")}`;
document.querySelector(".brand")?.prepend(sign("stop", word("sign_stop")));
chrome.permissions.onAdded.addListener(show);
chrome.permissions.onRemoved.addListener(show);
void show();
