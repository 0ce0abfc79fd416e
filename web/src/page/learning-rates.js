/**
 * The learning rate that goes with an optimizer: what suits plain gradient descent is far too much for
 * one that scales its steps itself.
 *
 * @typedef {import('../protocol.js').Config} Config
 */

/** Of plain gradient descent. */
const FIRST = 0.1;

/** Of those that differ: a momentum adds up to some ten steps. @type {Readonly<Record<string, number>>} */
const USUAL = Object.freeze({
  momentum: 0.01,
  nesterov: 0.01,
  adam: 0.001,
  adamw: 0.001,
  rmsprop: 0.001,
});

/** A rate that is less than so many times the usual one, or one so many times smaller, suits too. */
const SUITS = 10;

/**
 * Another optimizer. A learning rate that does not suit it gives way to the usual one.
 * @param {Config} config
 * @param {Config['optimizer']} optimizer
 * @returns {Pick<Config, 'optimizer' | 'learningRate'>}
 */
export function withOptimizer({ learningRate }, optimizer) {
  const usual = USUAL[optimizer] ?? FIRST;
  const isSuited = learningRate < SUITS * usual && SUITS * learningRate > usual;
  return { optimizer, learningRate: isSuited ? learningRate : usual };
}
