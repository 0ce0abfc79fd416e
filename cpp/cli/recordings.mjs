/** Recorded drawings, from a file with one JSON object a line. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CodedError, isStrokes } from '../../web/src/protocol.js';

/** More classes than any data set here has. */
const MAX_LABEL = 25;

/**
 * @typedef {object} Recording
 * @property {string} writer who drew it, by any name
 * @property {number} label what it is meant to be
 * @property {import('../../web/src/protocol.js').Stroke[]} strokes
 */

/**
 * @param {string} path
 * @returns {Promise<Recording[]>} at least one
 * @throws {CodedError} `bad-data-set`, naming the line
 */
export async function readRecordings(path) {
  const name = basename(path);
  const lines = (await readFile(path, 'utf8')).split('\n');
  const recordings = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [parseRecording(line, `${name}, line ${i + 1}`)],
  );
  if (recordings.length === 0) throw new CodedError('bad-data-set', `${name} has no drawings.`);
  return recordings;
}

/**
 * @param {string} line
 * @param {string} place
 * @returns {Recording}
 */
function parseRecording(line, place) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CodedError('bad-data-set', `${place}: this is not JSON.`);
  }
  const { writer = 'unknown', label, strokes } = value ?? {};
  if (typeof writer !== 'string') {
    throw new CodedError('bad-data-set', `${place}: "writer" must be a text.`);
  }
  if (!Number.isInteger(label) || label < 0 || label > MAX_LABEL) {
    throw new CodedError(
      'bad-data-set',
      `${place}: "label" must be a whole number from 0 to ${MAX_LABEL}.`,
    );
  }
  if (!isStrokes(strokes) || strokes.length === 0) {
    throw new CodedError(
      'bad-data-set',
      `${place}: "strokes" must be lists of points [x, y] or [x, y, pressure].`,
    );
  }
  return { writer, label, strokes };
}
