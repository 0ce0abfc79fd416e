/** Recorded drawings, from a file; see web/src/recordings.js for its form. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseRecordings } from '../../web/src/recordings.js';

/** @typedef {import('../../web/src/recordings.js').Recording} Recording */

/**
 * @param {string} path
 * @returns {Promise<Recording[]>} at least one
 * @throws {import('../../web/src/protocol.js').CodedError} `bad-data-set`, naming the line
 */
export async function readRecordings(path) {
  return parseRecordings(await readFile(path, 'utf8'), basename(path));
}
