/** Where things lie. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const toolchainFolder = dirname(fileURLToPath(import.meta.url));

/** The project's root. */
export const ROOT = dirname(dirname(toolchainFolder));

/** What set-up unpacks; git-ignored. */
export const LOCAL = join(toolchainFolder, '.local');

/** CMake's output, a folder for each preset; git-ignored. */
export const BUILD = join(ROOT, 'build');

/** Output of set-up's commands. */
export const LOGS = join(BUILD, 'logs');

/** The built modules and their type declarations. */
export const WASM = join(BUILD, 'wasm');
