/** How long each preset trains until it reads so many of the test images. */

import { PRESETS } from '../../../web/src/presets.js';
import { presetConfig } from '../../../web/src/settings.js';
import { startInkling, variantFor } from '../contestants.mjs';
import { threadCounts } from './training.mjs';

export const ACCURACIES = /** @type {const} */ ([0.97, 0.98, 0.99, 0.995]);

const QUICK_PRESETS = ['article', 'sprint'];

/** @typedef {{seconds: number, accuracy: number}} Epoch seconds of training steps since the start */

/**
 * @typedef {object} PresetRow
 * @property {string} preset
 * @property {number} threads
 * @property {Epoch[]} epochs
 * @property {(number | null)[]} reached seconds until each of ACCURACIES; null where it was not reached
 */

/**
 * Needs the full set: without it there is no test set that the accuracies are meant of.
 * @param {import('./training.mjs').Context} context
 * @returns {Promise<PresetRow[]>} none without the full set
 */
export async function presets(context) {
  const { quick, site, cores } = context;
  if (site.data.name !== 'full') return [];
  const threads = threadCounts(cores).slice(0, 2).at(-1) ?? 1;
  const names = quick ? QUICK_PRESETS : Object.keys(PRESETS);
  const rows = [];
  for (const [i, preset] of names.entries()) {
    const progress = (/** @type {number} */ fraction, /** @type {string} */ text) =>
      context.progress((i + fraction) / names.length, text);
    const epochs = await learn({ ...context, progress }, preset, threads);
    rows.push({
      preset,
      threads,
      epochs,
      reached: ACCURACIES.map((share) => until(epochs, share)),
    });
  }
  return rows;
}

/**
 * @param {import('./training.mjs').Context} context
 * @param {string} preset
 * @param {number} threads
 * @returns {Promise<Epoch[]>}
 */
async function learn(context, preset, threads) {
  const config = presetConfig(preset);
  const recipe = { variant: variantFor(threads), threads, config, validatesOnTest: true };
  const worker = await startInkling(context, recipe);
  /** @type {Epoch[]} */
  const epochs = [];
  try {
    let seconds = 0;
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      context.progress(
        (epoch - 1) / config.epochs,
        `${preset}: epoch ${epoch} of ${config.epochs}`,
      );
      await context.kernels.check();
      const { training, validationAccuracy } = await worker.call('epoch');
      seconds += training.seconds;
      epochs.push({ seconds, accuracy: validationAccuracy });
    }
    return epochs;
  } finally {
    await worker.dispose();
  }
}

/**
 * @param {readonly Epoch[]} epochs
 * @param {number} accuracy
 * @returns {number | null} at the end of the first epoch that reads at least so many
 */
export function until(epochs, accuracy) {
  return epochs.find((epoch) => epoch.accuracy >= accuracy)?.seconds ?? null;
}
