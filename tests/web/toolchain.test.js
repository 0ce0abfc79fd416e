import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAtLeast, MINIMUM_EMSCRIPTEN } from '../../cpp/toolchain/emscripten.mjs';

test('versions are compared part by part, as numbers', () => {
  assert.equal(isAtLeast('3.1.61', '3.1.61'), true);
  assert.equal(isAtLeast('3.1.9', '3.1.61'), false);
  assert.equal(isAtLeast('3.2', '3.1.61'), true);
  assert.equal(isAtLeast('4.0.1', '3.1.61'), true);
  assert.equal(isAtLeast('2.99.99', '3.1.61'), false);
});

test('a version of Debian with its suffix is understood; Debian 12 has too old a one', () => {
  assert.equal(isAtLeast('3.1.69+dfsg-3', MINIMUM_EMSCRIPTEN), true);
  assert.equal(isAtLeast('3.1.6~dfsg-1', MINIMUM_EMSCRIPTEN), false);
});
