/**
 * A sheet of digits to look at: a row for each digit, each drawing as it stands on the pad and, below,
 * as the network gets it.
 */

import { writeFile } from 'node:fs/promises';
import { FULL_PREPARATION } from '../../web/src/protocol.js';
import { toPng } from './png.mjs';

/** @typedef {import('../../web/src/protocol.js').GrayImage} GrayImage */
/** @typedef {import('../../web/src/protocol.js').Stroke} Stroke */

const DIGITS = 10;
const COLUMNS = 24;
/** In the last columns stand forms that no network is trained with. */
const HELD_OUT_COLUMNS = 4;

/** The pad, 280 pixels wide, is shown at a quarter of its size. */
const SHRINK = 4;
const PAD = 70;
const IMAGE = 28;
const CELL_HEIGHT = PAD + IMAGE + 10;

/**
 * @param {string} path
 * @param {object} parts
 * @param {import('../../web/src/worker/inkling-module.js').InklingModule} parts.module
 * @param {import('../../web/src/worker/inkling-module.js').Session} parts.session
 * @param {number} parts.seed
 * @param {import('./recordings.mjs').Recording[] | null} parts.recordings shown instead of written
 *   digits
 */
export async function writeSheet(path, { module, session, seed, recordings }) {
  const drawings = recordings ? choose(recordings) : write(module, seed);
  const sheet = new Sheet(DIGITS * CELL_HEIGHT, COLUMNS * PAD);
  for (const { row, column, strokes } of drawings) {
    const [top, left] = [row * CELL_HEIGHT, column * PAD];
    sheet.paste(shrunk(module.renderStrokes(strokes)), top, left);
    sheet.paste(
      session.readStrokes(strokes, FULL_PREPARATION).image,
      top + PAD,
      left + (PAD - IMAGE) / 2,
    );
  }
  await writeFile(path, toPng(sheet.image));
}

/** @typedef {{row: number, column: number, strokes: Stroke[]}} Placed */

/**
 * @param {import('../../web/src/worker/inkling-module.js').InklingModule} module
 * @param {number} seed
 * @returns {Placed[]}
 */
function write(module, seed) {
  const known = new module.DigitWriter(seed, false);
  const heldOut = new module.DigitWriter(seed, true);
  try {
    return Array.from({ length: DIGITS * COLUMNS }, (_, i) => {
      const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS];
      const writer = column < COLUMNS - HELD_OUT_COLUMNS ? known : heldOut;
      return { row, column, strokes: /** @type {Stroke[]} */ (writer.write(row).strokes) };
    });
  } finally {
    known.delete();
    heldOut.delete();
  }
}

/**
 * Of each digit as many as there is room for, evenly over the file.
 * @param {import('./recordings.mjs').Recording[]} recordings
 * @returns {Placed[]}
 */
function choose(recordings) {
  return Array.from({ length: DIGITS }, (_, row) => {
    const all = recordings.filter(({ label }) => label === row);
    const count = Math.min(COLUMNS, all.length);
    return Array.from({ length: count }, (__, column) => ({
      row,
      column,
      strokes: all[Math.floor((column * all.length) / count)]?.strokes ?? [],
    }));
  }).flat();
}

/** White paper that drawings are pasted on. */
class Sheet {
  image;

  /**
   * @param {number} rows
   * @param {number} columns
   */
  constructor(rows, columns) {
    this.image = { rows, columns, pixels: new Uint8Array(rows * columns).fill(255) };
  }

  /**
   * @param {GrayImage} drawing 255 is ink
   * @param {number} top
   * @param {number} left
   */
  paste({ rows, columns, pixels }, top, left) {
    for (let row = 0; row < rows; row++) {
      const line = pixels.subarray(row * columns, (row + 1) * columns);
      this.image.pixels.set(
        line.map((ink) => 255 - ink),
        (top + row) * this.image.columns + left,
      );
    }
  }
}

/**
 * @param {GrayImage} drawing
 * @returns {GrayImage}
 */
function shrunk({ rows, columns, pixels }) {
  const [height, width] = [rows / SHRINK, columns / SHRINK];
  const small = new Float32Array(height * width);
  pixels.forEach((ink, i) => {
    const row = Math.floor(i / columns / SHRINK);
    const column = Math.floor((i % columns) / SHRINK);
    small[row * width + column] = (small[row * width + column] ?? 0) + ink / SHRINK ** 2;
  });
  return { rows: height, columns: width, pixels: Uint8Array.from(small, Math.round) };
}
