// main.js - the page: puts what is given on the desk, and shows what the desk tells.
import { actions } from "./actions.js";
import { QUESTIONS } from "./answers.js";
import { board } from "./board.js";
import { choice_view } from "./choice.js";
import { Desk } from "./desk.js";
import { by_id, el, renew, svg } from "./dom.js";
import { Engine, script_url } from "./engine.js";
import { errors_view } from "./errors.js";
import { history_list } from "./history.js";
import { LARGEST_EDITED, pasted } from "./item.js";
import { take_in } from "./intake.js";
import { Paper } from "./paper.js";
import { file_card, peek } from "./peek.js";
import { privacy_view } from "./privacy.js";
import { ReportView, reveal } from "./report.js";
import { SAMPLE_NAMES, sample_text } from "./samples.js";
import { sign } from "./signs.js";
import { focus_view, show_view } from "./views.js";
import { LANGUAGES, language, said, speak, word } from "./words.js";

/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./engine.js").Failure} Failure */
/** @typedef {import("./words.js").Word} Word */

/** It comes after this, as a script whose digest the page's policy names. @type {Promise<string>} */
const module_text = new Promise((resolve, reject) => {
  Reflect.set(globalThis, "stoprule_module", resolve);
  const failed = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLScriptElement) reject(new Error(word("error_module")));
  };
  addEventListener("error", failed, { capture: true });
});
const engine = new Engine(module_text);
const paper = new Paper();
const desk = new Desk(engine, {
  opened: show_opened,
  changed: show,
  progress: (item, read) => show_progress(read, item.size),
});
/** What was typed in other views, while they are not shown. */
const kept = { error: "", answers: /** @type {Record<string, string>} */ ({}) };
const samples_shown = new Set();

/** @param {string} id */
const explain = async (id) =>
  JSON.parse(await engine.run({ task: "explain", id, options: { language: language() } }));

// ---- Showing an item ----

/** A control that ends itself (take back, forget, cancel) hands on to the text, or to what was read of it.
 * @param {string} id @param {...(Node | string)} children */
function put(id, ...children) {
  if (!renew(by_id(id), children)) by_id(desk.current.text === null ? "result" : "text").focus();
}

/** @param {Item} item */
function show_opened(item) {
  const { text } = item;
  by_id("stack").hidden = text === null;
  by_id("card").replaceChildren(text === null ? file_card(item) : "");
  if (paper.text !== (text ?? "")) paper.text = text ?? "";
  show(item);
}

/** What is known of the item now. @param {Item} item */
function show(item) {
  const { items, current } = desk;
  const open = (/** @type {Item} */ other) => desk.open(other);
  const remove = (/** @type {Item} */ other) => desk.remove(other);
  put("board", items.length > 1 ? board(items, current, open, remove) : "");
  put("history", ...history_list(desk));
  if (item !== current) return;
  const { report, failure } = item;
  const waits = !report && !failure && item.size > 0;
  document.body.classList.toggle("has-report", report !== null || failure !== null || waits);
  by_id("clear").hidden = item.size === 0 && items.length === 1;
  by_id("add").hidden = item.size === 0;
  // Who reads a text of their own needs no samples any more.
  by_id("samples").hidden = item.size > 0 && !samples_shown.has(item.text);
  if (waits && item.size > LARGEST_EDITED) show_progress(0, item.size);
  else put("status", waits ? word("reading") : "");
  paper.point("");
  if (report) show_report(item);
  else if (failure) show_failure(failure);
  else put("report");
  show_foot();
}

/** @param {number} read @param {number} size */
function show_progress(read, size) {
  const mb = (/** @type {number} */ n) => (n / 1e6).toFixed(0);
  put(
    "status",
    el("progress", { max: size, value: read, "aria-label": word("reading") }),
    word("read_so_far", { read: mb(read), size: mb(size) }),
    " ",
    el("button", { type: "button", class: "small", click: () => engine.cancel() }, word("cancel")),
  );
}

/** @param {Item} item */
function show_report(item) {
  const { report, ticks } = item;
  if (!report) return;
  const is_text = item.text !== null;
  document.body.classList.toggle("has-keys", report.findings.length > 0);
  const view = new ReportView(
    report,
    (location) => (is_text ? paper.show(location) : void peek(item, location)),
    { explain, ticks },
  );
  const sections = view.sections();
  const render = (/** @type {string} */ format) => engine.run({ ...desk.job_of(item), format });
  const first = report.routes.length ? 2 : 1; // the verdict, and the road where there is one
  put("report", ...sections.toSpliced(first, 0, actions(item, render)));
  const nothing =
    report.verdict.level === "none" && !report.findings.length && !report.diagnoses.length;
  if (nothing) by_id("report").append(el("p", { class: "quiet hint" }, word("nothing_here")));
  put("status");
  if (is_text) paper.mark(view.marks);
}

/** @param {Failure} failure */
function show_failure(failure) {
  document.body.classList.add("has-report");
  if (failure.code === "cancelled") {
    put("report");
    put("status", word("cancelled"));
    return;
  }
  const heading = failure.code === "engine" ? word("error_engine") : word("error");
  put(
    "report",
    el(
      "section",
      { class: "trouble", role: "alert" },
      el("h2", null, heading),
      el("p", null, failure.where ? `${failure.where}: ${failure.message}` : failure.message),
      failure.code === "open"
        ? null
        : el(
            "button",
            { type: "button", class: "small", click: () => desk.ask(desk.current) },
            word("error_again"),
          ),
    ),
  );
}

function show_foot() {
  const { report } = desk.current;
  by_id("foot").replaceChildren(
    ...(report
      ? [
          el("span", null, word("version", { version: report.tool.version })),
          el("span", null, word("catalog", { date: report.catalog.as_of })),
        ]
      : []),
    location.protocol === "file:"
      ? ""
      : el("a", { href: "stoprule.html", download: true }, word("download")),
  );
}

// ---- What the page itself says ----

const lock = () =>
  svg(
    "svg",
    { viewBox: "0 0 16 16", "aria-hidden": "true", fill: "none", stroke: "currentColor" },
    svg("path", {
      d: "M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3 7h10v7H3z",
      "stroke-width": 1.6,
      "stroke-linejoin": "round",
    }),
  );

/** The stop rule itself, while there is nothing to ask it of. */
const rule = () =>
  QUESTIONS.map((question, i) =>
    el(
      "li",
      { class: "station" },
      el("span", { class: "milestone", "aria-hidden": "true" }, String(i + 1)),
      el("span", { class: "station-name" }, said(`question.${question}`)),
    ),
  );

const views = {
  errors: () =>
    errors_view({
      ...{ kept, explain, audit: audit_text },
      example: () => sample_text("error", explain),
      audit_whole: (text) => {
        location.hash = "#audit";
        desk.add([pasted(text)]);
      },
    }),
  choose: () => choice_view({ kept, explain, choose }),
  private: privacy_view,
};

/** @param {string} text */
const audit_text = async (text) => JSON.parse(await engine.run(desk.job_of(pasted(text))));

/** @param {Record<string, string>} answers */
const choose = async (answers) =>
  JSON.parse(await engine.run({ task: "choose", answers, options: { language: language() } }));

/** Everything that the page itself says, in the language that is spoken now. */
function show_words() {
  document.documentElement.lang = language();
  document.documentElement.dir = word("direction");
  for (const id of /** @type {Word[]} */ (["skip", "tagline", "headline", "lead", "private"])) {
    by_id(id).textContent = word(id);
  }
  by_id("brand-sign").replaceChildren(sign("stop", word("sign_stop")));
  by_id("lock").replaceChildren(lock());
  by_id("rule").replaceChildren(...rule());
  by_id("rule-heading").textContent = word("road");
  by_id("input-label").textContent = word("input");
  paper.input.placeholder = word("placeholder");
  by_id("about-here").textContent = word("about_here");
  for (const id of /** @type {Word[]} */ (["clear", "add"])) by_id(id).textContent = word(id);
  by_id("choose-files").textContent = word("choose_files");
  by_id("choose-folder").textContent = word("choose_folder");
  const toggle = by_id("language");
  toggle.textContent = word("switch_language");
  toggle.setAttribute("lang", language() === "en" ? "zh" : "en");
  by_id("samples").replaceChildren(
    el("span", null, word("try")),
    ...SAMPLE_NAMES.map((name) =>
      el(
        "button",
        { type: "button", class: "small", click: () => try_sample(name) },
        word(/** @type {Word} */ (`sample_${name}`)),
      ),
    ),
  );
  show_view(views);
}

/** A sample takes the place of a sample; what somebody pasted stays. @param {string} name */
async function try_sample(name) {
  const text = await sample_text(name, explain);
  const { current } = desk;
  if (samples_shown.has(current.text)) {
    desk.items = desk.items.filter((item) => item !== current);
  }
  samples_shown.add(text);
  desk.add([pasted(text)]);
}

// ---- Wiring ----

paper.input.addEventListener("input", (event) => {
  const { inputType } = /** @type {InputEvent} */ (event);
  const before = desk.current.text ?? "";
  const at_once = inputType === "insertFromPaste";
  const replaced = at_once && !paper.text.includes(before);
  if (!at_once || paper.text.length <= LARGEST_EDITED) paper.echo();
  desk.type(paper.text, { at_once, replaced });
});
paper.input.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.length <= LARGEST_EDITED) return;
  event.preventDefault(); // a textarea would stand still over it
  desk.type(text, { at_once: true, replaced: true });
});
by_id("about-here").addEventListener("click", () => reveal(paper.pointed_at));

by_id("clear").addEventListener("click", () => {
  desk.start_over();
  paper.input.focus();
});
by_id("add").addEventListener("click", () => {
  desk.add([pasted("")]);
  paper.input.focus();
});
by_id("skip").addEventListener("click", (event) => {
  event.preventDefault();
  const target = by_id("audit-view").hidden ? by_id("other-view") : by_id("result");
  target.focus();
  target.scrollIntoView();
});
by_id("language").addEventListener("click", () => {
  const names = Object.keys(LANGUAGES);
  speak(names[(names.indexOf(language()) + 1) % names.length]);
  show_words();
  show(desk.current);
  desk.ask_all();
});
addEventListener("hashchange", () => {
  show_view(views);
  focus_view();
});
// What is folded away would be missing on paper.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
take_in(
  (items) => desk.add(items),
  ({ message }) => show_failure({ code: "read", where: "", message }),
);

speak(navigator.language.slice(0, 2));
show_words();
show(desk.current);
if (location.protocol !== "file:") {
  document.head.append(el("link", { rel: "manifest", href: "manifest.webmanifest" }));
  if (navigator.serviceWorker) void keep_offline();
}

/** Keeps the page for when there is no network. Failing is no loss: the page is one file. */
async function keep_offline() {
  try {
    await navigator.serviceWorker.register(script_url("./sw.js"));
  } catch {
    // not on a secure origin, or not wanted
  }
}
