import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  article,
  claimsADigit,
  describeReading,
  leadOf,
} from '../../web/src/page/reading-words.js';

/** @param {object} [changes] */
const reading = (changes = {}) => ({
  blank: false,
  prediction: 3,
  probabilities: [0, 0.05, 0, 0.5, 0, 0, 0.05, 0, 0.4, 0],
  isSure: true,
  image: { rows: 1, columns: 1, pixels: new Uint8Array(1) },
  stages: null,
  step: 40,
  ...changes,
});

test('a sure reading of a drawing says nothing more', () => {
  assert.equal(claimsADigit(reading()), true);
  assert.equal(describeReading(reading(), null), '');
});

test('not sure: the two likeliest digits, the likelier first', () => {
  assert.equal(claimsADigit(reading({ isSure: false })), false);
  assert.equal(describeReading(reading({ isSure: false }), null), 'perhaps 3 or 8');
});

test('an untrained network guesses, whatever it is unsure of', () => {
  const guess = reading({ isSure: false, step: 0 });
  assert.equal(claimsADigit(guess), true);
  assert.equal(describeReading(guess, null), 'It has not learnt yet, so this is a guess.');
  assert.equal(describeReading(guess, 3), 'It has not learnt yet, so this is a guess.');
});

test('a validation image: whether it is right, and what it is', () => {
  assert.equal(describeReading(reading(), 3), 'in a validation image, and is right');
  assert.equal(describeReading(reading(), 5), 'in a validation image, but it is 5');
  assert.equal(
    describeReading(reading({ isSure: false }), 5),
    'perhaps 3 or 8, in a validation image; it is 5',
  );
});

test('a 7, but an 8, an 11 and an 18', () => {
  assert.deepEqual([7, 8, 1, 11, 18, 21].map(article), ['a', 'an', 'a', 'an', 'an', 'a']);
});

test('what is rather wrong than right is a perhaps, what is too strange is not sure', () => {
  assert.equal(leadOf(reading()), 'It reads');
  const even = [0, 0, 0, 0.45, 0, 0, 0, 0, 0.4, 0.15];
  assert.equal(leadOf(reading({ probabilities: even })), 'Perhaps');
  assert.equal(leadOf(reading({ isSure: false })), 'Not sure');
  assert.equal(leadOf(reading({ probabilities: even, isSure: false, step: 0 })), 'It reads');
});
