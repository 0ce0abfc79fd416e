/** The products of both networks, one thread, against the multiply-add peak of the same run. */

import { gigaflops, KERNEL_VARIANTS } from '../kernels.mjs';
import { median, spread } from '../statistics.mjs';

/** @typedef {import('../browser/kernels.js').Product} Product */
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

/** @type {{network: string, isHidden: boolean, product: Product}[]} */
const PRODUCTS = [
  { network: '784-100-200-10, batch 32', isHidden: false, product: first(32, 100) },
  ...hidden(32, 100, 200).map((product) => ({
    ...{ network: '784-100-200-10, batch 32', isHidden: true, product },
  })),
  { network: '784-800-800-10, batch 128', isHidden: false, product: first(128, 800) },
  ...hidden(128, 800, 800).map((product) => ({
    ...{ network: '784-800-800-10, batch 128', isHidden: true, product },
  })),
];

/**
 * @typedef {object} KernelRow
 * @property {KernelVariant} variant
 * @property {string} network
 * @property {boolean} isHidden
 * @property {Product} product
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
 */

/**
 * @param {import('./training.mjs').Context} context
 * @returns {Promise<KernelResult>}
 */
export async function kernels({ kernels: modules, quick, progress }) {
  const rounds = quick ? 7 : 21;
  const wide = '784-800-800-10, batch 128';
  /** @type {(Pick<KernelRow, 'variant' | 'network' | 'isHidden' | 'product'> & {index: number, rounds: number[], shares: number[]})[]} */
  const rows = [];
  for (const variant of KERNEL_VARIANTS) {
    for (const { network, isHidden, product } of PRODUCTS) {
      progress(0, `${network}: warming up`);
      const index = await modules.worker(variant).call('prepare', product);
      rows.push({ variant, network, isHidden, product, index, rounds: [], shares: [] });
    }
  }
  /** @type {Record<KernelVariant, number[]>} */
  const peaks = { relaxed: [], simd: [] };
  /** @type {number[]} */
  const hiddenShares = [];
  for (let round = 0; round < rounds; round++) {
    progress(round / rounds, `round ${round + 1} of ${rounds}`);
    await modules.peakNow();
    for (const variant of KERNEL_VARIANTS) {
      const worker = modules.worker(variant);
      const peak = gigaflops(await worker.call('peak'));
      peaks[variant].push(peak);
      let secondsOfOneStep = 0;
      let flopsOfOneStep = 0;
      for (const row of rows.filter((one) => one.variant === variant)) {
        const speed = gigaflops(await worker.call('product', row.index));
        row.rounds.push(speed);
        row.shares.push(speed / peak);
        if (!row.isHidden || row.network !== wide) continue;
        const { m, k, n } = row.product;
        flopsOfOneStep += 2 * m * k * n;
        secondsOfOneStep += (2 * m * k * n) / (speed * 1e9);
      }
      if (variant === 'relaxed') hiddenShares.push(flopsOfOneStep / secondsOfOneStep / 1e9 / peak);
    }
  }
  const summary = (/** @type {number[]} */ values) => ({
    ...{ rounds: values, gigaflops: median(values), spread: spread(values) },
  });
  return {
    peaks: { relaxed: summary(peaks.relaxed), simd: summary(peaks.simd) },
    rows: rows.map(({ index: _, shares, rounds: speeds, ...row }) => ({
      ...{ ...row, ...summary(speeds), share: median(shares) },
    })),
    hiddenShare: median(hiddenShares),
  };
}
