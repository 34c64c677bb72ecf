// choice.js - "which route do I need": the core asks and decides, this shows the questions and the way back.
import { el } from "./dom.js";
import { plate } from "./plate.js";
import { sign } from "./signs.js";
import { checklist } from "./steps.js";
import { term } from "./terms.js";
import { said, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Level} Level */
/** @typedef {import("./terms.js").Explain} Explain */
/** @typedef {{id: string, text: string}} Named */
/** @typedef {{question: Named & {options: Named[]}}} Asked */
/** @typedef {{route: string, name: string, what: string, level: Level, next: string, checks: string[]}} Chosen */
/** @typedef {{question: string, text: string, answer: string, said: string}} Given */
/**
 * @typedef {object} ChoiceTools
 * @property {{answers: Record<string, string>}} kept
 * @property {(answers: Record<string, string>) => Promise<Asked | Chosen>} choose
 * @property {Explain} explain
 */

/** @param {ChoiceTools} tools */
export function choice_view({ kept, choose, explain }) {
  const place = el("div", { class: "choice", "aria-live": "polite" });

  /** From the first question on, so that what was answered is told in the language of now. */
  async function show() {
    /** @type {Given[]} */
    const given = [];
    try {
      /** @type {Record<string, string>} */
      const answers = {};
      for (;;) {
        const state = await choose(answers);
        const question = "question" in state ? state.question : null;
        const answer = question ? kept.answers[question.id] : undefined;
        const option = question?.options.find(({ id }) => id === answer);
        if (!question || !option) {
          return place.replaceChildren(...(given.length ? [trail(given)] : []), ...step(state));
        }
        answers[question.id] = option.id;
        given.push({
          ...{ question: question.id, text: question.text },
          ...{ answer: option.id, said: option.text },
        });
      }
    } catch (failure) {
      const { message } = /** @type {Error} */ (failure);
      place.replaceChildren(el("p", { class: "trouble", role: "alert" }, message));
    }
  }

  /** @param {Record<string, string>} answers */
  const go_on = (answers) => {
    kept.answers = answers;
    void show().then(() => place.querySelector("h2")?.focus());
  };

  /** @param {Given[]} given */
  const trail = (given) =>
    el(
      "ol",
      { class: "trail", "aria-label": word("choose_so_far") },
      ...given.map(({ text, said: answer }, i) =>
        el(
          "li",
          null,
          el("span", { class: "quiet" }, text),
          el("b", null, answer),
          el(
            "button",
            {
              ...{ type: "button", class: "small" },
              "aria-label": `${word("choose_change")}: ${text}`,
              click: () =>
                go_on(Object.fromEntries(given.slice(0, i).map((g) => [g.question, g.answer]))),
            },
            word("choose_change"),
          ),
        ),
      ),
    );

  /** @param {Asked | Chosen} state */
  const step = (state) => ("question" in state ? asked(state) : chosen(state));

  /** @param {Asked} state */
  const asked = ({ question }) => [
    el("h2", { tabindex: -1 }, question.text),
    ...question.options.map((option) =>
      el(
        "button",
        {
          ...{ type: "button", class: "option" },
          click: () => go_on({ ...kept.answers, [question.id]: option.id }),
        },
        option.text,
      ),
    ),
  ];

  /** @param {Chosen} state */
  const chosen = ({ route, name, what, level, next, checks }) => [
    plate({
      word: "chosen-word",
      look: level,
      picture: sign(level, word("sign_stop")),
      kicker: [
        word("choose_route"),
        " · ",
        term(said(`level.${level}`), `level.${level}`, explain),
      ],
      sentence: term(name, route, explain),
      means: what,
      label: word("next"),
      next,
    }),
    checks.length
      ? el(
          "section",
          { "aria-labelledby": "chosen-checks" },
          el("h2", { id: "chosen-checks" }, word("choose_checks")),
          checklist(
            "chosen",
            checks.map((text) => ({ message: { id: text, text } })),
            new Set(),
          ),
        )
      : "",
    el("button", { type: "button", class: "small", click: () => go_on({}) }, word("choose_again")),
  ];

  void show();
  return el(
    "article",
    { class: "prose" },
    el("h1", { tabindex: -1 }, word("choose_heading")),
    el("p", { class: "lead" }, word("choose_lead")),
    place,
  );
}
