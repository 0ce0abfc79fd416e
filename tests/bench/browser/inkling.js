/** Inkling itself: a module of build/wasm, driven as the page's worker drives it. */

import { Pace } from '../../../web/src/worker/pace.js';
import { fetchBytes, serveContestant } from './contestant-worker.js';

/** @typedef {import('../../../web/src/worker/inkling-module.js').Session} Session */

/**
 * @typedef {object} InklingRecipe
 * @property {string} variant
 * @property {number} threads
 * @property {import('../../../web/src/protocol.js').Config} config
 * @property {boolean} validatesOnTest whether the test images stand in the place of those that Inkling
 *   validates on, so that each epoch measures them
 * @property {import('./contestant-worker.js').DataSet & {validatingImages: string,
 *   validatingLabels: string}} data
 */

const FILES = /** @type {const} */ (['trainImages', 'trainLabels', 'testImages', 'testLabels']);
const VALIDATING_FILES = /** @type {const} */ (['validatingImages', 'validatingLabels']);

/** A session whose training steps are timed, and whose measuring after each epoch is timed apart. */
class InklingContestant {
  #session;
  #recipe;
  #testSet;
  #pace = new Pace();
  #trainingMs = 0;
  #trainedSamples = 0;
  #measuringMs = 0;
  #measuredSamples = 0;
  #validationAccuracy = 0;

  /**
   * @param {Session} session
   * @param {InklingRecipe} recipe
   * @param {{pixels: Uint8Array, labels: Uint8Array, rows: number, columns: number}} testSet
   */
  constructor(session, recipe, testSet) {
    this.#session = session;
    this.#recipe = recipe;
    this.#testSet = testSet;
  }

  /** @param {number} samples @returns {Promise<import('./contestant-worker.js').Round>} */
  async round(samples) {
    this.#clearClocks();
    let steps = Math.ceil(samples / this.#recipe.config.batchSize);
    while (steps > 0) steps -= this.#slice(steps);
    return { seconds: this.#trainingMs / 1000, samples: this.#trainedSamples };
  }

  /**
   * Trains to the end of the epoch that is running or begins, and measures it.
   * @returns {Promise<{training: import('./contestant-worker.js').Round,
   *   measuring: import('./contestant-worker.js').Round, validationAccuracy: number}>}
   */
  async epoch() {
    this.#clearClocks();
    const { epoch } = this.#session.progress();
    while (this.#session.progress().epoch === epoch) this.#slice(Infinity);
    return {
      training: { seconds: this.#trainingMs / 1000, samples: this.#trainedSamples },
      measuring: { seconds: this.#measuringMs / 1000, samples: this.#measuredSamples },
      validationAccuracy: this.#validationAccuracy,
    };
  }

  async accuracy() {
    const { pixels, labels, rows, columns } = this.#testSet;
    const size = rows * columns;
    let correct = 0;
    labels.forEach((label, i) => {
      const image = { rows, columns, pixels: pixels.subarray(i * size, (i + 1) * size) };
      if (this.#session.readImage(image).prediction === label) correct += 1;
    });
    return correct / labels.length;
  }

  async describe() {
    const { variant, threads } = this.#recipe;
    return `${variant}, ${threads} thread${threads === 1 ? '' : 's'}`;
  }

  /** Begins again from the seed. */
  async reset() {
    this.#session.reset();
  }

  #clearClocks() {
    this.#trainingMs = 0;
    this.#trainedSamples = 0;
    this.#measuringMs = 0;
    this.#measuredSamples = 0;
  }

  /**
   * @param {number} mostSteps
   * @returns {number} training steps that were done
   */
  #slice(mostSteps) {
    const { phase, step } = this.#session.progress();
    const isTraining = phase === 'training';
    // One by one, so that what is no measuring of images can be told from it.
    const units =
      phase === 'evaluating'
        ? 1
        : Math.min(this.#pace.unitsFor(phase), isTraining ? mostSteps : Infinity);
    const began = performance.now();
    const progress = this.#session.advance(units);
    const durationMs = performance.now() - began;
    if (progress.phase === phase) this.#pace.observe(phase, units, durationMs);
    if (isTraining) {
      this.#trainingMs += durationMs;
      this.#trainedSamples += progress.trainedSamples;
    } else if (phase === 'evaluating' && progress.measuredSamples > 0) {
      this.#measuringMs += durationMs;
      this.#measuredSamples += progress.measuredSamples;
    }
    this.#validationAccuracy = progress.epochResult?.validationAccuracy ?? this.#validationAccuracy;
    return progress.step - step;
  }
}

serveContestant(async (/** @type {InklingRecipe} */ recipe) => {
  const { variant, threads, config, data, validatesOnTest } = recipe;
  const locateFile = (/** @type {string} */ path) =>
    new URL(`wasm/${path}`, self.location.href).href;
  const script = await import(locateFile(`inkling-${variant}.mjs`));
  const create = /** @type {import('../../../web/src/worker/inkling-module.js').CreateInkling} */ (
    script.default
  );
  const module = await create({ locateFile, threads });
  const computing = module.setThreads(threads);
  if (computing !== threads) {
    throw new Error(`The variant ${variant} computes with ${computing} threads, not ${threads}.`);
  }
  const session = new module.Session();
  session.configure(config);
  const names = validatesOnTest ? VALIDATING_FILES : FILES;
  for (const name of names) session.addFile(name, await fetchBytes(data[name]));
  const { rows, columns, trainingImages } = session.commitFiles();
  if (trainingImages !== data.trainingImages) {
    throw new Error(`Inkling trains on ${trainingImages} images, not ${data.trainingImages}.`);
  }
  const [images, labels] = await Promise.all([
    fetchBytes(data.testImages),
    fetchBytes(data.testLabels),
  ]);
  const size = rows * columns;
  const pixels = images.subarray(images.length - size * Math.floor(images.length / size));
  return new InklingContestant(session, recipe, {
    ...{ pixels, rows, columns },
    labels: labels.subarray(labels.length - pixels.length / size),
  });
});
