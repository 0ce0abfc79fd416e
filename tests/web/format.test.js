import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatLoss,
  formatPercent,
  formatSpan,
  formatSpeed,
} from '../../web/src/page/format.js';

test('percent has two decimals from 90 % on, one below', () => {
  assert.equal(formatPercent(0.98071), '98.07\u00a0%');
  assert.equal(formatPercent(0.9), '90.00\u00a0%');
  assert.equal(formatPercent(0.8999), '90.0\u00a0%');
  assert.equal(formatPercent(0), '0.0\u00a0%');
  assert.equal(formatPercent(1), '100.00\u00a0%');
});

test('loss has four decimals where they matter', () => {
  assert.equal(formatLoss(2.3026), '2.303');
  assert.equal(formatLoss(0.04237), '0.0424');
  assert.equal(formatLoss(12345), '12.3k');
  assert.equal(formatLoss(NaN), 'not a number');
});

test('a scale has short numbers, however large they are', () => {
  assert.deepEqual([0, 0.5, 2.5, 250, 2500, 400_000, 1e6, 2.5e6, 4e12].map(formatCompact), [
    '0',
    '0.5',
    '2.5',
    '250',
    '2.5k',
    '400k',
    '1e6',
    '2.5e6',
    '4e12',
  ]);
});

test('speed is rounded to three digits', () => {
  assert.equal(formatSpeed(41234.5), '41,200');
  assert.equal(formatSpeed(987.6), '988');
});

test('durations', () => {
  assert.equal(formatDuration(42.4), '0:42');
  assert.equal(formatDuration(125), '2:05');
  assert.equal(formatDuration(3725), '1:02:05');
  assert.equal(formatSpan(42), '42\u00a0s');
  assert.equal(formatSpan(125), '2\u00a0min 5\u00a0s');
});

test('bytes, of a total where it is known', () => {
  assert.equal(formatBytes(620_000, 1_640_000), '0.6 of 1.6\u00a0MB');
  assert.equal(formatBytes(620_000, null), '620\u00a0KB');
  assert.equal(formatBytes(12_600_000, null), '12.6\u00a0MB');
  // A host that unpacks on the way sends more than it announced.
  assert.equal(formatBytes(2_000_000, 1_000_000), '2.0\u00a0MB');
});

test('counts', () => {
  assert.equal(formatCount(1, 'epoch'), '1 epoch');
  assert.equal(formatCount(100710, 'parameter'), '100,710 parameters');
  assert.equal(formatCount(10, 'class', 'classes'), '10 classes');
});
