/**
 * The builds of the WASM module, best first, and which of them run here.
 */

import { relaxedSimd, simd, threads } from 'wasm-feature-detect';
import { CodedError } from '../protocol.js';

/**
 * What a browser, or Node, has of what the builds need.
 * @typedef {object} Features
 * @property {boolean} simd
 * @property {boolean} relaxedSimd
 * @property {boolean} sharedMemory
 * @property {number} cores
 */

/**
 * @typedef {object} Variant
 * @property {import('../protocol.js').VariantName} name
 * @property {string} script
 * @property {boolean} hasThreads
 * @property {boolean} isForUse whether it is ever chosen; else it is there to compare with
 * @property {(features: Features) => string} obstacle why it does not run here; "" where it does
 */

const SIMD_OBSTACLE = 'this browser has no WebAssembly SIMD';
const RELAXED_OBSTACLE = 'this browser has no relaxed SIMD';

/** @type {readonly Variant[]} */
export const VARIANTS = Object.freeze([
  {
    name: 'threads',
    script: 'inkling-threads.mjs',
    hasThreads: true,
    isForUse: true,
    obstacle: (has) => {
      if (has.cores < 2) return 'the browser shows only one core';
      if (!has.sharedMemory) return 'the page has no shared memory, as it is not isolated';
      return has.relaxedSimd ? '' : RELAXED_OBSTACLE;
    },
  },
  {
    name: 'relaxed',
    script: 'inkling-relaxed.mjs',
    hasThreads: false,
    isForUse: true,
    obstacle: (has) => (has.relaxedSimd ? '' : RELAXED_OBSTACLE),
  },
  {
    name: 'simd',
    script: 'inkling-simd.mjs',
    hasThreads: false,
    isForUse: true,
    obstacle: (has) => (has.simd ? '' : SIMD_OBSTACLE),
  },
  {
    name: 'scalar',
    script: 'inkling-scalar.mjs',
    hasThreads: false,
    isForUse: false,
    obstacle: () => '',
  },
]);

/**
 * @param {number} cores that the browser or the system speaks of
 * @returns {Promise<Features>}
 */
export async function detectFeatures(cores) {
  const [hasSimd, hasRelaxedSimd, sharedMemory] = await Promise.all([
    simd(),
    relaxedSimd(),
    threads(),
  ]);
  return { simd: hasSimd, relaxedSimd: hasRelaxedSimd, sharedMemory, cores };
}

/**
 * @param {Features} features
 * @param {string} [wish] the name of the only one that will do
 * @returns {Variant[]} those to be used here, best first; at least one
 * @throws {CodedError} `no-simd`, or `invalid-argument` where the wish cannot be fulfilled
 */
export function variantsFor(features, wish) {
  if (wish !== undefined) {
    const variant = VARIANTS.find(({ name }) => name === wish);
    const obstacle = variant ? variant.obstacle(features) : 'there is none of that name';
    if (variant && obstacle === '') return [variant];
    throw new CodedError('invalid-argument', `The variant "${wish}" does not run: ${obstacle}.`);
  }
  const usable = VARIANTS.filter((one) => one.isForUse && one.obstacle(features) === '');
  if (usable.length > 0) return usable;
  throw new CodedError(
    'no-simd',
    'This browser has no WebAssembly SIMD, which the network needs to train. Chrome and Edge have ' +
      'it from version 91, Firefox from 89, Safari from 16.4.',
  );
}
