// main.js - the page: what is pasted goes to the worker, what comes back is shown.
import { samples } from "#samples";
import { actions } from "./actions.js";
import { board } from "./board.js";
import { by_id, el, svg } from "./dom.js";
import { Engine, script_url } from "./engine.js";
import { items_chosen, items_dropped } from "./files.js";
import { LARGEST_EDITED, pasted } from "./item.js";
import { Paper } from "./paper.js";
import { file_card, peek } from "./peek.js";
import { QUESTIONS, ReportView, reveal } from "./report.js";
import { sign } from "./signs.js";
import { today } from "./today.js";
import { show_view } from "./views.js";
import { LANGUAGES, language, speak, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {import("./item.js").Item} Item */
/** @typedef {import("./engine.js").Failure} Failure */
/** @typedef {import("./words.js").Word} Word */

const TYPING_PAUSE = 250; // ms

const engine = new Engine();
const paper = new Paper();
let current = pasted("");
let items = [current];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

// ---- Asking ----

/** @param {Item} item */
const job_of = (item) => ({
  task: /** @type {const} */ ("audit"),
  documents: item.sources,
  options: { mode: "audit", language: language(), today: today() },
});

/** @param {Item} item */
async function ask(item) {
  const number = ++item.asked;
  const is_newest = () => number === item.asked && items.includes(item);
  if (item.size === 0) {
    item.report = item.failure = null;
    return show(item);
  }
  try {
    const json = await engine.run(job_of(item), (read) => {
      if (is_newest() && item === current) show_progress(read, item.size);
    });
    if (!is_newest()) return;
    item.report = JSON.parse(json);
    item.failure = null;
  } catch (failure) {
    if (!is_newest()) return;
    item.report = null;
    item.failure = /** @type {Failure} */ (failure);
  }
  show(item);
}

/** Takes the place of an empty item, or stands beside what is there. @param {Item[]} added */
function add(added) {
  if (!added.length) return;
  items = [...items.filter((item) => item.size > 0), ...added];
  open(added[0]);
  for (const item of added) void ask(item);
}

/** @param {string} text */
function type(text) {
  clearTimeout(pause);
  if (text.length > LARGEST_EDITED) {
    current.sources = pasted(text).sources;
    open(current);
    return void ask(current);
  }
  current.sources = [{ uri: current.sources[0]?.uri ?? "", text }];
  paper.echo();
  pause = setTimeout(() => void ask(current), TYPING_PAUSE);
}

/** @param {() => Promise<Item[]>} read */
async function take(read) {
  try {
    add(await read());
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    show_failure({ code: "read", where: "", message });
  }
}

/** @param {Item} item */
function remove(item) {
  items = items.filter((other) => other !== item);
  if (!items.length) items = [pasted("")];
  open(item === current ? items[0] : current);
}

function start_over() {
  clearTimeout(pause);
  engine.cancel();
  items = [pasted("")];
  open(items[0]);
  paper.input.focus();
}

// ---- Showing ----

/** @param {Item} item */
function open(item) {
  current = item;
  const { text } = item;
  by_id("stack").hidden = text === null;
  by_id("card").replaceChildren(text === null ? file_card(item) : "");
  paper.text = text ?? "";
  show(item);
}

/** What is known of the item now. @param {Item} item */
function show(item) {
  show_board();
  if (item !== current) return;
  by_id("status").replaceChildren();
  const { report, failure } = item;
  const waits = !report && !failure && item.size > 0;
  document.body.classList.toggle("has-report", report !== null || failure !== null || waits);
  by_id("clear").hidden = item.size === 0 && items.length === 1;
  by_id("add").hidden = item.size === 0;
  if (report) show_report(item);
  else if (failure) show_failure(failure);
  else by_id("report").replaceChildren();
  if (waits) by_id("status").textContent = word("reading");
  show_foot();
}

function show_board() {
  const many = items.length > 1;
  by_id("board").replaceChildren(many ? board(items, current, open, remove) : "");
}

/** @param {number} read @param {number} size */
function show_progress(read, size) {
  const mb = (/** @type {number} */ n) => (n / 1e6).toFixed(0);
  by_id("status").replaceChildren(
    word("read_so_far", { read: mb(read), size: mb(size) }),
    " ",
    el("button", { type: "button", class: "small", click: () => engine.cancel() }, word("cancel")),
  );
}

/** @param {Item} item */
function show_report(item) {
  const { report } = item;
  if (!report) return;
  const is_text = item.text !== null;
  const view = new ReportView(report, (location) =>
    is_text ? paper.show(location) : void peek(item, location),
  );
  const [verdict, ...rest] = view.sections();
  const render = (/** @type {string} */ format) => engine.run({ ...job_of(item), format });
  by_id("report").replaceChildren(verdict, actions(item, render), ...rest);
  if (is_text) paper.mark(view.marks);
}

/** @param {Failure} failure */
function show_failure(failure) {
  document.body.classList.add("has-report");
  if (failure.code === "cancelled") {
    by_id("report").replaceChildren();
    by_id("status").textContent = word("cancelled");
    return;
  }
  const heading = failure.code === "engine" ? word("error_engine") : word("error");
  by_id("report").replaceChildren(
    el(
      "section",
      { class: "trouble", role: "alert" },
      el("h2", null, heading),
      el("p", null, failure.where ? `${failure.where}: ${failure.message}` : failure.message),
      el(
        "button",
        { type: "button", class: "small", click: () => ask(current) },
        word("error_again"),
      ),
    ),
  );
}

function show_foot() {
  const { report } = current;
  by_id("foot").replaceChildren(
    ...(report
      ? [
          el("span", null, word("version", { version: report.tool.version })),
          el("span", null, word("catalog", { date: report.catalog.as_of })),
        ]
      : []),
    location.protocol === "file:"
      ? ""
      : el("a", { href: "./", download: "stoprule.html" }, word("download")),
  );
}

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
      el("span", { class: "station-name" }, word(`${question}_question`)),
    ),
  );

/** Everything that the page itself says, in the language that is spoken now. */
function show_words() {
  document.documentElement.lang = language();
  document.title = word("title");
  for (const id of /** @type {Word[]} */ (["skip", "tagline", "headline", "lead", "private"])) {
    by_id(id).textContent = word(id);
  }
  by_id("brand-sign").replaceChildren(sign("stop", word("sign_stop")));
  by_id("lock").replaceChildren(lock());
  by_id("rule").replaceChildren(...rule());
  by_id("rule-heading").textContent = word("road");
  by_id("input-label").textContent = word("input");
  paper.input.placeholder = word("placeholder");
  by_id("clear").textContent = word("clear");
  by_id("add").textContent = word("add");
  by_id("choose-files").textContent = word("choose_files");
  const toggle = by_id("language");
  toggle.textContent = word("switch_language");
  toggle.setAttribute("lang", language() === "en" ? "zh" : "en");
  by_id("samples").replaceChildren(
    el("span", null, word("try")),
    ...Object.entries(samples).map(([name, text]) =>
      el(
        "button",
        { type: "button", class: "small", click: () => try_sample(text) },
        word(/** @type {Word} */ (`sample_${name}`)),
      ),
    ),
  );
  show_view();
}

/** A sample takes the place of a sample; what somebody pasted stays. @param {string} text */
function try_sample(text) {
  const is_sample = Object.values(samples).includes(current.text ?? "");
  if (is_sample) items = items.filter((item) => item !== current);
  add([pasted(text)]);
}

// ---- Wiring ----

paper.input.addEventListener("input", () => type(paper.text));
paper.input.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.length <= LARGEST_EDITED) return;
  event.preventDefault(); // a textarea would stand still over it
  type(text);
});
paper.input.addEventListener("follow", (event) =>
  reveal(/** @type {CustomEvent} */ (event).detail),
);

by_id("clear").addEventListener("click", start_over);
by_id("add").addEventListener("click", () => {
  add([pasted("")]);
  paper.input.focus();
});
by_id("skip").addEventListener("click", (event) => {
  event.preventDefault();
  by_id("result").focus();
  by_id("result").scrollIntoView();
});

const picker = /** @type {HTMLInputElement} */ (by_id("files"));
by_id("choose-files").addEventListener("click", () => picker.click());
picker.addEventListener("change", () => {
  const files = [...(picker.files ?? [])];
  picker.value = "";
  void take(() => items_chosen(files));
});

by_id("language").addEventListener("click", () => {
  const names = Object.keys(LANGUAGES);
  speak(names[(names.indexOf(language()) + 1) % names.length]);
  show_words();
  show(current);
  for (const item of items) void ask(item);
});

const sheet = by_id("sheet");
addEventListener("dragover", (event) => {
  event.preventDefault();
  sheet.classList.add("is-over");
});
addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) sheet.classList.remove("is-over");
});
addEventListener("drop", (event) => {
  event.preventDefault();
  sheet.classList.remove("is-over");
  const dropped = event.dataTransfer;
  if (!dropped) return;
  const text = dropped.getData("text/plain");
  if (dropped.files.length) void take(() => items_dropped(dropped));
  else if (text) add([pasted(text)]);
});
addEventListener("hashchange", () => show_view());

speak(navigator.language.slice(0, 2));
show_words();
show(current);
if (location.protocol !== "file:" && navigator.serviceWorker) {
  void keep_offline();
}

/** Keeps the page for when there is no network. Failing is no loss: the page is one file. */
async function keep_offline() {
  try {
    await navigator.serviceWorker.register(script_url("./sw.js"));
  } catch {
    // not on a secure origin, or not wanted
  }
}
