import assert from 'node:assert/strict';
import { test } from 'node:test';
import { denseWidth, readLayer, splitLayers } from '../../web/src/layers-text.js';

test('layers are split, with spaces and leading zeros put right', () => {
  assert.deepEqual(splitLayers(''), []);
  assert.deepEqual(splitLayers(' 100 , 020,dense5'), ['100', '20', 'dense5']);
  assert.deepEqual(splitLayers('conv8x5,norm,pool2,Conv16x3s2p1,pool3s2,flatten,dropout.25,128'), [
    ...['conv8x5', 'norm', 'pool2', 'conv16x3s2p1', 'pool3s2', 'flatten', 'dropout.25', '128'],
  ]);
});

test('what is no layer is named with its place', () => {
  assert.throws(() => splitLayers('100,, 200'), /^Error: “” at position 5 is no layer\./);
  assert.throws(() => splitLayers('100, conv8'), /“conv8” at position 6 .* conv8x5, pool2/);
  assert.throws(() => readLayer('1.5'), /^Error: “1\.5” is no layer\./);
});

test('dense layers have a width, others have none', () => {
  assert.equal(denseWidth('128'), 128);
  assert.equal(denseWidth('dense64'), 64);
  assert.equal(denseWidth('conv8x5'), null);
  assert.equal(denseWidth('norm'), null);
});
