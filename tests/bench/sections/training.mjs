/** The sections that are rows of contestants: peers, threads, batches, widths, augmentation. */

import {
  inkling,
  inklingPreset,
  jax,
  numpyArticle,
  tensorflow,
  variantFor,
} from '../contestants.mjs';
import { alternate, epochSeconds } from '../rounds.mjs';
import { median } from '../statistics.mjs';

/** @typedef {import('../contestants.mjs').Entrant} Entrant */
/** @typedef {import('../rounds.mjs').Row} Row */
/** @typedef {import('../browser/contestant-worker.js').Round} Round */
/** @typedef {{preset: string, plain: Row, augmented: Row, slowdown: number}} AugmentationRow */

/**
 * @typedef {import('../contestants.mjs').Stage & {
 *   cores: number,
 *   quick: boolean,
 *   peers: boolean,
 *   kernels: import('../kernels.mjs').Kernels,
 *   progress: (fraction: number, text: string) => void,
 * }} Context `peers`: whether the npm packages of the others are there
 */

/** Wide enough for the products to be everything. */
export const WIDE_LAYERS = '800,800';
export const WIDE_BATCH = 128;

export const BATCHES = [1, 32, 128, 1000];
const WIDTHS = [100, 200, 400, 800, 1600];
/** With `--quick`: the ends. Batches of 32 are among the peers anyway, and 800-800 among the threads. */
const QUICK_BATCHES = [1, 1000];
const QUICK_WIDTHS = [100, 400, 1600];
const AUGMENTED_PRESETS = ['best-mlp', 'best'];
const JAX_BATCHES = [32, 1000];
/** For rows that show how speed depends on something, and of which nothing is promised. */
const SHORT_ROUNDS = { rounds: 5, roundSeconds: 0.3 };
const DTYPES = /** @type {const} */ (['float32', 'float64']);

/**
 * @param {number} cores
 * @returns {number[]} 1, 2, 4 .. as far as there are cores
 */
export function threadCounts(cores) {
  const counts = [1];
  while (2 * (counts.at(-1) ?? 1) <= cores) counts.push(2 * (counts.at(-1) ?? 1));
  return counts;
}

/** @param {number} cores @returns {number[]} one thread and, where there are cores for it, two */
const oneAndTwo = (cores) => threadCounts(cores).slice(0, 2);

/**
 * @param {Context} context
 * @param {Entrant[]} entrants
 * @param {Partial<import('../rounds.mjs').Plan>} [more]
 * @param {() => Promise<import('../rounds.mjs').Check>} [check]
 */
function measure({ quick, kernels, progress }, entrants, more = {}, check = () => kernels.check()) {
  const plan = {
    ...{ rounds: quick ? 5 : 9, enoughRounds: 5, seconds: 10, roundSeconds: quick ? 0.3 : 1 },
    ...{ warmUpSamples: Infinity, warmUpSeconds: quick ? 0.3 : 0.6, measureAccuracy: false },
    repeats: 0,
    ...more,
  };
  return alternate(entrants, plan, { check, progress });
}

/** @param {Context} context @returns {Promise<Row[]>} */
export function peers(context) {
  const { cores, quick, numpy } = context;
  const threads = oneAndTwo(cores);
  const entrants = [
    inkling(context, { variant: 'relaxed' }),
    ...threads.slice(1).map((count) => inkling(context, { variant: 'threads', threads: count })),
    inkling(context, { variant: 'simd' }),
    inkling(context, { variant: 'scalar' }),
    inkling(context, { variant: 'relaxed', batch: 1000 }),
    ...threads
      .slice(1)
      .map((count) => inkling(context, { variant: 'threads', threads: count, batch: 1000 })),
  ];
  if (context.peers) {
    entrants.push(
      ...threads.map((count) => tensorflow(context, count)),
      ...JAX_BATCHES.map((batch) => jax(context, { batch, cores })),
    );
  }
  if (numpy) {
    for (const dtype of DTYPES) {
      for (const count of threads) {
        entrants.push(numpyArticle({ ...context, numpy }, { dtype, threads: count }));
      }
    }
  }
  return measure(context, entrants, {
    warmUpSamples: quick ? 10_000 : context.site.data.trainingImages,
    warmUpSeconds: quick ? 3 : 30,
    measureAccuracy: true,
  });
}

/**
 * What a second thread wins where there is a second core for it: many short rounds, measured again
 * where there was none. A virtual machine has one and loses it within tenths of a second.
 * @param {Context} context
 * @returns {Promise<Row[]>}
 */
export function threads(context) {
  const settings = [{}, { layers: WIDE_LAYERS, batch: WIDE_BATCH }];
  return measure(
    context,
    settings.flatMap((setting) =>
      threadCounts(context.cores).map((count) =>
        inkling(context, { variant: 'threads', threads: count, ...setting }),
      ),
    ),
    context.cores > 1
      ? {
          rounds: context.quick ? 15 : 40,
          enoughRounds: 15,
          seconds: 15,
          roundSeconds: 0.1,
          repeats: 6,
        }
      : {},
    () => context.kernels.checkWithDistance(),
  );
}

/** @param {Context} context @returns {Promise<Row[]>} */
export function batches(context) {
  return measure(
    context,
    (context.quick ? QUICK_BATCHES : BATCHES).flatMap((batch) =>
      oneAndTwo(context.cores).map((count) => best(context, count, { batch })),
    ),
    SHORT_ROUNDS,
  );
}

/** @param {Context} context @returns {Promise<Row[]>} */
export function widths(context) {
  return measure(
    context,
    (context.quick ? QUICK_WIDTHS : WIDTHS).flatMap((width) =>
      oneAndTwo(context.cores).map((count) =>
        best(context, count, { layers: `${width},${width}`, batch: WIDE_BATCH }),
      ),
    ),
    SHORT_ROUNDS,
  );
}

/**
 * Training steps with and without augmentation, next to each other.
 * @param {Context} context
 * @returns {Promise<AugmentationRow[]>} slowdown: times the time of a plain step, the median over the
 *   rounds
 */
export async function augmentation(context) {
  const threads = oneAndTwo(context.cores).at(-1) ?? 1;
  const entrants = AUGMENTED_PRESETS.flatMap((preset) =>
    [false, true].map((isAugmented) => inklingPreset(context, { preset, isAugmented, threads })),
  );
  const rows = await measure(context, entrants);
  return AUGMENTED_PRESETS.map((preset, i) => {
    const [plain, augmented] = /** @type {[Row, Row]} */ (rows.slice(2 * i, 2 * i + 2));
    return { preset, plain, augmented, slowdown: slowdown(plain.rounds, augmented.rounds) };
  });
}

/**
 * @param {readonly Round[]} plain
 * @param {readonly Round[]} augmented in the same rounds
 */
export function slowdown(plain, augmented) {
  const time = (/** @type {Round | undefined} */ round) => (round ? epochSeconds(round) : NaN);
  return median(augmented.map((round, i) => time(round) / time(plain[i])));
}

/**
 * The best variant for as many threads.
 * @param {Context} context
 * @param {number} threads
 * @param {{batch?: number, layers?: string}} setting
 */
function best(context, threads, setting) {
  return inkling(context, { variant: variantFor(threads), threads, ...setting });
}
