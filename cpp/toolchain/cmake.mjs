/** Configures and builds with CMake's presets. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD, LOGS, ROOT } from './paths.mjs';
import { runStep } from './say.mjs';

/** What every build needs. */
export const BUILD_PACKAGES = ['cmake', 'ninja-build', 'libeigen3-dev'];

/** What the native builds and the tests need besides. */
export const NATIVE_PACKAGES = [
  'clang',
  'llvm',
  'libclang-rt-dev',
  'clang-format',
  'clang-tidy',
  'libgtest-dev',
  'g++',
];

/**
 * Brings a preset's build up to date; in a second where nothing has changed.
 * @param {string} preset
 * @param {object} options
 * @param {string} options.title
 * @param {string[]} [options.targets]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {boolean} [options.configure] look again at what is installed, also where it has been
 *   configured before: GoogleTest may have come since
 */
export async function cmakeBuild(
  preset,
  { title, targets = [], env = process.env, configure = false },
) {
  if (configure || !existsSync(join(BUILD, preset, 'build.ninja'))) {
    await runStep(`Configuring (${preset})`, 'cmake', ['--preset', preset], {
      cwd: ROOT,
      env,
      log: join(LOGS, `${preset}-configure.log`),
    });
  }
  const only = targets.flatMap((target) => ['--target', target]);
  await runStep(title, 'cmake', ['--build', '--preset', preset, ...only], {
    cwd: ROOT,
    env,
    log: join(LOGS, `${preset}-build.log`),
  });
}
