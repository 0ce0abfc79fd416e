import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withOptimizer } from '../../web/src/page/learning-rates.js';
import { PRESETS } from '../../web/src/presets.js';
import { OPTIMIZERS } from '../../web/src/setting-fields.js';
import { presetConfig } from '../../web/src/settings.js';

/**
 * @param {number} learningRate
 * @param {import('../../web/src/protocol.js').Config['optimizer']} optimizer
 */
const rateWith = (learningRate, optimizer) =>
  withOptimizer({ ...presetConfig('article'), learningRate }, optimizer).learningRate;

test('a rate that is for another optimizer gives way to the usual one', () => {
  for (const optimizer of /** @type {const} */ (['adam', 'adamw', 'rmsprop'])) {
    assert.equal(rateWith(0.1, optimizer), 0.001, optimizer);
    assert.equal(rateWith(0.05, optimizer), 0.001, optimizer);
  }
  assert.equal(rateWith(0.1, 'momentum'), 0.01);
  assert.equal(rateWith(0.4, 'nesterov'), 0.01);
  assert.equal(rateWith(0.001, 'sgd'), 0.1);
  assert.equal(rateWith(0.004, 'sgd'), 0.1);
});

test('one that suits the new optimizer as well stays, whoever made it', () => {
  assert.equal(rateWith(0.002, 'adam'), 0.002);
  assert.equal(rateWith(0.0005, 'rmsprop'), 0.0005);
  assert.equal(rateWith(0.004, 'momentum'), 0.004);
  assert.equal(rateWith(0.05, 'sgd'), 0.05);
});

test('no preset has a rate that its own optimizer would not keep, and every optimizer has one', () => {
  for (const { config } of Object.values(PRESETS)) {
    const { optimizer, learningRate } = config;
    assert.deepEqual(withOptimizer(config, optimizer), { optimizer, learningRate });
  }
  for (const optimizer of OPTIMIZERS) assert.ok(rateWith(100, optimizer) < 1);
});
