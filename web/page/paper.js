// paper.js - the text that was pasted, with the words that the report rests on marked in it. A textarea over
// a copy of itself: the copy carries the marks, the textarea stays a plain, editable, readable textarea.
import { by_id, el } from "./dom.js";

/** @typedef {import("../lib/report.d.ts").Location} Location */
/** @typedef {"error"|"warning"|"claim"|"answer"|"endpoint"} MarkKind */
/** @typedef {{location: Location, kind: MarkKind, target: string}} Mark a place, and the id of what it is about */
/** @typedef {{begin: number, end: number, kind: MarkKind, target: string}} Span in UTF-16 units */

const CR = 13;
const LF = 10;

/** Where each line begins, as the core counts lines. @param {string} text */
function line_starts(text) {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === LF || (unit === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return starts;
}

export class Paper {
  constructor() {
    this.input = /** @type {HTMLTextAreaElement} */ (by_id("text"));
    /** @private */
    this.copy = by_id("marks");
    /** @private @type {Span[]} */
    this.spans = [];
    /** @private @type {number[]} */
    this.starts = [0];
    /** The id of what the report says of the words at the caret, or "". */
    this.pointed_at = "";
    document.addEventListener("selectionchange", () => this.follow());
  }

  get text() {
    return this.input.value;
  }

  set text(text) {
    this.input.value = text;
    this.mark([]);
  }

  /** @private @param {number} line @param {number} column */
  offset(line, column) {
    return (this.starts[line - 1] ?? this.text.length) + column - 1;
  }

  /** @param {Mark[]} marks of the text as it stands */
  mark(marks) {
    const { text } = this;
    this.starts = line_starts(text);
    const spans = marks.map(({ location, kind, target }) => ({
      ...{ kind, target },
      begin: this.offset(location.line, location.column),
      end: this.offset(location.end_line, location.end_column),
    }));
    spans.sort((a, b) => a.begin - b.begin || b.end - a.end);
    this.spans = spans;

    const pieces = [];
    let at = 0;
    for (const span of spans) {
      if (span.begin < at || span.end <= span.begin) continue; // inside the one before
      pieces.push(text.slice(at, span.begin));
      pieces.push(el("mark", { class: `mark-${span.kind}` }, text.slice(span.begin, span.end)));
      at = span.end;
    }
    this.copy.replaceChildren(...pieces, `${text.slice(at)}\n`);
  }

  /** While typing, before the next report: the text is right, the marks are gone. */
  echo() {
    this.copy.replaceChildren(`${this.text}\n`);
    this.spans = [];
    this.point("");
  }

  /** Selects the words, so that eye, keyboard and screen reader all get there. @param {Location} location */
  show(location) {
    const begin = this.offset(location.line, location.column);
    const end = this.offset(location.end_line, location.end_column);
    this.input.focus({ preventScroll: true });
    this.input.setSelectionRange(begin, end);
    const box = this.place_of(begin, end);
    const sheet = /** @type {HTMLElement} */ (this.input.closest(".sheet"));
    sheet.scrollTop += box.top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
    const outside = sheet.getBoundingClientRect();
    if (outside.top < 0 || outside.bottom > innerHeight) sheet.scrollIntoView({ block: "nearest" });
  }

  /** @private @param {number} begin @param {number} end */
  place_of(begin, end) {
    const range = document.createRange();
    const walker = document.createTreeWalker(this.copy, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = /** @type {Text} */ (node);
      if (begin < at + length) {
        range.setStart(node, begin - at);
        range.setEnd(node, Math.min(end - at, length));
        break;
      }
      at += length;
    }
    return range.getBoundingClientRect();
  }

  /** The caret in marked words offers the way to what was said about them. @private */
  follow() {
    if (document.activeElement !== this.input) return;
    const { selectionStart } = this.input;
    const span = this.spans.findLast((s) => s.begin <= selectionStart && selectionStart < s.end);
    this.point(span?.target ?? "");
  }

  /** @param {string} target */
  point(target) {
    this.pointed_at = target;
    by_id("about-here").hidden = target === "";
  }
}
