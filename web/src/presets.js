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
  optimizer: 'sgd',
  momentum: 0.9,
  weightDecay: 0,
  l2: 0,
  clipNorm: 0,
  labelSmoothing: 0,
  schedule: 'constant',
  warmUp: 0,
  augmentation: '',
  weightAverage: 0,
  keepBest: false,
  patience: 0,
  trainOnAll: false,
  styles: 0,
});

/** @type {Readonly<Record<string, {label: string, config: Readonly<Config>}>>} */
export const PRESETS = Object.freeze({
  article: { label: 'Article', config: ARTICLE },
});

export const DEFAULT_PRESET = 'article';
