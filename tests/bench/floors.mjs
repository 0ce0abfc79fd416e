/** What Inkling promises of its speed, against what the run has measured. */

import { WIDE_BATCH, WIDE_LAYERS } from './sections/training.mjs';
import { BATCH, LAYERS } from './contestants.mjs';

/**
 * @typedef {object} Results whatever sections have run
 * @property {import('./rounds.mjs').Row[]} [peers]
 * @property {import('./sections/kernels.mjs').KernelResult} [kernels]
 * @property {import('./rounds.mjs').Row[]} [threads]
 * @property {import('./rounds.mjs').Row[]} [batches]
 * @property {import('./rounds.mjs').Row[]} [widths]
 * @property {import('./sections/training.mjs').AugmentationRow[]} [augmentation]
 * @property {import('./sections/presets.mjs').PresetRow[]} [presets]
 * @property {import('./sections/samples.mjs').SamplesResult} [samples]
 * @property {import('./sections/start.mjs').StartResult} [start]
 */

/**
 * @typedef {object} Floor
 * @property {import('./options.mjs').SectionName} section whose figures it is about
 * @property {string} label
 * @property {string} promise "at least 25"
 * @property {number | null} value null where it was not measured
 * @property {boolean | null} met
 */

/**
 * @param {Floor['section']} section
 * @param {string} label
 * @param {{least?: number, most?: number}} bounds
 * @param {number | null} value
 * @returns {Floor}
 */
function floor(section, label, { least = -Infinity, most = Infinity }, value) {
  const parts = [];
  if (Number.isFinite(least)) parts.push(`at least ${least}`);
  if (Number.isFinite(most)) parts.push(`at most ${most}`);
  const promise = parts.join(', ');
  const met = value === null ? null : value >= least && value <= most;
  return { section, label, promise, value, met };
}

/**
 * @param {Results} results
 * @returns {Floor[]} those of the sections that have run
 */
export function checkFloors(results) {
  const { peers = [], kernels, threads = [], samples, start } = results;
  /** @param {(row: import('./rounds.mjs').Row) => boolean} isMeant @returns seconds of the fastest */
  const fastest = (isMeant) => Math.min(...peers.filter(isMeant).map(({ seconds }) => seconds));
  /** @param {string} start @param {{threads?: number, batch?: number}} [only] */
  const time = (start, { threads: count, batch = BATCH } = {}) =>
    fastest(
      (row) =>
        row.name.startsWith(start) && row.batch === batch && row.threads === (count ?? row.threads),
    );
  /** @param {number} theirs @param {number} ours */
  const ratio = (theirs, ours) =>
    Number.isFinite(theirs) && Number.isFinite(ours) ? theirs / ours : null;

  /** @param {string} layers @param {number} batch */
  const gain = (layers, batch) => {
    const seconds = (/** @type {number} */ count) =>
      threads.find((row) => row.layers === layers && row.batch === batch && row.threads === count)
        ?.seconds ?? Infinity;
    return ratio(seconds(1), seconds(2));
  };

  const floors = [
    floor(
      'peers',
      'TensorFlow.js, its best thread count / Inkling, 2 threads',
      { least: 25 },
      ratio(time('tensorflow'), time('inkling-threads', { threads: 2 })),
    ),
    floor(
      'peers',
      'jax-js, all cores / Inkling, 2 threads; batch 32',
      { least: 20 },
      ratio(time('jax'), time('inkling-threads', { threads: 2 })),
    ),
    floor(
      'peers',
      'jax-js, all cores / Inkling, 2 threads; batch 1000',
      { least: 4 },
      ratio(time('jax', { batch: 1000 }), time('inkling-threads', { threads: 2, batch: 1000 })),
    ),
    floor(
      'peers',
      'NumPy float32, its best thread count / Inkling, 2 threads',
      { least: 1.2 },
      ratio(time('numpy-float32'), time('inkling-threads', { threads: 2 })),
    ),
    floor(
      'peers',
      'NumPy float32, its best thread count / Inkling, 1 thread',
      { least: 0.75 },
      ratio(time('numpy-float32'), time('inkling-relaxed', { threads: 1 })),
    ),
    floor(
      'peers',
      'NumPy float64, its best thread count / Inkling, 2 threads',
      { least: 2 },
      ratio(time('numpy-float64'), time('inkling-threads', { threads: 2 })),
    ),
    floor(
      'peers',
      'Inkling without SIMD / with relaxed SIMD, 1 thread',
      { least: 4 },
      ratio(time('inkling-scalar'), time('inkling-relaxed', { threads: 1 })),
    ),
    floor(
      'kernels',
      'hidden products of 784-800-800-10, batch 128: share of the peak',
      { least: 0.55 },
      kernels?.hiddenShare ?? null,
    ),
    floor(
      'kernels',
      'convolutions of the preset Best, batch 64 / these products, GFLOP/s',
      { least: 0.5 },
      kernels?.convolutionShare ?? null,
    ),
    floor(
      'threads',
      '784-800-800-10, batch 128: 1 thread / 2 threads',
      { least: 1.7 },
      gain(WIDE_LAYERS, WIDE_BATCH),
    ),
    floor(
      'threads',
      '784-100-200-10, batch 32: 1 thread / 2 threads',
      { least: 1.4 },
      gain(LAYERS, BATCH),
    ),
    ...(results.augmentation ?? []).map(({ preset, slowdown }) =>
      floor(
        'augmentation',
        `a training step of ${preset}, augmented / plain`,
        { most: 1.15 },
        slowdown,
      ),
    ),
    floor(
      'samples',
      'measuring 10,000 images / an epoch of 60,000',
      { most: 0.125 },
      samples ? samples.measuring.median / samples.training.median : null,
    ),
    floor(
      'samples',
      `samples a second, epoch ${samples?.lateEpoch ?? 200} / epoch 3`,
      { least: 0.95, most: 1.05 },
      samples ? samples.late.median / samples.early.median : null,
    ),
    floor(
      'samples',
      'cost of 120,000 samples / of 60,000',
      { least: 1.9, most: 2.1 },
      samples ? samples.twice.median / samples.once.median : null,
    ),
    floor('start', 'page opened to first batch trained, s', { most: 1 }, start?.seconds ?? null),
  ];
  return floors.filter(({ section }) => results[section]);
}
