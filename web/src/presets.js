/**
 * Named settings, shared by the page and `npm run train`. The first is the default. Those but the
 * article's were chosen on validation images: tests/bench/search.md has what was tried.
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

/** @type {Readonly<Config>} */
const SPRINT = Object.freeze({
  ...ARTICLE,
  layers: '200,100',
  learningRate: 0.4,
  schedule: 'one-cycle',
  labelSmoothing: 0.05,
  epochs: 8,
});

/**
 * @typedef {object} Preset
 * @property {string} label
 * @property {string} about one sentence for people
 * @property {Readonly<Config>} config
 */

/** @type {Readonly<Record<string, Preset>>} */
export const PRESETS = Object.freeze({
  article: {
    label: 'Article',
    about: 'The recipe of the article that this page is built on.',
    config: ARTICLE,
  },
  sprint: {
    label: 'Sprint',
    about: 'As far as a dense network gets in two seconds or so.',
    config: SPRINT,
  },
});

export const DEFAULT_PRESET = 'article';
