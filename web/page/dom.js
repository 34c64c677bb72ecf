// dom.js - elements from data. Strings become text nodes and attributes, never markup.

/** @typedef {Node | string | null | false | undefined | Child[]} Child */
/** @typedef {Record<string, string | number | boolean | undefined | null | ((event: any) => void)>} Props */

/**
 * @param {Element} element @param {Props | null} props @param {Child[]} children
 */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
}

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child) element.append(child);
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props | null} [props] functions are event listeners, true is an empty attribute
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, props = null, ...children) {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, props = null, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, props, children);
  return element;
}

/** An element that the page's own HTML has. @param {string} id */
export function by_id(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/**
 * New children in the place of the old. Whoever works with the keyboard stays where they were: on the control that
 * has the old one's place now, or the last.
 * @param {Element} element @param {(Node | string)[]} children @returns {boolean} false: there is no such control
 */
export function renew(element, children) {
  const controls = () => [...element.querySelectorAll("button, a, input")];
  const at = document.activeElement ? controls().indexOf(document.activeElement) : -1;
  element.replaceChildren(...children);
  if (at < 0) return true;
  const now = controls();
  const next = now[Math.min(at, now.length - 1)];
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  return next !== undefined;
}
