/**
 * Measures how fast each variant of the WASM module trains here: one after the other, on the page's
 * data, with its network, in a worker of its own. The page's own network knows nothing of it.
 *
 * @typedef {import('../protocol.js').VariantName} VariantName
 *
 * @typedef {object} SpeedRow
 * @property {VariantName} variant
 * @property {string} obstacle why it cannot be measured, part of a sentence; "" where it can
 * @property {'waiting' | 'measuring' | 'done'} stage
 * @property {number} samplesPerSecond 0 before it is known
 * @property {number} threads 0 before it is known
 */

import { PROTOCOL_VERSION } from '../protocol.js';
import { LIMITS } from '../limits.js';
import { WorkerClient } from '../worker-client.js';

/** Training in which code is compiled and the number of threads found: it does not count. */
const WARM_UP_MS = 500;
/** Training that counts. */
const MEASURED_MS = 1000;
/** A share of that is enough to show. */
const SHOWN_MS = 150;
/** By the clock: what is so slow is taken as it is then. */
const PATIENCE_MS = 12_000;

export class SpeedMeasurement {
  /** @type {SpeedRow[]} best first, so that a scale that fits the first fits the others */
  rows;
  isCancelled = false;
  #options;
  /** @type {WorkerClient | null} */
  #client = null;
  /** Ends the waiting for the variant that is measured. */
  #end = () => {};

  /**
   * @param {object} options
   * @param {() => import('../worker-client.js').WorkerLike} options.createWorker
   * @param {readonly import('../protocol.js').VariantSupport[]} options.variants
   * @param {import('../protocol.js').DataSource} options.source
   * @param {import('../protocol.js').Config} options.config
   * @param {() => void} options.onChange
   */
  constructor(options) {
    this.#options = options;
    this.rows = options.variants.map(({ name, obstacle }) => ({
      ...{ variant: name, obstacle, stage: 'waiting' },
      ...{ samplesPerSecond: 0, threads: 0 },
    }));
  }

  get isDone() {
    return this.rows.every(({ stage, obstacle }) => stage === 'done' || obstacle !== '');
  }

  /** @returns {Promise<void>} settled when all are measured, or it was cancelled */
  async run() {
    for (const row of this.rows) {
      if (this.isCancelled) return;
      if (row.obstacle === '') await this.#measure(row);
    }
  }

  cancel() {
    this.isCancelled = true;
    this.#end();
    this.#client?.dispose();
  }

  /** @param {SpeedRow} row */
  async #measure(row) {
    const { createWorker, source, config, onChange } = this.#options;
    row.stage = 'measuring';
    onChange();
    let timer;
    try {
      const whenEnded = new Promise((resolve) => (this.#end = () => resolve(null)));
      let images = 0;
      const observe = observer(row);
      this.#client = new WorkerClient(createWorker(), {
        onDeath: () => this.#end(),
        onEvent: (event) => {
          if (event.event === 'training-failed') row.obstacle = event.error.message;
          if (event.event !== 'progress' && event.event !== 'training-failed') return;
          const isEnough = observe(event.state, images);
          if (isEnough || row.obstacle !== '') this.#end();
          onChange();
        },
      });
      const client = this.#client;
      const { variant } = row;
      await client.request('init', { version: PROTOCOL_VERSION, variant });
      await client.request('configure', { config: { ...config, epochs: LIMITS.epochs.max } });
      images = (await client.request('load-data', { source })).data.trainingImages;
      await client.request('train', {});
      timer = setTimeout(() => this.#end(), PATIENCE_MS);
      await whenEnded;
      if (row.samplesPerSecond === 0) row.obstacle ||= 'it is too slow to be measured here';
    } catch (error) {
      row.obstacle ||= /** @type {Error} */ (error).message.replace(/\.$/, '');
    }
    clearTimeout(timer);
    this.#client?.dispose();
    this.#client = null;
    row.stage = 'done';
    if (!this.isCancelled) onChange();
  }
}

/**
 * @param {SpeedRow} row gets what is known so far
 * @returns {(state: import('../protocol.js').TrainingState, images: number) => boolean} whether that
 *   is enough; `images` in an epoch
 */
function observer(row) {
  /** @type {{trainingMs: number, epochsTrained: number} | null} */
  let start = null;
  return ({ trainingMs, epochsTrained, samplesPerSecond, threads }, images) => {
    row.threads = threads;
    if (trainingMs < WARM_UP_MS) {
      row.samplesPerSecond = samplesPerSecond;
      return false;
    }
    start ??= { trainingMs, epochsTrained };
    const durationMs = trainingMs - start.trainingMs;
    const samples = (epochsTrained - start.epochsTrained) * images;
    if (durationMs >= SHOWN_MS) row.samplesPerSecond = (1000 * samples) / durationMs;
    return durationMs >= MEASURED_MS;
  };
}
