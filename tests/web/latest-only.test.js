import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatestOnly } from '../../web/src/page/latest-only.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('one at a time, and of those that wait only the latest', async () => {
  const latest = new LatestOnly();
  /** @type {string[]} */
  const ran = [];
  /** @type {() => void} */
  let finish = () => {};
  latest.run(
    () =>
      new Promise((resolve) => {
        ran.push('first');
        finish = () => resolve();
      }),
  );
  latest.run(async () => void ran.push('second'));
  latest.run(async () => void ran.push('third'));
  await settle();
  assert.deepEqual(ran, ['first']);
  finish();
  await settle();
  assert.deepEqual(ran, ['first', 'third']);
});

test('a task that fails does not stop the next', async (t) => {
  t.mock.method(console, 'error', () => {});
  const latest = new LatestOnly();
  let ran = false;
  latest.run(() => Promise.reject(new Error('broken')));
  await settle();
  latest.run(async () => {
    ran = true;
  });
  await settle();
  assert.equal(ran, true);
});
