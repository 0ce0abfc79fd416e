/**
 * Named settings, shared by the page and `npm run train`. The first is the default.
 * @typedef {import('./protocol.js').Config} Config
 */

/**
 * The recipe of "Building an Artificial Neural Network using pure NumPy".
 * @type {Readonly<Config>}
 */
const ARTICLE = Object.freeze({
  layers: '100,200',
  activation: 'relu',
  initialization: 'xavier',
  learningRate: 0.1,
  batchSize: 32,
  epochs: 25,
  seed: 1,
});

/** @type {Readonly<Record<string, {label: string, config: Readonly<Config>}>>} */
export const PRESETS = Object.freeze({
  article: { label: 'Article', config: ARTICLE },
});

export const DEFAULT_PRESET = 'article';
