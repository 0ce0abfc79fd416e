import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FULL_SET_SHA256 } from './checksums.js';
import { sha256, unpack } from './sha256.mjs';

/** Where the full set lives: the page's build and `npm run train` look here. */
export const FULL_SET_FOLDER = fileURLToPath(new URL('.', import.meta.url));

export const FULL_SET_NAMES = Object.freeze(Object.keys(FULL_SET_SHA256));

/** A failure whose message is a sentence for people. */
export class InstallError extends Error {}

/**
 * @param {string} name canonical, "train-images-idx3-ubyte"
 * @param {Uint8Array} bytes gzipped or plain
 * @param {string} origin where they came from, for the sentence
 * @throws {InstallError} naming the file and both sums
 */
export function verify(name, bytes, origin) {
  let unpacked;
  try {
    unpacked = unpack(bytes);
  } catch {
    throw new InstallError(`${origin} is a damaged or incomplete gzip file.`);
  }
  const sum = sha256(unpacked);
  if (sum !== FULL_SET_SHA256[name]) {
    throw new InstallError(
      `${origin} is not MNIST's ${name}: the SHA-256 of its unpacked bytes should be ` +
        `${FULL_SET_SHA256[name]}, but is ${sum}.`,
    );
  }
}

/**
 * @param {string} name canonical
 * @param {string} [folder]
 * @returns {Promise<boolean>} whether a good copy is installed
 */
export async function isInstalled(name, folder = FULL_SET_FOLDER) {
  const path = resolve(folder, `${name}.gz`);
  try {
    verify(name, await readFile(path), path);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} [folder]
 * @returns {Promise<boolean>} whether all four files are there and good
 */
export async function isFullSetInstalled(folder = FULL_SET_FOLDER) {
  for (const name of FULL_SET_NAMES) {
    if (!(await isInstalled(name, folder))) return false;
  }
  return true;
}
