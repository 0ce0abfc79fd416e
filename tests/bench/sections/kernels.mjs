/** Products and convolutions, one thread, against the multiply-add peak of the same run. */

import { gigaflops, KERNEL_VARIANTS } from '../kernels.mjs';
import { median, spread } from '../statistics.mjs';

/** @typedef {import('../browser/kernels.js').Product} Product */
/** @typedef {import('../browser/kernels.js').Convolution} Convolution */
/** @typedef {import('../kernels.mjs').KernelVariant} KernelVariant */

/** The share of MNIST's pixels that are not paper. */
const INK = 0.19;

/**
 * The three products of a dense layer in a training step.
 * @param {number} batch
 * @param {number} inputs
 * @param {number} outputs
 * @returns {Product[]}
 */
const hidden = (batch, inputs, outputs) => [
  { kind: 'product', m: batch, k: inputs, n: outputs, density: 1 },
  { kind: 'gradInput', m: batch, k: outputs, n: inputs, density: 1 },
  { kind: 'transposedProduct', m: inputs, k: batch, n: outputs, density: 1 },
];

/**
 * @param {number} batch
 * @param {number} outputs
 * @returns {Product}
 */
const first = (batch, outputs) => ({
  ...{ kind: 'sparseProduct', m: batch, k: 784, n: outputs, density: INK },
});

/** The convolutions of the preset Best, batch 64, as its pooling leaves their images. @type {Convolution[]} */
const BEST_CONVOLUTIONS = [
  { kind: 'forward', batch: 64, side: 28, channels: 1, filters: 16 },
  { kind: 'backwardFirst', batch: 64, side: 28, channels: 1, filters: 16 },
  { kind: 'forward', batch: 64, side: 12, channels: 16, filters: 32 },
  { kind: 'backward', batch: 64, side: 12, channels: 16, filters: 32 },
];

/**
 * What is looked at together: products of first layers, hidden products of each network, and
 * convolutions.
 * @typedef {'first' | 'article' | 'wide' | 'convolution'} Group
 */

/** @type {{group: Group, piece: Product | Convolution}[]} */
const PIECES = [
  { group: 'first', piece: first(32, 100) },
  ...hidden(32, 100, 200).map((piece) => ({ group: /** @type {const} */ ('article'), piece })),
  { group: 'first', piece: first(128, 800) },
  ...hidden(128, 800, 800).map((piece) => ({ group: /** @type {const} */ ('wide'), piece })),
  ...BEST_CONVOLUTIONS.map((piece) => ({ group: /** @type {const} */ ('convolution'), piece })),
];

/**
 * @typedef {object} KernelRow
 * @property {KernelVariant} variant
 * @property {Group} group
 * @property {Product | Convolution} piece
 * @property {number} flops of one run of it
 * @property {number[]} rounds GFLOP/s
 * @property {number} gigaflops the median
 * @property {number} share of the variant's peak, the median over the rounds
 * @property {number} spread
 */

/**
 * @typedef {object} KernelResult
 * @property {Record<KernelVariant, {rounds: number[], gigaflops: number, spread: number}>} peaks
 * @property {KernelRow[]} rows
 * @property {number} hiddenShare of the wide network's hidden products: all their arithmetic in all
 *   their time against the peak; relaxed SIMD, the median over the rounds
 * @property {number} convolutionShare of the convolutions, in the same way, against these products
 */

/**
 * @param {import('./training.mjs').Context} context
 * @returns {Promise<KernelResult>}
 */
export async function kernels({ kernels: modules, quick, progress }) {
  const rounds = quick ? 7 : 21;
  /** @type {(Pick<KernelRow, 'variant' | 'group' | 'piece' | 'flops' | 'rounds'> & {index: number})[]} */
  const rows = [];
  for (const variant of KERNEL_VARIANTS) {
    for (const { group, piece } of PIECES) {
      progress(0, `${describePiece(piece)}: warming up`);
      const { index, flops } = await modules.worker(variant).call('prepare', piece);
      rows.push({ variant, group, piece, flops, index, rounds: [] });
    }
  }
  /** @type {Record<KernelVariant, number[]>} */
  const peaks = { relaxed: [], simd: [] };
  for (let round = 0; round < rounds; round++) {
    progress(round / rounds, `round ${round + 1} of ${rounds}`);
    await modules.check();
    for (const variant of KERNEL_VARIANTS) {
      const worker = modules.worker(variant);
      peaks[variant].push(gigaflops(await worker.call('peak')));
      for (const row of rows.filter((one) => one.variant === variant)) {
        row.rounds.push(gigaflops(await worker.call('run', row.index)));
      }
    }
  }
  const summary = (/** @type {number[]} */ values) => ({
    ...{ rounds: values, gigaflops: median(values), spread: spread(values) },
  });
  const of = (/** @type {Group} */ group) =>
    together(rows.filter((row) => row.variant === 'relaxed' && row.group === group));
  return {
    peaks: { relaxed: summary(peaks.relaxed), simd: summary(peaks.simd) },
    rows: rows.map(({ index: _, ...row }) => ({
      ...{ ...row, ...summary(row.rounds), share: medianRatio(row.rounds, peaks[row.variant]) },
    })),
    hiddenShare: medianRatio(of('wide'), peaks.relaxed),
    convolutionShare: medianRatio(of('convolution'), of('wide')),
  };
}

/**
 * Round by round, all their arithmetic in all their time.
 * @param {readonly Pick<KernelRow, 'flops' | 'rounds'>[]} rows
 * @returns {number[]} GFLOP/s
 */
export function together(rows) {
  const total = rows.reduce((sum, { flops }) => sum + flops, 0);
  return (rows[0]?.rounds ?? []).map((_, round) => {
    const time = rows.reduce((sum, row) => sum + row.flops / (row.rounds[round] ?? NaN), 0);
    return total / time;
  });
}

/**
 * @param {readonly number[]} speeds
 * @param {readonly number[]} others in the same rounds
 */
function medianRatio(speeds, others) {
  return median(speeds.map((speed, round) => speed / (others[round] ?? NaN)));
}

/** Of which product of the mathematics, or which part of a layer's step, each kind is. */
const MEANINGS = Object.freeze({
  product: 'X W',
  gradInput: 'G W^T, with the transposing',
  transposedProduct: 'X^T G',
  sparseProduct: 'X W, X 81 % zero',
  forward: 'forward',
  backward: 'backward',
  backwardFirst: 'backward, first layer',
});

/**
 * @param {Product | Convolution} piece
 * @returns {string} what it is, and its shape
 */
export function describePiece(piece) {
  const meaning = MEANINGS[piece.kind];
  if ('m' in piece) return `${meaning}: ${piece.m} x ${piece.k} x ${piece.n}`;
  const { batch, side, channels, filters } = piece;
  return `conv${filters}x5 on ${batch} x ${side} x ${side} x ${channels}, ${meaning}`;
}
