/**
 * The theme's colours for what is drawn on canvases, where custom properties do not reach.
 *
 * @typedef {'ink' | 'faint' | 'fainter' | 'hairline' | 'accent' | 'paper' | 'raised'} ColorName
 * @typedef {Readonly<Record<ColorName, string>>} Palette
 */

/** @type {readonly ColorName[]} */
const NAMES = ['ink', 'faint', 'fainter', 'hairline', 'accent', 'paper', 'raised'];

/**
 * @param {HTMLElement} host an element that has the theme; used for an instant
 * @returns {Palette}
 */
export function readPalette(host) {
  const probes = NAMES.map((name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(--${name})`;
    return probe;
  });
  // All in, all read, all out: one look at the styles instead of one for each colour.
  host.append(...probes);
  const colors = probes.map((probe) => getComputedStyle(probe).color);
  for (const probe of probes) probe.remove();
  return /** @type {Palette} */ (
    Object.fromEntries(NAMES.map((name, index) => [name, colors[index]]))
  );
}
