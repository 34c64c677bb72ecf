// choice.js - "which route do I need": the core asks, the page shows the questions.
import { el } from "./dom.js";
import { language, word } from "./words.js";

/** @typedef {import("./engine.js").Engine} Engine */

/** @param {Engine} engine */
export function choice(engine) {
  const place = el("div", { class: "choice", "aria-live": "polite" });

  /** @param {Record<string, string>} answers */
  async function ask(answers) {
    try {
      const json = await engine.run({ task: "choose", answers, options: { language: language() } });
      place.replaceChildren(...step(JSON.parse(json), answers));
    } catch (failure) {
      const { message } = /** @type {Error} */ (failure);
      place.replaceChildren(el("p", { class: "trouble", role: "alert" }, message));
    }
  }

  /** @param {any} state @param {Record<string, string>} answers */
  function step(state, answers) {
    if (!state.question) return [el("pre", null, JSON.stringify(state, null, 2))];
    const { id, text, options } = state.question;
    return [
      el("h2", null, text),
      ...options.map((/** @type {{id: string, text: string}} */ option) =>
        el(
          "button",
          { type: "button", class: "option", click: () => ask({ ...answers, [id]: option.id }) },
          option.text,
        ),
      ),
    ];
  }

  void ask({});
  return el("article", { class: "prose" }, el("h1", null, word("choose_heading")), place);
}
