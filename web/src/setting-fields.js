/**
 * The settings of a network and its training one by one, and how the text of each is read. Shared by
 * the page's fields, its links and `npm run train`.
 *
 * @typedef {import('./setting-kinds.js').Setting} Setting
 * @typedef {import('./protocol.js').Config} Config
 */

import { denseWidth, splitLayers } from './layers-text.js';
import { countParameters, LIMITS } from './limits.js';
import {
  choice,
  decimal,
  flag,
  grouped,
  isWholeNumber,
  readDecimal,
  whole,
} from './setting-kinds.js';

export const ACTIVATIONS = /** @type {const} */ (['relu', 'leaky-relu', 'gelu', 'sigmoid', 'tanh']);
export const INITIALIZATIONS = /** @type {const} */ (['xavier', 'he']);
export const OPTIMIZERS = /** @type {const} */ ([
  'sgd',
  'momentum',
  'nesterov',
  'adam',
  'adamw',
  'rmsprop',
]);
export const SCHEDULES = /** @type {const} */ (['constant', 'step', 'cosine', 'one-cycle']);

/** The optimizers that have a momentum; Adam calls it beta 1. See cpp/optimizer/make_optimizer.cpp. */
export const OPTIMIZERS_WITH_MOMENTUM = new Set(['momentum', 'nesterov', 'adam', 'adamw']);

/** The changes to training images to begin with, all that there are. */
export const USUAL_AUGMENTATION = 'rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8';

/**
 * Every setting of a network and its training.
 * @satisfies {Record<keyof Config, Setting>}
 */
export const SETTINGS = Object.freeze({
  layers: {
    name: 'layers',
    help: 'hidden layers: 100,200 or conv8x5,pool2,dropout0.5,128; "" for none',
    read: readLayers,
  },
  activation: choice('activation', 'Activations', ACTIVATIONS),
  initialization: choice('initialization', 'Initializations', INITIALIZATIONS),
  optimizer: choice('optimizer', 'Optimizers', OPTIMIZERS),
  learningRate: {
    name: 'lr',
    help: `learning rate, above 0 to ${LIMITS.learningRate.max}`,
    read: readLearningRate,
    isTuning: true,
  },
  momentum: decimal('momentum', 'The momentum', 0, 0.999, 'of the optimizers that have one'),
  schedule: choice('schedule', 'Schedules', SCHEDULES),
  warmUp: decimal('warmup', 'The warm-up', 0, 0.9, 'share of the training in which the rate rises'),
  batchSize: { ...whole('batch', 'A batch', LIMITS.batchSize, 'images per step'), isTuning: true },
  epochs: {
    ...whole('epochs', 'The number of epochs', LIMITS.epochs, 'times through all images'),
    isTuning: true,
  },
  weightDecay: decimal('decay', 'The weight decay', 0, 1, 'decoupled weight decay'),
  l2: decimal('l2', 'L2', 0, 1, 'the same through the gradient'),
  clipNorm: decimal('clip', 'Gradient clipping', 0, 1000, 'largest norm of the gradients, 0: any'),
  labelSmoothing: decimal('smoothing', 'Label smoothing', 0, 0.9, 'label smoothing'),
  augmentation: {
    name: 'augment',
    help: `${USUAL_AUGMENTATION} or parts of it; "" for none`,
    read: (/** @type {string} */ text) => text.replaceAll(' ', ''),
  },
  styles: decimal(
    'styles',
    'The share of written digits',
    0,
    LIMITS.styles.max,
    'share of digits written here, in the world’s ways',
  ),
  weightAverage: decimal(
    'average',
    'The weight average',
    0,
    0.9999,
    'decay of averaged weights, 0: none',
  ),
  keepBest: flag('keep-best', '1: ends with the weights that validated best'),
  patience: whole(
    'patience',
    'Early stopping',
    { min: 0, max: LIMITS.epochs.max },
    'ends after so many epochs without a better one, 0: never',
  ),
  trainOnAll: flag('train-on-all', '1: trains on the validation images, too'),
  seed: whole('seed', 'The seed', LIMITS.seed, 'of all random numbers'),
});

/** @typedef {keyof Config} SettingKey */

/** @type {readonly SettingKey[]} */
export const SETTING_KEYS = Object.freeze(/** @type {SettingKey[]} */ (Object.keys(SETTINGS)));

/**
 * @template {SettingKey} K
 * @param {K} key
 * @param {string} text
 * @returns {Config[K]}
 * @throws {Error} whose message is a sentence
 */
export function readSetting(key, text) {
  return /** @type {Config[K]} */ (SETTINGS[key].read(text));
}

/**
 * A setting as `readSetting` reads it.
 * @param {Config[SettingKey]} value
 */
export function writeSetting(value) {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

/**
 * The setting that a refusal of the library is about. Its sentences begin with the name:
 * "augment: expected ...".
 * @param {string} sentence
 * @returns {SettingKey | null} null where it tells none
 */
export function refusedSetting(sentence) {
  const name = /^([a-z0-9-]+):/.exec(sentence)?.[1];
  return SETTING_KEYS.find((key) => SETTINGS[key].name === name) ?? null;
}

/**
 * @param {string} text
 * @returns {string} "100,200"
 */
export function readLayers(text) {
  const layers = splitLayers(text);
  const { count, min, max } = LIMITS.layers;
  if (layers.length > count) throw new Error(`A network has at most ${count} hidden layers.`);
  for (const layer of layers) {
    const width = denseWidth(layer);
    if (width !== null && (width < min || width > max)) {
      throw new Error(`Dense layers have from ${min} to ${grouped(max)} neurons, not ${width}.`);
    }
  }
  const joined = layers.join(',');
  checkParameterCount(joined);
  return joined;
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

/** @param {string} layers */
function checkParameterCount(layers) {
  const count = countParameters(layers);
  const { max } = LIMITS.parameters;
  if (count === null || count <= max) return;
  throw new Error(
    `A network has at most ${grouped(max)} parameters; this one would have ${grouped(count)}.`,
  );
}

/** @param {string} text with a decimal point or a decimal comma */
function readLearningRate(text) {
  const value = readDecimal(text);
  if (!(value > 0 && value <= LIMITS.learningRate.max)) {
    throw new Error(`The learning rate is a number above 0, at most ${LIMITS.learningRate.max}.`);
  }
  return value;
}
