/**
 * Recorded drawings as text: one JSON object a line,
 * {"writer": "me", "label": 7, "strokes": [[[0.2, 0.3], ...], ...], "times": [[0, 8, ...], ...]}.
 * Shared by the page and `npm run train`.
 *
 * @typedef {import('./protocol.js').Stroke} Stroke
 *
 * @typedef {object} Recording
 * @property {string} writer who drew it, by any name
 * @property {number} label what it is meant to be
 * @property {Stroke[]} strokes
 * @property {number[][]} [times] of each point, in milliseconds since the drawing began
 */

import { CodedError, isStrokes } from './protocol.js';

/** What the library takes: in pads, for a mouse that was pulled over several screens. */
const FARTHEST = 100;
const MOST_POINTS = 100_000;
/** More classes than any data set here has. */
const MAX_LABEL = 25;

/**
 * @param {string} text
 * @param {string} name of the file, for errors
 * @returns {Recording[]} at least one
 * @throws {CodedError} `bad-data-set`, naming the line
 */
export function parseRecordings(text, name) {
  const recordings = text
    .split('\n')
    .flatMap((line, i) =>
      line.trim() === '' ? [] : [parseRecording(line, `${name}, line ${i + 1}`)],
    );
  if (recordings.length === 0) throw new CodedError('bad-data-set', `${name} has no drawings.`);
  return recordings;
}

/**
 * @param {readonly Recording[]} recordings
 * @returns {string} what `parseRecordings` reads
 */
export function formatRecordings(recordings) {
  return recordings
    .map(({ writer, label, strokes, times }) =>
      JSON.stringify({ writer, label, strokes, times }).concat('\n'),
    )
    .join('');
}

/**
 * @param {string} line
 * @param {string} place
 * @returns {Recording}
 */
function parseRecording(line, place) {
  const check = (/** @type {boolean} */ isGood, /** @type {string} */ problem) => {
    if (!isGood) throw new CodedError('bad-data-set', `${place}: ${problem}`);
  };
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    check(false, 'this is not JSON.');
  }
  const { writer = 'unknown', label, strokes, times } = value ?? {};
  check(typeof writer === 'string', '"writer" must be a text.');
  check(
    Number.isInteger(label) && label >= 0 && label <= MAX_LABEL,
    `"label" must be a whole number from 0 to ${MAX_LABEL}.`,
  );
  check(
    isStrokes(strokes) && strokes.length > 0,
    '"strokes" must be lists of points [x, y] or [x, y, pressure].',
  );
  /** @type {import('./protocol.js').StrokePoint[]} */
  const points = strokes.flat();
  check(
    points.length <= MOST_POINTS &&
      points.every(
        ([x, y, pressure = 1]) =>
          Math.max(Math.abs(x), Math.abs(y)) <= FARTHEST && pressure >= 0 && pressure <= 1,
      ),
    `"strokes" must be at most ${MOST_POINTS} points in fractions of the pad, from -${FARTHEST} to ${FARTHEST}, with pressures from 0 to 1.`,
  );
  if (times === undefined) return { writer, label, strokes };
  check(
    areTimes(times, strokes),
    '"times" must be lists of milliseconds, one for each point, from 0 on and never falling.',
  );
  return { writer, label, strokes, times };
}

/**
 * Points that come in one event of a coarse clock may have the same time.
 * @param {unknown} times
 * @param {readonly Stroke[]} strokes
 */
function areTimes(times, strokes) {
  if (!Array.isArray(times) || times.length !== strokes.length) return false;
  if (!times.every((list, i) => Array.isArray(list) && list.length === strokes[i]?.length)) {
    return false;
  }
  /** @type {unknown[]} */
  const all = times.flat();
  return all.every((time, i) => Number.isFinite(time) && Number(time) >= Number(all[i - 1] ?? 0));
}
