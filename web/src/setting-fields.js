/**
 * The settings of a network and its training one by one: their limits, and how the text of each is
 * read. Shared by the page's fields, its links and `npm run train`.
 *
 * @typedef {import('./protocol.js').Config} Config
 */

/**
 * The library's own limits, see cpp/session/config_check.cpp, network_spec.cpp, network_builder.cpp
 * and cpp/parallel/team.h.
 */
export const LIMITS = Object.freeze({
  layers: { count: 8, min: 1, max: 4096 },
  parameters: { max: 20_000_000 },
  learningRate: { max: 100 },
  batchSize: { min: 1, max: 4096 },
  epochs: { min: 1, max: 1000 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  styles: { max: 0.9 },
  threads: { min: 1, max: 64 },
});

export const ACTIVATIONS = /** @type {const} */ (['relu', 'sigmoid', 'tanh']);

/** The images of MNIST, for networks that are asked for before any data are there. */
const MNIST_SHAPE = Object.freeze({ inputs: 784, outputs: 10 });

/** How the text of each setting is read; errors are sentences. */
const READERS = Object.freeze({
  layers: readLayers,
  activation: readActivation,
  learningRate: readLearningRate,
  batchSize: (/** @type {string} */ text) => readWholeNumber('A batch', text, LIMITS.batchSize),
  epochs: (/** @type {string} */ text) =>
    readWholeNumber('The number of epochs', text, LIMITS.epochs),
  seed: (/** @type {string} */ text) => readWholeNumber('The seed', text, LIMITS.seed),
  styles: readStyles,
});

/** @typedef {keyof typeof READERS} SettingKey */

/**
 * @template {SettingKey} K
 * @param {K} key
 * @param {string} text
 * @returns {Config[K]}
 * @throws {Error} whose message is a sentence
 */
export function readSetting(key, text) {
  return /** @type {Config[K]} */ (READERS[key](text));
}

/**
 * @param {string} text
 * @returns {string} "100,200"
 */
export function readLayers(text) {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const { count, min, max } = LIMITS.layers;
  const widths = trimmed.split(',').map((width) => width.trim());
  if (widths.length > count) throw new Error(`A network has at most ${count} hidden layers.`);
  if (!widths.every((width) => isWholeNumber(width, min, max))) {
    throw new Error(
      `Hidden layers are whole numbers from ${min} to ${grouped(max)} with commas between.`,
    );
  }
  const layers = widths.map(Number).join(',');
  checkParameterCount(layers);
  return layers;
}

/**
 * @param {string} text "auto" or a number
 * @returns {import('./protocol.js').ThreadWish}
 */
export function readThreads(text) {
  const { min, max } = LIMITS.threads;
  if (text.trim() === 'auto') return 'auto';
  if (isWholeNumber(text.trim(), min, max)) return Number(text);
  throw new Error(`Threads are “auto” or a whole number from ${min} to ${max}.`);
}

/**
 * The width of one hidden layer.
 * @param {string} text
 * @returns {string} without spaces and leading zeros
 */
export function readWidth(text) {
  return String(readWholeNumber('The width of a layer', text, LIMITS.layers));
}

/**
 * The weights and biases of the network, for images of MNIST's shape unless another is given.
 * @param {string} layers "100,200"
 * @param {{inputs: number, outputs: number}} [shape]
 */
export function countParameters(layers, { inputs, outputs } = MNIST_SHAPE) {
  const widths = [...(layers === '' ? [] : layers.split(',').map(Number)), outputs];
  return widths.reduce(
    ({ count, previous }, width) => ({ count: count + (previous + 1) * width, previous: width }),
    { count: 0, previous: inputs },
  ).count;
}

/**
 * @param {string} text
 * @param {number} min
 * @param {number} max
 */
export function isWholeNumber(text, min, max) {
  return /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/**
 * "4,096": the digits of a number in groups.
 * @param {number} value
 */
export function grouped(value) {
  return value.toLocaleString('en-US');
}

/** @param {string} layers */
function checkParameterCount(layers) {
  const count = countParameters(layers);
  const { max } = LIMITS.parameters;
  if (count <= max) return;
  throw new Error(
    `A network has at most ${grouped(max)} parameters; this one would have ${grouped(count)}.`,
  );
}

/** @param {string} text */
function readActivation(text) {
  const activation = ACTIVATIONS.find((name) => name === text);
  if (activation === undefined) throw new Error(`Activations are ${ACTIVATIONS.join(', ')}.`);
  return activation;
}

/** @param {string} text with a decimal point or a decimal comma */
function readLearningRate(text) {
  const value = readDecimal(text);
  if (!(value > 0 && value <= LIMITS.learningRate.max)) {
    throw new Error(`The learning rate is a number above 0, at most ${LIMITS.learningRate.max}.`);
  }
  return value;
}

/** @param {string} text with a decimal point or a decimal comma */
function readStyles(text) {
  const value = readDecimal(text);
  if (!(value >= 0 && value <= LIMITS.styles.max)) {
    throw new Error(`The share of written digits is from 0 to ${LIMITS.styles.max}.`);
  }
  return value;
}

/**
 * @param {string} text with a decimal point or a decimal comma
 * @returns {number} NaN for what is none
 */
function readDecimal(text) {
  const plain = text.trim().replace(/^(\d*),(\d+)$/, '$1.$2');
  return plain === '' ? NaN : Number(plain);
}

/**
 * @param {string} what
 * @param {string} text
 * @param {{min: number, max: number}} limits
 */
function readWholeNumber(what, text, { min, max }) {
  if (!isWholeNumber(text.trim(), min, max)) {
    throw new Error(`${what} is a whole number from ${min} to ${grouped(max)}.`);
  }
  return Number(text);
}
