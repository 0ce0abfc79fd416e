/**
 * The text form of a network's hidden layers, "conv8x5,pool2,128", as far as the page needs to
 * understand it. What fits together, the library says: cpp/session/network_spec.h.
 */

/** Forms of a layer, and an example of each for people. */
const FORMS = [
  { pattern: /^(dense)?\d{1,9}$/, example: '128' },
  { pattern: /^conv\d{1,3}x\d{1,2}(s\d)?(p\d)?$/, example: 'conv8x5' },
  { pattern: /^pool\d{1,2}(s\d{1,2})?$/, example: 'pool2' },
  { pattern: /^norm$/, example: 'norm' },
  { pattern: /^dropout(0|0?\.\d+)$/, example: 'dropout0.5 (below 1)' },
  { pattern: /^flatten$/, example: 'flatten' },
];

const EXAMPLES = FORMS.map(({ example }) => example).join(', ');

/**
 * @param {string} text
 * @returns {string[]} one text for each layer, without spaces and leading zeros; [] for none
 * @throws {Error} whose message is a sentence that names the place
 */
export function splitLayers(text) {
  if (text.trim() === '') return [];
  let place = 1;
  return text.split(',').map((part) => {
    const layer = readLayer(part, ` at position ${place + part.length - part.trimStart().length}`);
    place += part.length + 1;
    return layer;
  });
}

/**
 * @param {string} text of one layer
 * @param {string} [where] " at position 5"
 * @returns {string} without spaces and leading zeros
 * @throws {Error} whose message is a sentence
 */
export function readLayer(text, where = '') {
  const layer = text
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/, '');
  if (FORMS.some(({ pattern }) => pattern.test(layer))) return layer;
  throw new Error(`“${text.trim()}”${where} is no layer. Layers are written ${EXAMPLES}.`);
}

/**
 * The number of neurons of a dense layer; null for another kind.
 * @param {string} layer
 */
export function denseWidth(layer) {
  const width = /^(?:dense)?(\d+)$/.exec(layer)?.[1];
  return width === undefined ? null : Number(width);
}
