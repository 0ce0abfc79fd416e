import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRecordings, parseRecordings } from '../../web/src/recordings.js';

const STROKES = '"strokes":[[[0.1,0.2],[0.3,0.4]],[[0.5,0.6,0.7]]]';

/** @param {string} times */
const withTimes = (times) => parseRecordings(`{"label":4,${STROKES},"times":${times}}`, 'mine');

test('drawings come back as they were written, with and without times', () => {
  /** @type {import('../../web/src/recordings.js').Recording[]} */
  const recordings = [
    { writer: 'me', label: 7, strokes: [[[0.25, 0.5, 0.125]]], times: [[0]] },
    { writer: 'Ada', label: 0, strokes: [[[0, 1]], [[1, 0]]] },
  ];
  const text = formatRecordings(recordings);
  assert.equal(text.split('\n').length, 3, 'a line each, and an end of line after the last');
  assert.deepEqual(parseRecordings(text, 'mine'), recordings);
});

test('times: as many as points, from 0 on, never falling; the same twice is a coarse clock', () => {
  assert.deepEqual(withTimes('[[0,8],[8]]')[0]?.times, [[0, 8], [8]]);
  for (const bad of [
    '[[0,8]]',
    '[[0],[8]]',
    '[[0,8],[7]]',
    '[[-1,8],[9]]',
    '[[0,null],[9]]',
    '[[0,"8"],[9]]',
    '[3,[9]]',
    '{}',
  ]) {
    assert.throws(() => withTimes(bad), {
      code: 'bad-data-set',
      message: /^mine, line 1: "times" must be lists of milliseconds/,
    });
  }
});

test('strokes that the library would not take are refused with their line', () => {
  const strokes = (/** @type {string} */ text) =>
    parseRecordings(`{"label":7,"strokes":${text}}`, 'mine');
  assert.equal(strokes('[[[-100,100,0],[0.5,0.5,1]]]').length, 1);
  const many = JSON.stringify([Array.from({ length: 100_001 }, () => [0, 0])]);
  for (const bad of [
    '[[[30,20],[60,200]]]',
    '[[[-101,0]]]',
    '[[[0,0,1.1]]]',
    '[[[0,0,-1]]]',
    many,
  ]) {
    assert.throws(() => strokes(bad), {
      code: 'bad-data-set',
      message: /^mine, line 1: "strokes" must be at most 100000 points in fractions of the pad/,
    });
  }
});

test('an error names the line; empty lines count, and carriage returns do no harm', () => {
  const good = `{"label":4,${STROKES}}`;
  assert.equal(parseRecordings(`\n${good}\r\n${good}`, 'mine').length, 2);
  assert.throws(
    () => parseRecordings(`${good}\n\n{"label":4}`, 'mine'),
    /^CodedError: mine, line 3/,
  );
  assert.throws(() => parseRecordings('\n', 'mine'), /mine has no drawings/);
});
