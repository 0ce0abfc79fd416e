/**
 * The builds of the WASM module, best first, and the one place that picks among them.
 */

import { relaxedSimd, simd } from 'wasm-feature-detect';
import { CodedError } from '../protocol.js';
import { siblingUrl } from '../sibling-url.js';

/**
 * @typedef {object} Variant
 * @property {string} name as `init` and `npm run train` report it
 * @property {string} script
 * @property {number} threads
 * @property {() => Promise<boolean>} isSupported
 */

/** @type {readonly Variant[]} */
export const VARIANTS = Object.freeze([
  { name: 'relaxed', script: 'inkling-relaxed.mjs', threads: 1, isSupported: relaxedSimd },
  { name: 'simd', script: 'inkling-simd.mjs', threads: 1, isSupported: simd },
]);

/**
 * @param {readonly Variant[]} [variants]
 * @returns {Promise<Variant>} the best one that runs here
 * @throws {CodedError} `no-simd`
 */
export async function chooseVariant(variants = VARIANTS) {
  for (const variant of variants) {
    if (await variant.isSupported()) return variant;
  }
  throw new CodedError(
    'no-simd',
    'This browser has no WebAssembly SIMD, which the network needs to train. Chrome and Edge have ' +
      'it from version 91, Firefox from 89, Safari from 16.4.',
  );
}

/**
 * @param {Variant} variant
 * @param {string} workerUrl the builds lie in `wasm/` beside it
 * @returns {Promise<import('./inkling-module.js').InklingModule>}
 */
export async function loadVariant(variant, workerUrl) {
  const locate = (/** @type {string} */ path) => siblingUrl(`./wasm/${path}`, workerUrl).href;
  let script;
  try {
    script = await import(locate(variant.script));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError(
      'network',
      `The network's code (${variant.script}) could not be loaded: ${reason}. Reload the page.`,
    );
  }
  const create = /** @type {import('./inkling-module.js').CreateInkling} */ (script.default);
  return create({ locateFile: locate });
}
