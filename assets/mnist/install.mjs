/**
 * `npm run mnist`: puts the full MNIST into this folder, where the page's build and `npm run train`
 * pick it up. Plain Node, without npm packages.
 */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bar, ProgressLine } from '../../cpp/cli/progress-bar.mjs';
import { installFromFolder } from './from-folder.mjs';
import { installFromMirrors, MIRRORS } from './from-mirrors.mjs';
import { FULL_SET_FOLDER, InstallError } from './verify.mjs';

const HELP = `Usage: npm run mnist [-- --from DIR]

Puts the four files of the full MNIST (60,000 training and 10,000 test images) into assets/mnist/.
The page ("npm start", "npm run build") and "npm run train -- --data full" then use them.

  --from DIR   take them from a folder: train-images-idx3-ubyte, train-labels-idx1-ubyte,
               t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each gzipped (.gz) or plain.
               Without it they are downloaded (11 MB) from
${MIRRORS.map((mirror) => `                 ${mirror}`).join('\n')}
  --help       this text

Every file is checked by the SHA-256 of its unpacked bytes. A download that was cut short goes on
where it ended when the command is run again.`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(args) {
  let options;
  try {
    options = parseArgs({
      args,
      options: { from: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const line = new ProgressLine(process.stdout);
  const say = (/** @type {string} */ text) => {
    line.clear();
    console.log(text);
  };
  try {
    if (options.from !== undefined) {
      // npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
      const folder = resolve(process.env.INIT_CWD ?? '', options.from);
      await installFromFolder(folder, FULL_SET_FOLDER, say);
    } else {
      await installFromMirrors(FULL_SET_FOLDER, {
        mirrors: mirrors(),
        say,
        onBytes: (file, loaded, total) => line.update(() => describe(file, loaded, total)),
      });
    }
  } catch (error) {
    line.clear();
    if (!(error instanceof InstallError)) throw error;
    console.error(error.message);
    return 1;
  }
  console.log('The full MNIST is installed. MNIST: Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0.');
  return 0;
}

/** @returns {readonly string[]} the tests name their own server here */
function mirrors() {
  return process.env.INKLING_MNIST_MIRRORS?.split(' ') ?? MIRRORS;
}

/**
 * @param {string} file
 * @param {number} loaded
 * @param {number | null} total
 * @returns {string}
 */
function describe(file, loaded, total) {
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
  const amount = total ? `${megabytes(loaded)} of ${megabytes(total)} MB` : megabytes(loaded);
  return `${total ? bar(loaded / total) : ''} ${amount}  ${file}`;
}

process.exitCode = await main(process.argv.slice(2));
