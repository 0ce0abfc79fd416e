/** The options of `npm run bench`, checked before anything is set up. Plain Node. */

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The parts of a run, in their order. */
export const SECTIONS = Object.freeze({
  peers: 'every variant of Inkling, TensorFlow.js, jax-js and NumPy on the article’s network',
  kernels: 'products and convolutions against the processor’s peak',
  threads: 'one thread against several',
  batches: 'batch sizes 1, 32, 128, 1000',
  widths: 'hidden layers from 100 to 1600 wide',
  augmentation: 'training steps with and without augmentation',
  presets: 'how long each preset trains until 97, 98, 99 and 99.5 % of the test images',
  samples: 'cost against the number of samples and of epochs; the measuring',
  start: 'from opening the page to the first batch',
});

/** @typedef {keyof typeof SECTIONS} SectionName */

const names = /** @type {SectionName[]} */ (Object.keys(SECTIONS));

export const HELP = `Usage: npm run bench -- [options]

Measures Inkling and its peers in one run, alternating, and prints medians and spreads. Takes up to 25
minutes; leave the machine alone meanwhile.

  --quick            fewer and shorter rounds: under 5 minutes, more noise
  --json FILE        writes everything that was measured, round by round
  --svg FILE         writes the chart of samples per second
  --publish          writes assets/bench.svg and assets/bench.json, which README and page show
  --only SECTION...  only these parts; their floors alone are checked:
${names.map((name) => `                       ${name.padEnd(12)} ${SECTIONS[name]}`).join('\n')}
  --help             this text

Exit codes: 0 measured, whether or not the floors were met; 1 failed; 2 bad options.`;

/** A bad option; the message is a sentence for people. */
export class OptionError extends Error {}

/**
 * @typedef {object} BenchOptions
 * @property {boolean} quick
 * @property {string | null} json path
 * @property {string | null} svg path
 * @property {boolean} publish
 * @property {SectionName[]} sections
 */

/**
 * @param {string[]} args
 * @returns {BenchOptions | 'help'}
 * @throws {OptionError}
 */
export function parseOptions(args) {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const asked = [...(values.only ?? []), ...positionals].flatMap((word) => word.split(','));
  if (positionals.length > 0 && !values.only) {
    throw new OptionError(`Unexpected argument "${positionals[0]}".`);
  }
  const unknown = asked.find((word) => !names.some((name) => name === word));
  if (unknown !== undefined) {
    throw new OptionError(`There is no section "${unknown}". There are: ${names.join(', ')}.`);
  }
  const sections = values.only ? names.filter((name) => asked.includes(name)) : names;
  const publish = values.publish ?? false;
  if (publish && !sections.includes('peers')) {
    throw new OptionError('--publish needs the section peers, whose figures it writes.');
  }
  if (values.svg !== undefined && !sections.includes('peers')) {
    throw new OptionError('--svg needs the section peers, whose figures it draws.');
  }
  return {
    ...{ quick: values.quick ?? false, publish, sections },
    json: outputFile('json', values.json),
    svg: outputFile('svg', values.svg),
  };
}

/** @param {string[]} args */
function parse(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const flag = /** @type {const} */ ({ type: 'boolean' });
  const options = {
    ...{ quick: flag, publish: flag, help: flag, json: text, svg: text },
    only: /** @type {const} */ ({ type: 'string', multiple: true }),
  };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node's own sentences: the first of them says it.
    const [sentence = ''] = /** @type {Error} */ (error).message.split(/\. |\n/);
    throw new OptionError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/**
 * @param {string} name
 * @param {string | undefined} value
 * @returns {string | null}
 */
function outputFile(name, value) {
  if (value === undefined) return null;
  if (value === '') throw new OptionError(`--${name} needs the name of a file.`);
  // npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
  const path = resolve(process.env.INIT_CWD ?? '', value);
  if (existsSync(dirname(path))) return path;
  throw new OptionError(`--${name}: there is no folder ${dirname(path)}.`);
}
