/** The modules of kernels/, each in a worker of its own. */

/** @typedef {import('./browser/kernels.js').Measure} Measure */

export const KERNEL_VARIANTS = /** @type {const} */ (['relaxed', 'simd']);

/** @typedef {typeof KERNEL_VARIANTS[number]} KernelVariant */

/** @param {Measure} measure */
export const gigaflops = ({ flops, seconds }) => flops / seconds / 1e9;

export class Kernels {
  #lab;
  #workers;
  #watch;

  /**
   * @param {import('./lab.mjs').Lab} lab
   * @param {Record<KernelVariant, import('./lab.mjs').BrowserWorker>} workers
   * @param {import('./noise.mjs').NoiseWatch} watch
   */
  constructor(lab, workers, watch) {
    this.#lab = lab;
    this.#workers = workers;
    this.#watch = watch;
  }

  /**
   * @param {import('./lab.mjs').Lab} lab
   * @param {import('./noise.mjs').NoiseWatch} watch
   */
  static async start(lab, watch) {
    const [relaxed, simd] = await Promise.all(
      KERNEL_VARIANTS.map((variant) => lab.start('kernels.js', { variant })),
    );
    if (!relaxed || !simd) throw new Error('The products could not be started.');
    return new Kernels(lab, { relaxed, simd }, watch);
  }

  /**
   * The fixed piece of work by which the machine's noise is judged.
   * @returns {Promise<import('./rounds.mjs').Check>}
   */
  async check() {
    const { relaxed, simd } = this.#workers;
    const peak = gigaflops(await relaxed.call('peak'));
    const [beside] = await Promise.all([relaxed.call('peak'), simd.call('peak')]);
    return { gigaflops: peak, ...this.#watch.observe(peak, gigaflops(beside)) };
  }

  /**
   * The same, and how far apart the processors are.
   * @returns {Promise<import('./rounds.mjs').Check>}
   */
  async checkWithDistance() {
    const { relaxed, simd } = this.#workers;
    return { ...(await this.check()), handover: await this.#lab.handover(relaxed, simd) };
  }

  /** @param {KernelVariant} variant */
  worker(variant) {
    return this.#workers[variant];
  }
}
