// sure.js - the DOM as the browser means it. An <img name="body"> or <input name="firstChild"> takes the place
// of a document's or form's own property, in this world too; the getters of the prototypes can't be replaced
// from the page's world.

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

/** @param {string} selector @returns {Element[]} */
export const every = (selector) => [
  ...Document.prototype.querySelectorAll.call(document, selector),
];

/** @param {Element} element */
export const is_visible = (element) =>
  Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
  });
