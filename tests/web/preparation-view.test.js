import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preparationTitle, stageSentence } from '../../web/src/page/preparation-view.js';

const size = { columns: 28, rows: 28 };
const usual = { scaling: true, centring: true };

test('each stage has its sentence, in the sizes of the data set', () => {
  assert.match(stageSentence(0, usual, size) ?? '', /^What you drew/);
  assert.equal(stageSentence(1, usual, size), 'The box around the ink is cut out.');
  assert.match(stageSentence(2, usual, size) ?? '', /scaled to fit 20 × 20 pixels/);
  assert.match(stageSentence(3, usual, size) ?? '', /to the middle of 28 × 28\.$/);
  assert.match(stageSentence(2, usual, { columns: 64, rows: 32 }) ?? '', /fit 46 × 23 pixels/);
});

test('a stage that is left out says what happens instead', () => {
  const unscaled = { scaling: false, centring: true };
  assert.match(stageSentence(1, unscaled, size) ?? '', /nothing is cut out/);
  assert.match(stageSentence(2, unscaled, size) ?? '', /whole pad is shrunk to 28 × 28/);
  assert.match(stageSentence(3, unscaled, size) ?? '', /^The centre of its ink comes/);
  const uncentred = { scaling: true, centring: false };
  assert.equal(stageSentence(1, uncentred, size), stageSentence(1, usual, size));
  assert.match(stageSentence(3, uncentred, size) ?? '', /the box stands in the middle/);
  const neither = { scaling: false, centring: false };
  assert.match(stageSentence(3, neither, size) ?? '', /stays where it was drawn/);
});

test('the title says that it is an experiment where something is left out', () => {
  assert.equal(preparationTitle(usual, '28 × 28'), 'How the drawing becomes 28 × 28');
  assert.equal(
    preparationTitle({ scaling: true, centring: false }, '28 × 28'),
    'Without centring: an experiment',
  );
  assert.equal(
    preparationTitle({ scaling: false, centring: false }, '28 × 28'),
    'Without scaling and centring: an experiment',
  );
});
