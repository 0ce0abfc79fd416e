/**
 * `npm run bench`: Inkling against its peers, in one run. Plain Node up to the point where set-up has
 * installed the npm packages.
 */

import { writeFile } from 'node:fs/promises';
import { SetupError } from '../../cpp/toolchain/say.mjs';
import { HELP, OptionError, parseOptions } from './options.mjs';
import { setUp } from './setup.mjs';

const EXIT = Object.freeze({ done: 0, failed: 1, badOptions: 2 });

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
    console.error(`${error.message} "npm run bench -- --help" lists the options.`);
    return EXIT.badOptions;
  }
  if (options === 'help') {
    console.log(HELP);
    return EXIT.done;
  }
  try {
    await bench(options);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return EXIT.failed;
  }
}

/** @param {import('./options.mjs').BenchOptions} options */
async function bench(options) {
  const found = await setUp();
  if (options.sections.includes('start')) {
    const { build } = await import('../../web/tools/build.mjs');
    await build();
  }
  const [{ measure }, { report }, { chartOf, publish }] = await Promise.all([
    import('./measure.mjs'),
    import('./report.mjs'),
    import('./publish.mjs'),
  ]);
  const run = await measure(options, found);
  console.log(`\n${report(run)}`);
  const written = options.publish ? await publish(run) : [];
  if (options.json) {
    await writeFile(options.json, `${JSON.stringify(run, null, 2)}\n`);
    written.push(options.json);
  }
  if (options.svg) {
    await writeFile(options.svg, chartOf(run));
    written.push(options.svg);
  }
  if (written.length > 0) console.log(`\nWritten: ${written.join(', ')}`);
}
