/** The options of `npm run train`, checked before anything is set up. Plain Node. */

import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FULL_SET_FOLDER, FULL_SET_NAMES } from '../../assets/mnist/verify.mjs';
import { DEFAULT_PRESET, PRESETS } from '../../web/src/presets.js';
import {
  isWholeNumber,
  LIMITS,
  readSetting,
  SETTING_KEYS,
  SETTINGS,
} from '../../web/src/setting-fields.js';

const IDX_NAME = /(images[-.]idx3|labels[-.]idx1)-ubyte(\.gz)?$/;

export const HELP = `Usage: npm run train -- [options]

Trains the network under Node with the same WebAssembly as the page.

  --data DIR|embedded|full  a folder of IDX files, the built-in 10,000 images (the default), or the
                            full MNIST, which "npm run mnist" installs
  --preset NAME             ${Object.keys(PRESETS).join(', ')} (default ${DEFAULT_PRESET}); the options below change parts of it
${SETTING_KEYS.map((key) => settingHelp(SETTINGS[key])).join('\n')}
  --strokes FILE.jsonl      afterwards reads recorded drawings, one a line: {"writer", "label",
                            "strokes"}, points in fractions of a square pad, y downward
  --write-digits FILE.png   no training: a sheet of written digits, or of those of --strokes
  --threads N|auto          auto (the default) finds the fastest number by trying; more than there
                            are cores are taken as that many. The results are the same
  --json                    one JSON object a line instead of the table
  --help                    this text

Exit codes: 0 trained, 1 failed, 2 bad options, 130 interrupted (Ctrl-C prints the best so far).`;

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

/**
 * @typedef {object} TrainOptions
 * @property {string} presetLabel
 * @property {import('../../web/src/protocol.js').Config} config
 * @property {{kind: 'embedded'} | {kind: 'files', paths: string[]}} data
 * @property {import('../../web/src/protocol.js').ThreadWish} threads
 * @property {string | null} strokes the path of a file of recorded drawings
 * @property {string | null} sheet the path of a picture that is written instead of training
 * @property {boolean} json
 */

/**
 * @param {string[]} args
 * @returns {TrainOptions | 'help'}
 * @throws {OptionError}
 */
export function parseOptions(args) {
  const values = parse(args);
  if (values.help) return 'help';
  const preset = PRESETS[values.preset ?? DEFAULT_PRESET];
  if (!preset) {
    throw new OptionError(
      `There is no preset "${values.preset}". There is: ${Object.keys(PRESETS).join(', ')}.`,
    );
  }
  const { config } = preset;
  return {
    presetLabel: preset.label,
    config: { ...config, ...settings(values) },
    data: data(values.data ?? 'embedded'),
    threads: threads(values.threads),
    strokes: recordings(values.strokes),
    sheet: sheet(values['write-digits']),
    json: values.json ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const options = {
    ...{ data: text, preset: text, threads: text, strokes: text, 'write-digits': text },
    ...{ json: flag, help: flag },
    ...Object.fromEntries(SETTING_KEYS.map((key) => [SETTINGS[key].name, text])),
  };
  try {
    return parseArgs({ args: joinNegatives(args), options }).values;
  } catch (error) {
    // Node's own sentences: the first of them says it.
    const [sentence = ''] = /** @type {Error} */ (error).message.split(/\. |\n/);
    throw new OptionError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/**
 * "--epochs -1" as "--epochs=-1": a negative number is a value, which is then refused by its range.
 * @param {string[]} args
 */
function joinNegatives(args) {
  /** @type {string[]} */
  const joined = [];
  for (const arg of args) {
    const last = joined.at(-1);
    if (/^-\.?\d/.test(arg) && last !== undefined && /^--[a-z-]+$/.test(last)) {
      joined[joined.length - 1] = `${last}=${arg}`;
    } else {
      joined.push(arg);
    }
  }
  return joined;
}

/**
 * A line of the list of options.
 * @param {import('../../web/src/setting-fields.js').Setting} setting
 */
function settingHelp({ name, help }) {
  const column = 26;
  return `  --${name} X`.padEnd(column + 2) + help;
}

/**
 * The settings that were given.
 * @param {Record<string, string | boolean | undefined>} values
 * @returns {Partial<import('../../web/src/protocol.js').Config>}
 */
function settings(values) {
  /** @type {Record<string, unknown>} */
  const given = {};
  for (const key of SETTING_KEYS) {
    const { name } = SETTINGS[key];
    const text = values[name];
    if (typeof text !== 'string') continue;
    try {
      given[key] = readSetting(key, text);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      throw new OptionError(`--${name} "${text}": ${message}`);
    }
  }
  return given;
}

/** @param {string | undefined} value */
function recordings(value) {
  if (value === undefined) return null;
  const path = userPath(value);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  throw new OptionError(`--strokes must be a file of drawings; there is no file ${path}.`);
}

/** @param {string | undefined} value */
function sheet(value) {
  if (value === undefined) return null;
  if (value.endsWith('.png')) return userPath(value);
  throw new OptionError(`--write-digits must be the name of a .png file, not "${value}".`);
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
function threads(value) {
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
function data(value) {
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
