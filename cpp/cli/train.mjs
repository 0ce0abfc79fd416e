/**
 * `npm run train`: the page's network, trained under Node. Plain Node up to the point where set-up
 * has installed the npm packages.
 */

import { prepare } from '../toolchain/prepare.mjs';
import { SetupError } from '../toolchain/say.mjs';
import { OptionError } from './option-values.mjs';
import { HELP, parseOptions } from './train-options.mjs';
import { seedsJsonReporter, seedsTableReporter } from './seeds-report.mjs';
import { jsonReporter, tableReporter } from './train-report.mjs';

const EXIT = Object.freeze({ done: 0, failed: 1, badOptions: 2, interrupted: 130 });

process.exitCode = await main(process.argv.slice(2));

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  let options;
  try {
    options = parseOptions(args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const more = error.helps ? ' "npm run train -- --help" lists the options.' : '';
    console.error(`${error.message}${more}`);
    return EXIT.badOptions;
  }
  if (options === 'help') {
    console.log(HELP);
    return EXIT.done;
  }
  try {
    await prepare({ wasm: true });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return EXIT.failed;
  }
  return train(options);
}

/**
 * @param {import('./train-options.mjs').TrainOptions} options
 * @returns {Promise<number>}
 */
async function train(options) {
  const { run } = await import('./train-run.mjs');
  const interruption = new AbortController();
  process.on('SIGINT', () => interruption.abort());
  const [table, json] = options.seeds
    ? [seedsTableReporter, seedsJsonReporter]
    : [tableReporter, jsonReporter];
  const reporter = (options.json ? json : table)(process.stdout);
  try {
    return EXIT[await run(options, reporter, interruption.signal)];
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    console.error(asSentence(error.message));
    if (error.code === 'aborted') return EXIT.interrupted;
    return error.code === 'invalid-argument' ? EXIT.badOptions : EXIT.failed;
  }
}

/** @param {string} message which may begin with the name of a setting, or of a file, which stays as it is */
function asSentence(message) {
  const text = message.replace(/^[a-z](?=[a-z]*[ :])/, (first) => first.toUpperCase());
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
