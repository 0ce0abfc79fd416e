/**
 * Finds Emscripten or sets it up. In this order: an `emcc` that is new enough on the `PATH` or in
 * `EMSDK`; what an earlier run unpacked; the system's own package where that is new enough (Debian
 * 13 and later); Debian 13's package unpacked into the project (see debian-emscripten.mjs).
 */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { candidateVersion, hasApt, prepareSystemPackages, systemName } from './system-packages.mjs';
import { findUnpacked, unpackDebianEmscripten } from './debian-emscripten.mjs';
import { say, SetupError } from './say.mjs';

/** The first release with final relaxed-SIMD opcodes, `--emit-tsd` and `getExceptionMessage`. */
export const MINIMUM_EMSCRIPTEN = '3.1.61';

/** The release that the project is developed with. */
const KNOWN_GOOD_EMSCRIPTEN = '3.1.69';

/**
 * @typedef {object} Emscripten
 * @property {string} root the folder with `emcc` and `cmake/Modules/Platform/Emscripten.cmake`
 * @property {string} version
 * @property {NodeJS.ProcessEnv} env what its commands need in their environment
 */

/**
 * @param {string} version "3.1.69", possibly with a suffix
 * @param {string} minimum
 * @returns {boolean}
 */
export function isAtLeast(version, minimum) {
  const parts = version.split(/[.\-+~]/).map(Number);
  for (const [i, least] of minimum.split('.').map(Number).entries()) {
    const part = parts[i] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * @param {string} emcc a command or a path
 * @returns {{version: string, root: string} | null}
 */
function inspect(emcc) {
  const run = spawnSync(emcc, ['--version'], { encoding: 'utf8' });
  const version = /emcc .*? (\d+\.\d+\.\d+)/.exec(run.stdout ?? '')?.[1];
  if (run.status !== 0 || !version) return null;
  const config = emcc.endsWith('emcc') ? emcc.replace(/emcc$/, 'em-config') : 'em-config';
  const root = spawnSync(config, ['EMSCRIPTEN_ROOT'], { encoding: 'utf8' }).stdout?.trim();
  return root ? { version, root } : null;
}

/** @returns {Emscripten | null} one that the person has already */
function findInstalled() {
  const { EMSDK } = process.env;
  const candidates = ['emcc'];
  if (EMSDK) candidates.unshift(join(EMSDK, 'upstream', 'emscripten', 'emcc'));
  for (const candidate of candidates) {
    const found = inspect(candidate);
    if (!found) continue;
    if (isAtLeast(found.version, MINIMUM_EMSCRIPTEN)) return { ...found, env: {} };
    say(
      `  Emscripten ${found.version} is too old (${MINIMUM_EMSCRIPTEN} or newer is needed), so it is not used.`,
    );
  }
  return null;
}

/**
 * @returns {Promise<Emscripten>}
 * @throws {SetupError} where it can neither be found nor set up
 */
export async function prepareEmscripten() {
  const found = findInstalled() ?? findUnpacked();
  if (found) return found;
  if (!hasApt()) {
    throw new SetupError(
      `Emscripten is missing, and on this system (${systemName()}) set-up cannot install it. Install ` +
        `Emscripten ${KNOWN_GOOD_EMSCRIPTEN} or newer with emsdk (https://emscripten.org/docs/getting_started), ` +
        'run "source emsdk_env.sh", and start again.',
    );
  }
  const offered = candidateVersion('emscripten');
  if (offered && isAtLeast(offered, MINIMUM_EMSCRIPTEN)) {
    await prepareSystemPackages(['emscripten'], 'to compile to WebAssembly');
    const installed = findInstalled();
    if (installed) return installed;
  }
  return unpackDebianEmscripten();
}

/**
 * The CMake toolchain file of an Emscripten.
 * @param {Emscripten} emscripten
 * @returns {string}
 */
export function toolchainFile(emscripten) {
  const file = join(emscripten.root, 'cmake', 'Modules', 'Platform', 'Emscripten.cmake');
  if (!existsSync(file)) {
    throw new SetupError(
      `Emscripten ${emscripten.version} in ${emscripten.root} is incomplete: ${file} is missing.`,
    );
  }
  return file;
}
