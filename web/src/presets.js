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
  layers: '160,100',
  learningRate: 0.4,
  schedule: 'one-cycle',
  labelSmoothing: 0.05,
  epochs: 5,
});

/** What the presets have in common that go for accuracy. @type {Readonly<Config>} */
const THOROUGH = Object.freeze({
  ...ARTICLE,
  optimizer: 'adamw',
  schedule: 'one-cycle',
  batchSize: 64,
  weightDecay: 0.01,
  weightAverage: 0.998,
  augmentation: 'rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8',
});

/**
 * Its steps are short: distorting each image anew for each would make them 1.4 times as long.
 * @type {Readonly<Config>}
 */
const BEST_MLP = Object.freeze({
  ...THOROUGH,
  layers: '400,200',
  augmentation: `${THOROUGH.augmentation},every3`,
  learningRate: 0.002,
  epochs: 80,
});

/** @type {Readonly<Config>} */
const BEST = Object.freeze({
  ...THOROUGH,
  layers: 'conv16x5,norm,pool2,conv32x5,norm,pool2,dropout0.3,128',
  learningRate: 0.004,
  epochs: 30,
});

/** @type {Readonly<Config>} */
const DRAWING = Object.freeze({ ...BEST, styles: 0.3, epochs: 15 });

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
  'best-mlp': {
    label: 'Best dense',
    about: 'Dense layers alone, trained on distorted images.',
    config: BEST_MLP,
  },
  best: {
    label: 'Best',
    about: 'A convolution network, trained on distorted images.',
    config: BEST,
  },
  drawing: {
    label: 'For drawing',
    about: 'The network of Best with handwriting of the world mixed in: reads what you draw best.',
    config: DRAWING,
  },
});

export const DEFAULT_PRESET = 'article';
