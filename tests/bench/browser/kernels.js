/** The processor's peak, the products of cpp/kernels and convolutions, timed in a worker. */

import { serveContestant } from './contestant-worker.js';

/**
 * One product that is measured; see tests/bench/kernels/product_bench.h.
 * @typedef {object} Product
 * @property {'product' | 'gradInput' | 'transposedProduct' | 'sparseProduct'} kind
 * @property {number} m
 * @property {number} k
 * @property {number} n
 * @property {number} density share of the numbers of the first matrix that are not zero
 */

/**
 * A convolution layer's part of a training step; see tests/bench/kernels/convolution_bench.h.
 * @typedef {object} Convolution
 * @property {'forward' | 'backward' | 'backwardFirst'} kind
 * @property {number} batch
 * @property {number} side of the images
 * @property {number} channels
 * @property {number} filters
 */

/** @typedef {{flops: number, seconds: number}} Measure */

/** @typedef {{run: (times: number) => void, flops: () => number, delete: () => void}} Bench */

/**
 * @typedef {object} KernelsModule
 * @property {(flops: number) => number} multiplyAddPeak
 * @property {new (kind: string, m: number, k: number, n: number, density: number) => Bench} ProductBench
 * @property {new (kind: string, batch: number, side: number, channels: number, filters: number) =>
 *   Bench} ConvolutionBench
 */

/** How long one measure lasts: enough for the clock, short against what disturbs it. */
const MEASURE_SECONDS = 0.02;
/** Long enough for the browser to have exchanged its first code for the optimised one. */
const WARM_UP_SECONDS = 0.15;

/** Stretches of handing a cache line over, the quickest of which counts, and how often in each. */
const STRETCHES = 30;
const HANDOVERS = 100;
/** Whoever has waited as long for the line does so in vain: the other has no processor. */
const WAIT_SECONDS = 0.1;

const clock = () => performance.now() / 1000;

/**
 * Waits for its turn and gives the line away again, some times.
 * @param {Int32Array} line counts how often it was given away
 * @param {number} count which of them is the first one here
 * @returns {boolean} whether the other was there
 */
function passOn(line, count) {
  const end = clock() + WAIT_SECONDS;
  for (let next = count; next < count + HANDOVERS; next += 2) {
    for (let tries = 1; Atomics.load(line, 0) !== next; tries++) {
      if (tries % 10_000 === 0 && clock() > end) return false;
    }
    Atomics.store(line, 0, next + 1);
  }
  return true;
}

serveContestant(async (/** @type {{variant: string}} */ { variant }) => {
  const locateFile = (/** @type {string} */ path) =>
    new URL(`wasm/${path}`, self.location.href).href;
  const script = await import(locateFile(`kernels-${variant}.mjs`));
  const module = /** @type {KernelsModule} */ (await script.default({ locateFile }));

  /**
   * @param {(amount: number) => number} work does about this many operations and says how many
   * @param {number} flops to begin with
   */
  const warmUp = (work, flops) => {
    const end = clock() + WARM_UP_SECONDS;
    let amount = flops;
    for (;;) {
      const began = clock();
      const done = work(amount);
      const now = clock();
      amount = (done * MEASURE_SECONDS) / Math.max(now - began, MEASURE_SECONDS / 100);
      if (now > end) return amount;
    }
  };
  /**
   * @param {(amount: number) => number} work
   * @param {number} amount
   * @returns {Measure}
   */
  const measure = (work, amount) => {
    const began = clock();
    const flops = work(amount);
    return { flops, seconds: clock() - began };
  };

  const peakAmount = warmUp(module.multiplyAddPeak, 1e6);
  /** @type {{work: (amount: number) => number, amount: number}[]} */
  const pieces = [];

  /** @param {Product | Convolution} piece */
  const create = (piece) => {
    if ('filters' in piece) {
      const { kind, batch, side, channels, filters } = piece;
      return new module.ConvolutionBench(kind, batch, side, channels, filters);
    }
    const { kind, m, k, n, density } = piece;
    return new module.ProductBench(kind, m, k, n, density);
  };

  return {
    async describe() {
      return variant;
    },
    /** @returns {Promise<Measure>} */
    async peak() {
      return measure(module.multiplyAddPeak, peakAmount);
    },
    /**
     * One of two that write to a cache line in turn.
     * @param {{line: Int32Array, turn: 0 | 1}} options shared, zero; who begins
     * @returns {Promise<number | null>} nanoseconds in which it goes from one to the other, in the quickest
     *   stretch; null where the other did not come
     */
    async handOver({ line, turn }) {
      let quickest = Infinity;
      for (let stretch = 0; stretch < STRETCHES; stretch++) {
        const began = clock();
        if (!passOn(line, stretch * HANDOVERS + turn)) return null;
        quickest = Math.min(quickest, clock() - began);
      }
      return (1e9 * quickest) / HANDOVERS;
    },
    /**
     * @param {Product | Convolution} piece
     * @returns {Promise<{index: number, flops: number}>} its number for `run`
     */
    async prepare(piece) {
      const bench = create(piece);
      const flops = bench.flops();
      const work = (/** @type {number} */ amount) => {
        const times = Math.max(1, Math.round(amount / flops));
        bench.run(times);
        return times * flops;
      };
      return { index: pieces.push({ work, amount: warmUp(work, flops) }) - 1, flops };
    },
    /** @param {number} index @returns {Promise<Measure>} */
    async run(index) {
      const piece = pieces[index];
      if (!piece) throw new Error(`There is no piece ${index}.`);
      return measure(piece.work, piece.amount);
    },
  };
});
