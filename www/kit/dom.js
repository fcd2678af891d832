// Elements in one expression.

/**
 * What an element is made with: `on…` names are listeners, names with a dash are attributes, all else are properties.
 * @typedef {Record<string, unknown>} Props
 */

/**
 * @param {Element} element
 * @param {Props} props
 * @param {(Node | string)[]} children
 */
function furnish(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name.includes('-') || name === 'role' || element instanceof SVGElement) element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
}

/**
 * An HTML element with properties and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  furnish(element, props, children);
  return element;
}

/**
 * An SVG element with attributes and children.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [attributes]
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  furnish(element, attributes, children);
  return element;
}

/**
 * A box for a number.
 * @param {Props} props
 */
export function numberBox(props) {
  return h('input', { type: 'text', className: 'box', inputMode: 'decimal', autocomplete: 'off', spellcheck: false, ...props });
}

/**
 * Sets an element's text, touching the document only when it changes.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Keeps as many children as there are items: they stay, so that one with the focus does not lose it, and what they show changes.
 * @param {Element} parent
 * @param {number} count
 * @param {(at: number) => Element} make
 */
export function keepChildren(parent, count, make) {
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(make(parent.childElementCount));
}
