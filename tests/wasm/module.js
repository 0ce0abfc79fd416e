/** The built module and data for the tests of this folder. */

import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import createInkling from '../../build/wasm/inkling-simd.mjs';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { PRESETS } from '../../web/src/presets.js';

/** @typedef {import('../../build/wasm/inkling-simd.mjs').MainModule} Inkling */
/** @typedef {import('../../build/wasm/inkling-simd.mjs').Session} Session */

/** @returns {Promise<Inkling>} a module of its own, with memory of its own */
export function loadModule() {
  return createInkling();
}

export const ARTICLE = /** @type {typeof PRESETS[string]} */ (PRESETS.article).config;

const EMBEDDED = new URL('../../assets/mnist/embedded/', import.meta.url);
const FULL = new URL('../../../shared/mnist/', import.meta.url);

/** The full MNIST beside the project; the tests that need it are skipped where it is absent. */
export const hasFullSet = existsSync(new URL('train-images-idx3-ubyte.gz', FULL));

/**
 * @param {Session} session
 * @param {URL} folder
 * @param {string[]} names
 */
function load(session, folder, names) {
  for (const name of names) {
    session.addFile(name, new Uint8Array(gunzipSync(readFileSync(new URL(`${name}.gz`, folder)))));
  }
  return session.commitFiles();
}

/** @param {Session} session */
export const loadEmbedded = (session) =>
  load(session, EMBEDDED, ['embedded-images-idx3-ubyte', 'embedded-labels-idx1-ubyte']);

/** @param {Session} session */
export const loadFull = (session) =>
  load(session, FULL, [
    'train-images-idx3-ubyte',
    'train-labels-idx1-ubyte',
    't10k-images-idx3-ubyte',
    't10k-labels-idx1-ubyte',
  ]);

/**
 * Trains until nothing is left to do.
 * @param {Session} session
 * @param {number} [units] in each slice
 * @returns {{epochs: import('../../build/wasm/inkling-simd.mjs').EpochResult[], testAccuracy: number | null}}
 */
export function trainToEnd(session, units = 1000) {
  const epochs = [];
  let testAccuracy = null;
  for (;;) {
    const progress = session.advance(units);
    if (progress.epochResult) epochs.push(progress.epochResult);
    if (progress.testResult) testAccuracy = progress.testResult.accuracy;
    if (progress.phase === 'done') return { epochs, testAccuracy };
  }
}

/**
 * A data set that is easy to learn: class c lights up its own rows, with noise.
 * @param {Session} session
 * @param {number} count
 * @param {number} [classes]
 */
export function loadSynthetic(session, count, classes = 10) {
  const [rows, columns] = [28, 28];
  const pixels = new Uint8Array(count * rows * columns);
  const labels = new Uint8Array(count);
  let noise = 1;
  for (let i = 0; i < count; i++) {
    const label = i % classes;
    labels[i] = label;
    const start = i * rows * columns + label * 2 * columns;
    for (let p = 0; p < 3 * columns; p++) {
      noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
      pixels[start + p] = noise >>> 24;
    }
  }
  session.addFile('images', toIdx([count, rows, columns], pixels));
  session.addFile('labels', toIdx([count], labels));
  return session.commitFiles();
}
