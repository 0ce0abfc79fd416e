/** What the values of the options of `npm run train` mean, checked. Plain Node. */

import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FULL_SET_FOLDER, FULL_SET_NAMES } from '../../assets/mnist/verify.mjs';
import { LIMITS } from '../../web/src/limits.js';
import { grouped, isWholeNumber } from '../../web/src/setting-kinds.js';

/** @typedef {import('./train-options.mjs').TrainOptions} TrainOptions */

/** So that a slip of the finger asks for no million of trainings. */
const MOST_SEEDS = 1000;

const IDX_NAME = /(images[-.]idx3|labels[-.]idx1)-ubyte(\.gz)?$/;

/** A bad option; the message is a sentence for people. */
export class OptionError extends Error {
  /**
   * @param {string} message
   * @param {{helps?: boolean}} [options] whether the list of options helps with it
   */
  constructor(message, { helps = true } = {}) {
    super(message);
    this.helps = helps;
  }
}

/** @param {string | undefined} value */
export function readRecordingsPath(value) {
  if (value === undefined) return null;
  const path = userPath(value);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new OptionError(`--strokes must be a file of drawings; there is no file ${path}.`);
}

/** @param {string | undefined} value */
export function readSheetPath(value) {
  if (value === undefined) return null;
  if (!value.endsWith('.png')) {
    throw new OptionError(`--write-digits must be the name of a .png file, not "${value}".`);
  }
  const path = userPath(value);
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) return path;
  throw new OptionError(`--write-digits: there is no folder ${dirname(path)}.`);
}

/**
 * @param {string} value "1-5", "1,4,9" or "7"
 * @returns {number[]} in the order in which they stand there
 */
export function readSeeds(value) {
  const list = value.split(',').flatMap(seedRange);
  if (list.length <= MOST_SEEDS && new Set(list).size === list.length) return list;
  throw new OptionError(
    `--seeds takes at most ${grouped(MOST_SEEDS)} seeds, each of them once, not "${value}".`,
  );
}

/** @param {string} text "1-5" or "7" */
function seedRange(text) {
  const { min, max } = LIMITS.seed;
  const [from = '', to = from, ...more] = text.split('-').map((one) => one.trim());
  const isGood = [from, to].every((one) => isWholeNumber(one, min, max));
  const count = Number(to) - Number(from) + 1;
  if (!isGood || count < 1 || more.length > 0) {
    throw new OptionError(
      `--seeds must be whole numbers to ${grouped(max)}, as 1-5 or 1,4,9, not "${text}".`,
    );
  }
  // One more than there may be says enough of a range that is too long.
  return Array.from({ length: Math.min(count, MOST_SEEDS + 1) }, (_, i) => Number(from) + i);
}

/**
 * npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
 * @param {string} path
 */
function userPath(path) {
  return resolve(process.env.INIT_CWD ?? '', path);
}

/**
 * @param {string | undefined} value
 * @returns {TrainOptions['threads']}
 */
export function readThreads(value) {
  if (value === undefined || value === 'auto') return 'auto';
  const { min, max } = LIMITS.threads;
  if (isWholeNumber(value, min, max)) return Number(value);
  throw new OptionError(
    `--threads must be auto or a whole number from ${min} to ${max}, not "${value}".`,
  );
}

/**
 * @param {string} value
 * @returns {TrainOptions['data']}
 */
export function readData(value) {
  if (value === 'embedded') return { kind: 'embedded' };
  if (value === 'full') {
    const paths = FULL_SET_NAMES.map((name) => join(FULL_SET_FOLDER, `${name}.gz`));
    if (paths.every((path) => statSync(path, { throwIfNoEntry: false }))) {
      return { kind: 'files', paths };
    }
    throw new OptionError('The full MNIST is not installed. "npm run mnist" installs it.', {
      helps: false,
    });
  }
  return { kind: 'files', paths: idxFiles(userPath(value)) };
}

/**
 * @param {string} folder
 * @returns {string[]} its IDX files by their usual names; of a plain and a gzipped copy the plain one
 */
function idxFiles(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new OptionError(
      `--data must be embedded, full or a folder; there is no folder ${folder}.`,
    );
  }
  const names = readdirSync(folder).filter((name) => IDX_NAME.test(name));
  const chosen = names.filter(
    (name) => !names.includes(name.replace(/\.gz$/, '')) || !name.endsWith('.gz'),
  );
  if (chosen.length > 0) return chosen.map((name) => join(folder, name));
  throw new OptionError(
    `${folder} holds no IDX files by their usual names (such as train-images-idx3-ubyte.gz).`,
  );
}
