/**
 * Who takes part, and how each is started. A contestant trains when it is told to and says how long
 * the training alone took; everything else about it is its own affair (browser/, peers/).
 */

import { readFileSync } from 'node:fs';
import { presetConfig } from '../../web/src/settings.js';

/** @typedef {import('./browser/contestant-worker.js').Round} Round */

/** Of the peers' packages. @type {Record<string, string>} */
const VERSIONS = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
).dependencies;

/**
 * @typedef {object} Contestant
 * @property {(samples: number) => Promise<Round>} round
 * @property {() => Promise<number>} accuracy on the test set, 0..1
 * @property {() => Promise<string>} describe what really runs: version, back end, threads
 * @property {() => Promise<void>} dispose
 */

/**
 * A contestant that has not been started yet.
 * @typedef {object} Entrant
 * @property {string} name unique in a run
 * @property {string} label for people, without batch and threads
 * @property {string} layers
 * @property {number} batch
 * @property {number} threads
 * @property {() => Promise<Contestant>} start
 */

/** The article's. */
export const LAYERS = '100,200';
export const BATCH = 32;
const LEARNING_RATE = 0.1;
const SEED = 1;

/** More than any benchmark trains: no session ever ends. */
const ENDLESS_EPOCHS = 1000;

/** What each module of build/wasm computes with; how many threads stands beside it. */
const VARIANT_LABELS = Object.freeze({
  scalar: 'no SIMD',
  simd: 'SIMD',
  relaxed: 'relaxed SIMD',
  threads: 'relaxed SIMD',
});

/**
 * What contestants are started with.
 * @typedef {object} Stage
 * @property {import('./lab.mjs').Lab} lab
 * @property {import('./site.mjs').Site} site
 * @property {import('./numpy.mjs').NumpyProcess | null} numpy null where it cannot be had
 */

/** @param {import('./site.mjs').Site} site */
function browserData({ url, data }) {
  const files = Object.entries(data.files).map(([key, file]) => [key, `${url}data/${file}`]);
  return { ...Object.fromEntries(files), trainingImages: data.trainingImages };
}

/**
 * @param {Stage} stage
 * @param {{variant: string, threads: number, config: import('../../web/src/protocol.js').Config,
 *   validatesOnTest?: boolean}} recipe see browser/inkling.js
 */
export function startInkling({ lab, site }, { validatesOnTest = false, ...recipe }) {
  return lab.start('inkling.js', { ...recipe, validatesOnTest, data: browserData(site) });
}

/**
 * The article's recipe, in so far as nothing else is given.
 * @param {{layers?: string, batch?: number}} setting
 * @returns {import('../../web/src/protocol.js').Config}
 */
export function articleConfig({ layers = LAYERS, batch = BATCH }) {
  const usual = { ...presetConfig('article'), learningRate: LEARNING_RATE, seed: SEED };
  return { ...usual, layers, batchSize: batch, epochs: ENDLESS_EPOCHS };
}

/**
 * @param {Omit<Entrant, 'start'>} setting
 * @param {() => Promise<import('./lab.mjs').BrowserWorker>} start
 * @returns {Entrant}
 */
function inBrowser(setting, start) {
  return {
    ...setting,
    start: async () => {
      const worker = await start();
      return {
        round: (samples) => worker.call('round', samples),
        accuracy: () => worker.call('accuracy'),
        describe: () => worker.call('describe'),
        dispose: () => worker.dispose(),
      };
    },
  };
}

/**
 * @param {Stage} stage
 * @param {{variant: keyof typeof VARIANT_LABELS, threads?: number, batch?: number, layers?: string}} setting
 * @returns {Entrant}
 */
export function inkling(stage, { variant, threads = 1, batch = BATCH, layers = LAYERS }) {
  const name = `inkling-${variant}-${threads}-${batch}-${layers.replace(',', '-')}`;
  const label = `Inkling, ${VARIANT_LABELS[variant]}`;
  const config = articleConfig({ layers, batch });
  return inBrowser({ name, label, layers, batch, threads }, () =>
    startInkling(stage, { variant, threads, config }),
  );
}

/**
 * A preset's training step, with its augmentation or without.
 * @param {Stage} stage
 * @param {{preset: string, isAugmented: boolean, threads: number}} setting
 * @returns {Entrant}
 */
export function inklingPreset(stage, { preset, isAugmented, threads }) {
  const usual = { ...presetConfig(preset), seed: SEED, epochs: ENDLESS_EPOCHS };
  const config = isAugmented ? usual : { ...usual, augmentation: '' };
  const { layers, batchSize: batch } = config;
  const how = isAugmented ? 'augmented' : 'plain';
  const setting = { name: `${preset}-${how}`, label: `${preset}, ${how}`, layers, batch, threads };
  return inBrowser(setting, () =>
    startInkling(stage, { variant: variantFor(threads), threads, config }),
  );
}

/**
 * @param {number} threads
 * @returns {keyof typeof VARIANT_LABELS} the fastest with so many
 */
export function variantFor(threads) {
  return threads === 1 ? 'relaxed' : 'threads';
}

/**
 * A library other than Inkling, with the article's recipe.
 * @param {Stage} stage
 * @param {string} script
 * @param {Omit<Entrant, 'start'>} setting
 * @returns {Entrant}
 */
function peerInBrowser({ lab, site }, script, setting) {
  const { layers, batch: batchSize, threads } = setting;
  const recipe = { layers, batchSize, threads, learningRate: LEARNING_RATE, seed: SEED };
  return inBrowser(setting, () => lab.start(script, { ...recipe, data: browserData(site) }));
}

/** @param {Stage} stage @param {number} threads @returns {Entrant} */
export function tensorflow(stage, threads) {
  return peerInBrowser(stage, 'tensorflow.js', {
    name: `tensorflow-${threads}`,
    label: `TensorFlow.js ${VERSIONS['@tensorflow/tfjs']}, wasm`,
    ...{ layers: LAYERS, batch: BATCH, threads },
  });
}

/** @param {Stage} stage @param {{batch: number, cores: number}} setting @returns {Entrant} */
export function jax(stage, { batch, cores }) {
  return peerInBrowser(stage, 'jax.js', {
    name: `jax-${batch}`,
    label: `jax-js ${VERSIONS['@jax-js/jax']}, wasm`,
    ...{ layers: LAYERS, batch, threads: cores },
  });
}

/**
 * @param {Stage & {numpy: import('./numpy.mjs').NumpyProcess}} stage
 * @param {{dtype: 'float32' | 'float64', threads: number}} setting
 * @returns {Entrant}
 */
export function numpyArticle({ numpy, site }, { dtype, threads }) {
  const name = `numpy-${dtype}-${threads}`;
  return {
    ...{ name, label: `NumPy ${dtype}, native`, layers: LAYERS, batch: BATCH, threads },
    start: async () => {
      const { data, folder } = site;
      const files = Object.entries(data.files).map(([key, file]) => [
        key,
        `${folder}/data/${file}`,
      ]);
      await numpy.call('create', {
        ...{ name, dtype, files: Object.fromEntries(files) },
        recipe: {
          ...{ layers: LAYERS, batchSize: BATCH, learningRate: LEARNING_RATE, seed: SEED },
          ...{ threads, trainingImages: data.trainingImages },
        },
      });
      return {
        round: (samples) => numpy.call('round', { name, samples }),
        accuracy: () => numpy.call('accuracy', { name }),
        describe: () => numpy.call('describe'),
        dispose: async () => {},
      };
    },
  };
}
