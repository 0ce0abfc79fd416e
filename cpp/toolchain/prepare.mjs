/**
 * Sets up whatever is missing. Every command of the project begins here, so this file and what it
 * imports are plain Node: nothing is installed yet when it runs.
 */

import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { BUILD_PACKAGES, cmakeBuild, NATIVE_PACKAGES } from './cmake.mjs';
import { prepareEmscripten } from './emscripten.mjs';
import { prepareNpmPackages } from './npm-packages.mjs';
import { ROOT } from './paths.mjs';
import { SetupError } from './say.mjs';
import { hasApt, prepareSystemPackages, systemName } from './system-packages.mjs';

const MINIMUM_NODE = 20;

/** Programs without which a build cannot start, looked for where apt is not there to ask. */
const PROGRAMS = ['cmake', 'ninja'];

/** A module for each; see web/src/worker/variants.js for which one a browser takes. */
const WASM_PRESETS = Object.entries({
  'wasm-release': 'with SIMD',
  'wasm-relaxed': 'with relaxed SIMD',
  'wasm-threads': 'with relaxed SIMD and threads',
  'wasm-scalar': 'without SIMD',
});

/**
 * @typedef {object} Needs
 * @property {boolean} [wasm] the release modules in build/wasm/
 * @property {boolean} [native] a native compiler, GoogleTest and the C++ linters
 * @property {boolean} [browser] Chromium
 */

/**
 * Installs and builds what is missing for `needs`; the npm packages always.
 * @param {Needs} needs
 * @throws {SetupError}
 */
export async function prepare({ wasm = false, native = false, browser = false }) {
  checkNode();
  await prepareNpmPackages();
  await prepareSystem({ wasm, native, browser });
  if (wasm) {
    for (const [preset, name] of WASM_PRESETS) {
      const title = `Compiling the WebAssembly module ${name}`;
      await buildWasm(preset, { title, targets: ['inkling_module'] });
    }
  }
}

/** @type {Promise<NodeJS.ProcessEnv> | null} */
let environment = null;

/**
 * The environment in which Emscripten's CMake presets work; looked for once. Sets Emscripten up where
 * it is missing.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export function emscriptenEnvironment() {
  environment ??= makeEmscriptenEnvironment();
  return environment;
}

/** @returns {Promise<NodeJS.ProcessEnv>} */
async function makeEmscriptenEnvironment() {
  const { root, env } = await prepareEmscripten();
  return {
    ...process.env,
    ...env,
    EMSCRIPTEN_ROOT: root,
    // --emit-tsd calls `tsc`.
    PATH: [
      join(ROOT, 'node_modules', '.bin'),
      root,
      dirname(process.execPath),
      process.env.PATH,
    ].join(delimiter),
  };
}

/**
 * @param {string} preset
 * @param {Omit<Parameters<typeof cmakeBuild>[1], 'env'>} options
 */
export async function buildWasm(preset, options) {
  await cmakeBuild(preset, { ...options, env: await emscriptenEnvironment() });
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MINIMUM_NODE) {
    throw new SetupError(
      `Node ${MINIMUM_NODE} or newer is needed; this is ${process.versions.node}. Install a newer one and start again.`,
    );
  }
}

/** @param {Required<Needs>} needs */
async function prepareSystem({ wasm, native, browser }) {
  if (!hasApt()) {
    const missing = PROGRAMS.filter((program) => spawnSync(program, ['--version']).error);
    if (missing.length > 0) {
      throw new SetupError(
        `Set-up installs system packages on Debian and Ubuntu only; this is ${systemName()}. Install ` +
          `${missing.join(' and ')}, and Eigen 3.4 or newer, with your system's package manager and start again.`,
      );
    }
    return;
  }
  if (wasm || native) await prepareSystemPackages(BUILD_PACKAGES, 'to build');
  if (native) await prepareSystemPackages(NATIVE_PACKAGES, 'to test the C++ code');
  if (browser) await prepareSystemPackages(['chromium'], 'to test the page in a browser');
}
