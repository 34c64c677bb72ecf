// sure.js - the DOM as the browser means it. An <img name="body"> or <input name="firstChild"> takes the place
// of a document's or form's own property, in this world too; the getters of the prototypes can't be replaced
// from the page's world.

const ELEMENT = 1;

/** @param {object} prototype @param {string} name */
function getter(prototype, name) {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!get) throw new TypeError(name);
  return (/** @type {object} */ object) => get.call(object);
}

export const type_of = /** @type {(node: Node) => number} */ (getter(Node.prototype, "nodeType"));
export const first_child = /** @type {(node: Node) => Node | null} */ (
  getter(Node.prototype, "firstChild")
);
export const next_sibling = /** @type {(node: Node) => Node | null} */ (
  getter(Node.prototype, "nextSibling")
);
export const parent_of = /** @type {(node: Node) => Node | null} */ (
  getter(Node.prototype, "parentNode")
);
export const text_of = /** @type {(node: Node) => string} */ (
  getter(Node.prototype, "textContent")
);
export const data_of = /** @type {(node: Node) => string} */ (
  getter(CharacterData.prototype, "data")
);
export const shadow_of = /** @type {(element: Element) => ShadowRoot | null} */ (
  getter(Element.prototype, "shadowRoot")
);
export const name_of = /** @type {(element: Element) => string} */ (
  getter(Element.prototype, "localName")
);
/** Elements of a frame are none of this realm's classes: their namespace says what they are. */
const namespace_of = /** @type {(element: Element) => string | null} */ (
  getter(Element.prototype, "namespaceURI")
);
/** @param {Node} node @param {string} [name] @returns {node is HTMLElement} */
export const is_html = (node, name) =>
  type_of(node) === ELEMENT &&
  namespace_of(/** @type {Element} */ (node)) === "http://www.w3.org/1999/xhtml" &&
  (name === undefined || name_of(/** @type {Element} */ (node)) === name);
export const is_editable = /** @type {(element: HTMLElement) => boolean} */ (
  getter(HTMLElement.prototype, "isContentEditable")
);
export const href_of = /** @type {(link: HTMLAnchorElement) => string} */ (
  getter(HTMLAnchorElement.prototype, "href")
);
export const source_of = /** @type {(script: HTMLScriptElement) => string} */ (
  getter(HTMLScriptElement.prototype, "src")
);
export const root_of = /** @type {(document: Document) => HTMLElement | null} */ (
  getter(Document.prototype, "documentElement")
);
export const active_of = /** @type {(document: Document) => Element | null} */ (
  getter(Document.prototype, "activeElement")
);
export const design_of = /** @type {(document: Document) => string} */ (
  getter(Document.prototype, "designMode")
);

/** @param {Element} element @param {string} name */
export const attribute = (element, name) =>
  Element.prototype.getAttribute.call(element, name) ?? "";

const frame_document = getter(HTMLIFrameElement.prototype, "contentDocument");
const old_frame_document = getter(HTMLFrameElement.prototype, "contentDocument");

/** What stands in a frame of the same origin; null where the browser keeps it closed. @param {Element} frame
 * @returns {Document | null} */
export const inside_of = (frame) =>
  (name_of(frame) === "iframe" ? frame_document : old_frame_document)(frame);

/** @param {string} selector @param {Document[]} documents @returns {Element[]} */
export const every = (selector, documents) =>
  documents.flatMap((one) => [...Document.prototype.querySelectorAll.call(one, selector)]);

/** @param {Element} element */
export const is_visible = (element) =>
  Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
  });
