/** Inkling itself: a module of build/wasm, driven as the page's worker drives it. */

import { presetConfig } from '../../../web/src/settings.js';
import { Pace } from '../../../web/src/worker/pace.js';
import { fetchBytes, serveContestant } from './contestant-worker.js';

/** @typedef {import('../../../web/src/worker/inkling-module.js').Session} Session */
/** @typedef {import('./contestant-worker.js').Recipe & {variant: string}} InklingRecipe */

/** More than any benchmark trains: no session ever ends. */
const EPOCHS = 1000;

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
    let steps = Math.ceil(samples / this.#recipe.batchSize);
    while (steps > 0) steps -= this.#slice(steps);
    return { seconds: this.#trainingMs / 1000, samples: this.#trainedSamples };
  }

  /**
   * Trains to the end of the epoch that is running or begins, and measures it.
   * @returns {Promise<{training: import('./contestant-worker.js').Round,
   *   measuring: import('./contestant-worker.js').Round}>}
   */
  async epoch() {
    this.#clearClocks();
    const { epoch } = this.#session.progress();
    while (this.#session.progress().epoch === epoch) this.#slice(Infinity);
    return {
      training: { seconds: this.#trainingMs / 1000, samples: this.#trainedSamples },
      measuring: { seconds: this.#measuringMs / 1000, samples: this.#measuredSamples },
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
    const units = Math.min(this.#pace.unitsFor(phase), isTraining ? mostSteps : Infinity);
    const began = performance.now();
    const progress = this.#session.advance(units);
    const durationMs = performance.now() - began;
    if (progress.phase === phase) this.#pace.observe(phase, units, durationMs);
    if (isTraining) {
      this.#trainingMs += durationMs;
      this.#trainedSamples += progress.trainedSamples;
    } else {
      this.#measuringMs += durationMs;
      this.#measuredSamples += progress.measuredSamples;
    }
    return progress.step - step;
  }
}

serveContestant(async (/** @type {InklingRecipe} */ recipe) => {
  const { variant, threads, data } = recipe;
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
  const { layers, batchSize, learningRate, seed } = recipe;
  session.configure({
    ...presetConfig('article'),
    ...{ layers, batchSize, learningRate, seed, epochs: EPOCHS },
  });
  const names = /** @type {const} */ (['trainImages', 'trainLabels', 'testImages', 'testLabels']);
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
