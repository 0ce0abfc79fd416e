/**
 * Loads the best variant of the WASM module that runs here. Where one fails although it should run
 * (no memory for its threads, workers that are blocked), the next one takes its place.
 */

import { CodedError } from '../protocol.js';
import { siblingUrl } from '../sibling-url.js';
import { withThreadWorkers } from './thread-workers.js';
import { detectFeatures, VARIANTS, variantsFor } from './variants.js';

/** More hardly help at the sizes of networks that a page trains. */
const MOST_THREADS = 8;

/** @typedef {import('./variants.js').Variant} Variant */

/**
 * @typedef {object} Loaded
 * @property {import('./inkling-module.js').InklingModule} module
 * @property {import('../protocol.js').VariantName} variant
 * @property {number} mostThreads that it can compute with
 * @property {number} cores
 * @property {import('../protocol.js').VariantSupport[]} variants all that there are
 */

/**
 * @param {object} options
 * @param {string} options.workerUrl the builds lie in `wasm/` beside it
 * @param {number} options.cores
 * @param {string} [options.wish] the name of the only variant that will do
 * @returns {Promise<Loaded>}
 */
export async function loadModule({ workerUrl, cores, wish }) {
  const features = await detectFeatures(cores);
  const candidates = variantsFor(features, wish);
  /** @type {unknown} */
  let failure;
  for (const variant of candidates) {
    try {
      const mostThreads = variant.hasThreads ? Math.min(cores, MOST_THREADS) : 1;
      const module = await loadVariant(variant, workerUrl, mostThreads);
      const variants = VARIANTS.map((one) => ({
        name: one.name,
        obstacle: one.obstacle(features),
      }));
      return { module, variant: variant.name, mostThreads, cores, variants };
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/**
 * @param {Variant} variant
 * @param {string} workerUrl
 * @param {number} threads
 * @returns {Promise<import('./inkling-module.js').InklingModule>}
 */
async function loadVariant(variant, workerUrl, threads) {
  const locate = (/** @type {string} */ path) => siblingUrl(`./wasm/${path}`, workerUrl).href;
  const scriptUrl = locate(variant.script);
  let script;
  try {
    script = await import(scriptUrl);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError(
      'network',
      `The network's code (${variant.script}) could not be loaded: ${reason}. Reload the page.`,
    );
  }
  const create = /** @type {import('./inkling-module.js').CreateInkling} */ (script.default);
  const load = () => create({ locateFile: locate, threads });
  return variant.hasThreads ? withThreadWorkers(scriptUrl, load) : load();
}
