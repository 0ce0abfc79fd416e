/**
 * The parts of a panel are marked in index.html with `data-part`. A panel that lacks one is a
 * mistake in the page, and is said at once.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @param {new () => T} [type]
 * @returns {T}
 */
export function part(root, name, type) {
  return find(root, `[data-part="${name}"]`, type);
}

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 * @returns {T}
 */
export function find(root, selector, type) {
  const element = root.querySelector(selector);
  const expected = type ?? HTMLElement;
  if (!(element instanceof expected)) {
    throw new Error(`The page has no ${expected.name} ${selector}.`);
  }
  return /** @type {T} */ (element);
}

/**
 * Writes only what changed: a write of the same text costs a layout.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A measured number: the text for people, and unrounded for programs.
 * @param {HTMLElement} element
 * @param {number | null} value null where nothing was measured yet
 * @param {(value: number) => string} format
 */
export function setMetric(element, value, format) {
  setText(element, value === null ? '–' : format(value));
  const attribute = value === null ? '' : String(value);
  if (element.dataset.value !== attribute) element.dataset.value = attribute;
}
