// main.js - the page: what is pasted goes to the worker, what comes back is shown.
import { samples } from "#samples";
import { by_id, el, svg } from "./dom.js";
import { Engine } from "./engine.js";
import { Paper } from "./paper.js";
import { ReportView, reveal } from "./report.js";
import { sign } from "./signs.js";
import { LANGUAGES, language, speak, word } from "./words.js";

/** @typedef {import("../lib/report.d.ts").Report} Report */
/** @typedef {import("./engine.js").Failure} Failure */
/** @typedef {import("./words.js").Word} Word */

const TYPING_PAUSE = 250; // ms
const LARGEST_EDITED = 200_000; // UTF-16 units that a textarea and its marks take without a pause

const engine = new Engine();
const paper = new Paper();
/** @type {File | null} */
let file = null;
/** @type {Report | null} */
let report = null;
let asked = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

// ---- Asking ----

function today() {
  const now = new Date();
  /** @param {number} n */
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const options = () => ({ mode: "audit", language: language(), today: today() });

/** What is to be read now. @returns {{uri: string, text: string | Blob}} */
const source = () => (file ? { uri: file.name, text: file } : { uri: "", text: paper.text });

async function ask() {
  clearTimeout(pause);
  const number = ++asked;
  const document = source();
  const size = typeof document.text === "string" ? document.text.length : document.text.size;
  if (size === 0) return show_nothing();
  try {
    const json = await engine.run(
      { task: "audit", documents: [document], options: options() },
      (read) => {
        if (number === asked) show_progress(read, size);
      },
    );
    if (number === asked) show_report(JSON.parse(json));
  } catch (failure) {
    if (number === asked) show_failure(/** @type {Failure} */ (failure));
  }
}

/** @param {string} text */
function paste(text) {
  file = null;
  paper.text = text;
  void ask();
}

/** @param {FileList | File[]} files */
async function take_files(files) {
  const [first] = files;
  if (!first) return;
  const text = first.size <= LARGEST_EDITED ? await text_of(first) : null;
  if (text !== null) return paste(text);
  paper.text = "";
  file = first;
  void ask();
}

/** null where the file is not UTF-8. @param {File} blob */
async function text_of(blob) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

function start_over() {
  if (file) engine.cancel();
  file = null;
  paper.text = "";
  show_nothing();
  paper.input.focus();
}

// ---- Showing ----

/** @param {boolean} has */
function set_state(has) {
  document.body.classList.toggle("has-report", has);
  by_id("clear").hidden = !has;
}

function show_nothing() {
  asked += 1;
  report = null;
  set_state(false);
  by_id("status").textContent = "";
  by_id("report").replaceChildren();
  paper.echo();
}

/** @param {number} read @param {number} size */
function show_progress(read, size) {
  const mb = (/** @type {number} */ n) => (n / 1e6).toFixed(0);
  by_id("status").textContent = word("read_so_far", { read: mb(read), size: mb(size) });
}

/** @param {Report} made */
function show_report(made) {
  report = made;
  set_state(true);
  const view = new ReportView(made, (location) => paper.show(location));
  by_id("report").replaceChildren(...view.sections());
  by_id("status").textContent = "";
  if (!file) paper.mark(view.marks);
  show_foot();
}

/** @param {Failure} failure */
function show_failure(failure) {
  report = null;
  set_state(true);
  paper.echo();
  const cancelled = failure.code === "cancelled";
  const heading = failure.code === "engine" ? word("error_engine") : word("error");
  by_id("status").textContent = cancelled ? word("cancelled") : "";
  by_id("report").replaceChildren(
    ...(cancelled
      ? []
      : [
          el(
            "section",
            { class: "trouble", role: "alert" },
            el("h2", null, heading),
            el("p", null, failure.where ? `${failure.where}: ${failure.message}` : failure.message),
            el("button", { type: "button", class: "small", click: ask }, word("error_again")),
          ),
        ]),
  );
}

function show_foot() {
  by_id("foot").replaceChildren(
    ...(report
      ? [
          el("span", null, word("version", { version: report.tool.version })),
          el("span", null, word("catalog", { date: report.catalog.as_of })),
        ]
      : []),
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

/** Everything that the page itself says, in the language that is spoken now. */
function show_words() {
  document.documentElement.lang = language();
  document.title = word("title");
  for (const id of /** @type {Word[]} */ (["skip", "tagline", "headline", "lead", "private"])) {
    by_id(id).textContent = word(id);
  }
  by_id("brand-sign").replaceChildren(sign("stop", word("sign_stop")));
  by_id("lock").replaceChildren(lock());
  by_id("input-label").textContent = word("input");
  paper.input.placeholder = word("placeholder");
  by_id("clear").textContent = word("clear");
  by_id("choose").textContent = word("choose_files");
  const toggle = by_id("language");
  toggle.textContent = word("switch_language");
  toggle.setAttribute("aria-label", word("switch_language_name"));
  toggle.setAttribute("lang", language() === "en" ? "zh" : "en");
  by_id("samples").replaceChildren(
    el("span", null, word("try")),
    ...Object.entries(samples).map(([name, text]) =>
      el(
        "button",
        { type: "button", class: "small", click: () => paste(text) },
        word(/** @type {Word} */ (`sample_${name}`)),
      ),
    ),
  );
  show_foot();
}

// ---- Wiring ----

paper.input.addEventListener("input", () => {
  file = null;
  paper.echo();
  clearTimeout(pause);
  pause = setTimeout(ask, TYPING_PAUSE);
});
paper.input.addEventListener("follow", (event) =>
  reveal(/** @type {CustomEvent} */ (event).detail),
);

by_id("clear").addEventListener("click", start_over);
by_id("brand").addEventListener("click", (event) => {
  event.preventDefault();
  start_over();
});
by_id("skip").addEventListener("click", (event) => {
  event.preventDefault();
  by_id("result").focus();
  by_id("result").scrollIntoView();
});

const picker = /** @type {HTMLInputElement} */ (by_id("files"));
by_id("choose").addEventListener("click", () => picker.click());
picker.addEventListener("change", () => {
  if (picker.files) void take_files(picker.files);
  picker.value = "";
});

by_id("language").addEventListener("click", () => {
  const names = Object.keys(LANGUAGES);
  speak(names[(names.indexOf(language()) + 1) % names.length]);
  show_words();
  if (report) void ask();
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
  const { files } = event.dataTransfer ?? { files: [] };
  if (files?.length) void take_files(files);
  else {
    const text = event.dataTransfer?.getData("text/plain");
    if (text) paste(text);
  }
});

speak(navigator.language.slice(0, 2));
show_words();
