/** Sets up what the benchmark needs beyond the project itself. Plain Node. */

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareNpmPackages } from '../../cpp/toolchain/npm-packages.mjs';
import { buildWasm, prepare } from '../../cpp/toolchain/prepare.mjs';
import { say, SetupError } from '../../cpp/toolchain/say.mjs';
import { hasApt, prepareSystemPackages } from '../../cpp/toolchain/system-packages.mjs';
import { findPython } from './numpy.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));

const NUMPY_PACKAGES = ['python3-numpy', 'libopenblas0-pthread', 'python3-threadpoolctl'];

/** The presets in which the products are measured. */
const KERNEL_PRESETS = Object.entries({
  'wasm-release': 'with SIMD',
  'wasm-relaxed': 'with relaxed SIMD',
});

/**
 * @typedef {object} Found
 * @property {string | null} python one that has NumPy
 * @property {boolean} peers whether the npm packages of the peers are there
 * @property {string[]} absent a sentence for each that cannot take part
 */

/**
 * What is Inkling's must be there; what is a peer's may be missing, and is then named as absent.
 * @returns {Promise<Found>}
 * @throws {SetupError}
 */
export async function setUp() {
  say('Setting up what is missing');
  await prepare({ wasm: true, browser: true });
  for (const [preset, name] of KERNEL_PRESETS) {
    await buildWasm(preset, {
      title: `Compiling the products to measure them ${name}`,
      targets: ['inkling_bench_kernels'],
    });
  }
  /** @type {string[]} */
  const absent = [];
  const peers = await attempt(absent, 'TensorFlow.js and jax-js', () =>
    prepareNpmPackages({ folder: HERE, title: 'Installing the peers (npm ci in tests/bench)' }),
  );
  return { python: await prepareNumpy(absent), peers, absent };
}

/** @param {string[]} absent @returns {Promise<string | null>} */
async function prepareNumpy(absent) {
  const found = findPython();
  if (found) return found;
  await attempt(absent, 'NumPy', async () => {
    if (!hasApt()) throw new SetupError('Install NumPy and threadpoolctl for your python3.');
    await prepareSystemPackages(NUMPY_PACKAGES, 'to compare with NumPy');
  });
  const installed = findPython();
  if (!installed && absent.length === 0) absent.push('NumPy is absent: no Python has it.');
  return installed;
}

/**
 * @param {string[]} absent gets a sentence where it fails
 * @param {string} what
 * @param {() => Promise<void>} step
 * @returns {Promise<boolean>} whether it succeeded
 */
async function attempt(absent, what, step) {
  try {
    await step();
    return true;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    absent.push(`${what} cannot take part: ${error.message}`);
    say(`  ${absent.at(-1)}`);
    return false;
  }
}
