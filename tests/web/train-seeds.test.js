/** What `npm run train -- --seeds` makes of several trainings. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadOf, summarize } from '../../cpp/cli/seed-runs.mjs';

test('the deviation is that of a sample', () => {
  // Worked out by hand: around 5 the squares are 9, 1, 1, 1, 0, 0, 4, 16, 32 in all, over 7.
  const { deviation, ...rest } = spreadOf([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.deepEqual(rest, { mean: 5, min: 2, max: 9 });
  assert.ok(Math.abs((deviation ?? 0) - Math.sqrt(32 / 7)) < 1e-12);
});

test('a single training has no deviation', () => {
  assert.deepEqual(spreadOf([0.5]), { mean: 0.5, deviation: null, min: 0.5, max: 0.5 });
});

test('what was not measured is none, and so is everything of no training', () => {
  const run = {
    ...{ seed: 1, epochs: 2, validationAccuracy: 0.9, drawnAccuracy: 0.8, testAccuracy: null },
    ...{ strokeAccuracy: null, durationMs: 1000 },
  };
  const summary = summarize([run, { ...run, seed: 2, validationAccuracy: 0.7 }]);
  assert.deepEqual(Object.keys(summary), [
    ...['validationAccuracy', 'drawnAccuracy', 'testAccuracy', 'strokeAccuracy', 'durationMs'],
  ]);
  assert.deepEqual([summary.validationAccuracy?.min, summary.validationAccuracy?.max], [0.7, 0.9]);
  assert.equal(summary.drawnAccuracy?.deviation, 0);
  assert.equal(summary.testAccuracy, null);
  assert.ok(Object.values(summarize([])).every((spread) => spread === null));
});
