import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accuracyRange,
  chartColumns,
  describeResult,
  lossRange,
  nearestReading,
  niceAbove,
  spreadLabels,
  thinPoints,
} from '../../web/src/page/chart-math.js';

/** @param {number[]} positions */
const pointsAt = (...positions) =>
  positions.map((epochs) => ({ epochs, loss: 1 - epochs / 10, accuracy: epochs / 10 }));

/**
 * @param {number} epoch
 * @param {number} validationAccuracy
 * @param {number} [validationLoss]
 * @param {number} [drawnAccuracy]
 */
const result = (epoch, validationAccuracy, validationLoss = 0.1, drawnAccuracy = 0.995) => ({
  epoch,
  trainLoss: 0.01,
  trainAccuracy: 0.999,
  validationLoss,
  validationAccuracy,
  drawnAccuracy,
  temperature: 1.1,
  calibrationError: 0.01,
});

test('columns put the end of an epoch where the running point of its end is', () => {
  const columns = chartColumns([result(1, 0.9)], pointsAt(0.5, 1.0000000001, 1.5), 'accuracy');
  assert.deepEqual(columns.x, [0.5, 1, 1.5]);
  assert.deepEqual(columns.measured, [
    [null, 0.999, null],
    [null, 0.9, null],
    [null, 0.995, null],
  ]);
  assert.equal(columns.running[1], 0.10000000001);
});

test('columns are in order where the points are elsewhere or missing', () => {
  const columns = chartColumns([result(1, 0.9), result(2, 0.95)], pointsAt(0.4, 1.2), 'loss');
  assert.deepEqual(columns.x, [0.4, 1, 1.2, 2]);
  assert.deepEqual(columns.running, [0.96, null, 0.88, null]);
  assert.deepEqual(columns.measured, [
    [null, 0.01, null, 0.01],
    [null, 0.1, null, 0.1],
  ]);
});

test('an epoch in words: accuracy also as drawn, loss not', () => {
  const words = (/** @type {'accuracy' | 'loss'} */ quantity) =>
    describeResult(result(3, 0.98, 0.1, 0.971), quantity, String);
  assert.equal(words('accuracy'), 'training 0.999, validation 0.98, as drawn 0.971');
  assert.equal(words('loss'), 'training 0.01, validation 0.1');
});

test('thinning takes means of groups that double', () => {
  const points = pointsAt(1, 2, 3, 4, 5);
  assert.deepEqual(thinPoints(points, 5), points);
  const thinned = thinPoints(points, 4);
  assert.deepEqual(
    thinned.map(({ epochs }) => epochs),
    [2, 4, 5],
  );
  assert.equal(thinned[0]?.accuracy, 0.15000000000000002);
  assert.equal(thinned[2]?.accuracy, 0.5);
});

test('thinning never moves a full group that was drawn before', () => {
  const many = Array.from({ length: 900 }, (_, i) => ({ epochs: i, loss: 0, accuracy: i % 7 }));
  const before = thinPoints(many.slice(0, 800), 500);
  const after = thinPoints(many, 500);
  assert.deepEqual(after.slice(0, before.length), before);
});

test('the whole scale of accuracy is 0 to 1', () => {
  assert.deepEqual(accuracyRange([result(1, 0.5)], false), [0, 1]);
});

test('the top of the scale begins just below the lowest of the last third', () => {
  const results = [result(1, 0.6), result(2, 0.97), result(3, 0.98)];
  const [low, high] = accuracyRange(results, true);
  assert.ok(Math.abs(low - 0.975) < 1e-12, `${low}`);
  assert.equal(high, 1);
  assert.deepEqual(accuracyRange([result(1, 0.98, 0.1, 0.91)], true), [0.9, 1]);
  assert.deepEqual(accuracyRange([], true), [0.8, 1]);
  assert.deepEqual(accuracyRange([result(1, 0.05)], true), [0, 1]);
});

test('the scale of loss holds all, or the last third', () => {
  const results = [result(1, 0.9, 0.4), result(2, 0.9, 0.2), result(3, 0.9, 0.11)];
  assert.deepEqual(lossRange([], [], false), [0, 2.5]);
  assert.deepEqual(lossRange(results, pointsAt(1), false), [0, 2.5]);
  assert.deepEqual(lossRange(results, [{ epochs: 1, loss: 7, accuracy: 0 }], false), [0, 8]);
  assert.deepEqual(lossRange(results, [], true), [0, 0.2]);
});

test('an early spike leaves the scale instead of flattening what comes after it', () => {
  const losses = [4e6, ...Array.from({ length: 40 }, () => 2.4)];
  const points = losses.map((loss, i) => ({ epochs: i / 10, loss, accuracy: 0.1 }));
  assert.deepEqual(lossRange([], points, false), [0, 10]);
  const results = [result(1, 0.1, 2.31), result(2, 0.1, 2.31), result(3, 0.1, 2.31)];
  assert.deepEqual(lossRange(results, points, false), [0, 10]);
});

test('a loss that is no number does not break the scale', () => {
  assert.deepEqual(lossRange([], [{ epochs: 1, loss: NaN, accuracy: 0 }], false), [0, 2.5]);
  assert.deepEqual(lossRange([], [{ epochs: 1, loss: Infinity, accuracy: 0 }], false), [0, 2.5]);
});

test('nice numbers', () => {
  assert.equal(niceAbove(2.1), 2.5);
  assert.equal(niceAbove(2), 2);
  assert.ok(Math.abs(niceAbove(0.031) - 0.04) < 1e-12);
  assert.equal(niceAbove(9.5), 10);
  assert.equal(niceAbove(0), 1);
});

test('what is read is the nearest epoch, before the first the nearest running point', () => {
  const results = [result(1, 0.9), result(2, 0.95)];
  assert.equal(nearestReading(results, pointsAt(0.2), 1.6), results[1]);
  assert.deepEqual(nearestReading([], pointsAt(0.2, 0.4), 0.33), pointsAt(0.4)[0]);
  assert.equal(nearestReading([], [], 1), null);
});

test('labels are pushed apart, in order, inside the plot', () => {
  assert.deepEqual(spreadLabels([50, 100], 15, 0, 200), [50, 100]);
  assert.deepEqual(spreadLabels([100, 98], 15, 0, 200), [113, 98]);
  assert.deepEqual(spreadLabels([200, 199, 10], 15, 0, 200), [200, 185, 10]);
  assert.deepEqual(spreadLabels([-5], 15, 0, 200), [0]);
});
