/** The options of `npm run train`, checked before anything is set up. Plain Node. */

import { parseArgs } from 'node:util';
import { DEFAULT_PRESET, PRESETS } from '../../web/src/presets.js';
import { readSetting, SETTING_KEYS, SETTINGS } from '../../web/src/setting-fields.js';
import {
  OptionError,
  readData,
  readRecordingsPath,
  readSeeds,
  readSheetPath,
  readThreads,
} from './option-values.mjs';

export const HELP = `Usage: npm run train -- [options]

Trains the network under Node with the same WebAssembly as the page.

  --data DIR|embedded|full  a folder of IDX files, the built-in 10,000 images (the default), or the
                            full MNIST, which "npm run mnist" installs
  --preset NAME             ${Object.keys(PRESETS).join(', ')} (default ${DEFAULT_PRESET}); the options below change parts of it
${SETTING_KEYS.map((key) => settingHelp(SETTINGS[key])).join('\n')}
  --seeds 1-5|1,4,9         trains once for each of these seeds; in the end the mean and the spread
  --strokes FILE.jsonl      afterwards reads recorded drawings, one a line: {"writer", "label",
                            "strokes"}, points in fractions of a square pad, y downward
  --write-digits FILE.png   no training: a sheet of written digits, or of those of --strokes
  --threads N|auto          auto (the default) finds the fastest number by trying; more than there
                            are cores are taken as that many. The results are the same
  --json                    one JSON object a line instead of the table
  --help                    this text

Exit codes: 0 trained, 1 failed, 2 bad options, 130 interrupted (Ctrl-C prints the best so far).`;

/**
 * @typedef {object} TrainOptions
 * @property {string} presetLabel
 * @property {import('../../web/src/protocol.js').Config} config
 * @property {number[] | null} seeds one training for each, instead of one for the config's
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
  return {
    presetLabel: preset.label,
    config: { ...preset.config, ...settings(values) },
    seeds: seeds(values),
    data: readData(values.data ?? 'embedded'),
    threads: readThreads(values.threads),
    strokes: readRecordingsPath(values.strokes),
    sheet: readSheetPath(values['write-digits']),
    json: values.json ?? false,
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const options = {
    ...{ data: text, preset: text, threads: text, strokes: text, seeds: text },
    ...{ 'write-digits': text, json: flag, help: flag },
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
 * @param {import('../../web/src/setting-kinds.js').Setting} setting
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

/**
 * @param {{seeds?: string, 'write-digits'?: string} & Record<string, string | boolean | undefined>}
 *   values
 */
function seeds(values) {
  if (values.seeds === undefined) return null;
  const other = ['seed', 'write-digits'].find((name) => values[name] !== undefined);
  if (other === undefined) return readSeeds(values.seeds);
  throw new OptionError(`--${other} and --seeds do not go together: give one of the two.`);
}
