/**
 * What a measurement of the variants says, in words, and the scale of its bars.
 *
 * @typedef {import('./speed-measurement.js').SpeedRow} SpeedRow
 */

import { DEFAULT_PRESET } from '../presets.js';
import { presetConfig } from '../settings.js';

/** Factors below this are no difference that a person would see. */
const NOTABLE = 1.05;

/** The settings on which the work of a step depends; the figures name their batches themselves. */
const WORK_KEYS = /** @type {const} */ (['layers', 'activation', 'optimizer', 'augmentation']);

/**
 * A round number that all values fit under: the scale of the bars need not change with each of them.
 * @param {number[]} values
 */
export function scaleFor(values) {
  const most = Math.max(0, ...values);
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8].find((step) => step * power >= most) ?? 10;
  return factor * power;
}

/**
 * @param {readonly SpeedRow[]} rows
 * @returns {string} what the variants gain over each other; "" where there is nothing to compare
 */
export function compareVariants(rows) {
  const speedOf = (/** @type {string} */ name) =>
    rows.find(({ variant, obstacle }) => variant === name && obstacle === '')?.samplesPerSecond ??
    0;
  const oneThread = speedOf('relaxed');
  const threads = rows.find(({ variant }) => variant === 'threads')?.threads ?? 0;
  const simd = oneThread || speedOf('simd');
  const sentences = [];
  if (simd > 0 && speedOf('scalar') > 0) {
    const factor = simd / speedOf('scalar');
    sentences.push(`SIMD makes it ${formatFactor(factor)} times as fast as it is without.`);
  }
  if (oneThread > 0 && speedOf('threads') > 0) {
    const factor = speedOf('threads') / oneThread;
    sentences.push(
      threads > 1 && factor >= NOTABLE
        ? `Threads make it ${formatFactor(factor)} times as fast as one thread here.`
        : 'More than one thread does not make it faster here.',
    );
  }
  return sentences.join(' ');
}

/**
 * @param {import('../protocol.js').Config} config
 * @returns {boolean} whether figures for the article's network can stand beside those for this one
 */
export function isArticlesNetwork(config) {
  const article = presetConfig(DEFAULT_PRESET);
  return WORK_KEYS.every((key) => config[key] === article[key]);
}

/** @param {number} factor */
function formatFactor(factor) {
  return factor >= 10 ? factor.toFixed(0) : factor.toFixed(1);
}
