/**
 * What is natural to try after training, and the settings for it.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {'start-again' | 'reload' | 'retry-data' | 'new-network' | 'more-epochs' | 'wider' |
 *   'gentler' | 'draw' | 'for-drawing'} ActionId
 * @typedef {{id: ActionId, label: string}} Action
 */

import { denseWidth } from '../layers-text.js';
import { countParameters, LIMITS } from '../limits.js';

/** Epochs that one press adds after the end. */
export const MORE_EPOCHS = 10;

const FIRST_WIDTH = 100;

/** A network that reads fewer images than this, where one of `classes` is guessed, has not learnt. */
const learntFrom = (/** @type {number} */ classes) => Math.min(0.9, 1.5 / classes + 0.05);

/** Learning rates from here on can be what keeps a network from learning. */
const HIGH_LEARNING_RATE = 0.1;

/** @type {Action} */
const DRAW = { id: 'draw', label: 'Draw a digit' };

/** @type {Action} */
const FOR_DRAWING = { id: 'for-drawing', label: 'Try the preset for drawing' };

/**
 * Whether a network reads no better than by guessing.
 * @param {Pick<Notebook, 'run' | 'data'>} notebook
 */
export function hasNotLearnt({ run, data }) {
  const { lastResult, validationAccuracy } = run;
  return lastResult !== null && (validationAccuracy ?? 1) < learntFrom(data?.classes ?? 10);
}

/**
 * @param {Pick<Notebook, 'state' | 'run' | 'data' | 'config' | 'network'>} notebook
 * @returns {Action[]} after training, or in a pause
 */
export function nextSteps(notebook) {
  const isDone = notebook.state === 'done';
  const gentler = hasNotLearnt(notebook) ? gentlerSettings(notebook) : null;
  if (gentler !== null) {
    return [
      { id: 'gentler', label: 'Try a tenth of the learning rate' },
      ...(isDone ? [] : [DRAW]),
    ];
  }
  if (!isDone) return [DRAW];
  const wider = widerSettings(notebook);
  return [
    { id: 'more-epochs', label: `Train ${MORE_EPOCHS} more epochs` },
    ...(wider === null
      ? []
      : [
          /** @type {Action} */ ({
            id: 'wider',
            label: `Try ${widthsText(wider.layers)}`,
          }),
        ]),
    DRAW,
    ...(knowsHands(notebook) ? [] : [FOR_DRAWING]),
  ];
}

/**
 * Whether it has learnt from the handwriting of the world, or from other things than digits.
 * @param {Pick<Notebook, 'config' | 'data'>} notebook
 */
function knowsHands({ config, data }) {
  return config.styles > 0 || data?.classes !== 10;
}

/**
 * What to try: "a wider network: 100-400", or of other layers than dense ones only the last.
 * @param {string} layers
 */
function widthsText(layers) {
  const names = layers.split(',');
  const areDense = names.every((name) => denseWidth(name) !== null);
  return areDense
    ? `a wider network: ${names.join('-')}`
    : `${names.at(-1)} neurons before the answer`;
}

/**
 * The last hidden layer twice as wide; null where the library would refuse that.
 * @param {Pick<Notebook, 'config' | 'network'>} notebook
 * @returns {Config | null}
 */
export function widerSettings({ config, network }) {
  const layers = config.layers === '' ? [] : config.layers.split(',');
  const last = layers.pop();
  const lastWidth = last === undefined ? FIRST_WIDTH / 2 : denseWidth(last);
  if (lastWidth === null) return null;
  const width = 2 * lastWidth;
  const wider = [...layers, width].join(',');
  const count = countParameters(wider, network ?? undefined);
  const isTooMuch = width > LIMITS.layers.max || (count !== null && count > LIMITS.parameters.max);
  return isTooMuch ? null : { ...config, layers: wider };
}

/**
 * A tenth of a learning rate that is high; null for one that is not.
 * @param {Pick<Notebook, 'config'>} notebook
 * @returns {Config | null}
 */
export function gentlerSettings({ config }) {
  if (config.learningRate < HIGH_LEARNING_RATE) return null;
  return { ...config, learningRate: Number((config.learningRate / 10).toPrecision(6)) };
}
