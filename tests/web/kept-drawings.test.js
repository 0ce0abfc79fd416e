import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptDrawings, MOST_KEPT } from '../../web/src/page/kept-drawings.js';

/** @typedef {import('../../web/src/page/kept-drawings.js').KeptDrawing} KeptDrawing */

/** What IndexedDB does for the page, in memory: copies, by key. */
function fakeStorage() {
  /** @type {Map<number, KeptDrawing>} */
  const stored = new Map();
  return {
    stored,
    values: async () => [...stored.values()].map((one) => structuredClone(one)),
    put: async (/** @type {readonly KeptDrawing[]} */ drawings) => {
      for (const one of drawings) stored.set(one.id, structuredClone(one));
    },
    remove: async (/** @type {readonly number[]} */ ids) => {
      for (const id of ids) stored.delete(id);
    },
  };
}

/** @param {ReturnType<typeof fakeStorage>} [storage] */
async function open(storage = fakeStorage()) {
  const kept = new KeptDrawings({ openStorage: () => storage, onChange: () => {} });
  await kept.restore();
  return { kept, storage };
}

/**
 * @param {number} label
 * @param {number} x where it is drawn
 * @returns {import('../../web/src/recordings.js').Recording}
 */
const drawing = (label, x) => ({ writer: 'me', label, strokes: [[[x, 0.5]]], times: [[0]] });

const labels = (/** @type {KeptDrawings} */ kept) => kept.all.map(({ label }) => label);

test('what is kept is there on the next visit, in the order of keeping', async () => {
  const { kept, storage } = await open();
  for (const label of [7, 1, 4]) await kept.keep(drawing(label, label / 10));
  const later = await open(storage);
  assert.deepEqual(labels(later.kept), [7, 1, 4]);
  assert.deepEqual(later.kept.all, kept.all);
  assert.equal(later.kept.isLasting, true);
});

test('the same drawing with another label was a slip: the last label counts', async () => {
  const { kept, storage } = await open();
  await kept.keep(drawing(3, 0.1));
  await kept.keep(drawing(8, 0.1));
  await kept.keep(drawing(8, 0.1));
  assert.deepEqual(labels(kept), [8]);
  assert.equal(storage.stored.size, 1);
});

test('a file adds what is not here yet, is not taught by itself, and replaces nothing', async () => {
  const { kept } = await open();
  await kept.keep(drawing(3, 0.1));
  const file = [drawing(3, 0.1), drawing(5, 0.1), drawing(5, 0.2), drawing(5, 0.2)];
  assert.equal(await kept.join(file), 2);
  assert.equal(await kept.join(file), 0);
  assert.deepEqual(
    kept.all.map(({ label, isTaught }) => [label, isTaught]),
    [
      [3, true],
      [5, false],
      [5, false],
    ],
  );
});

test('one is deleted and put back in its place, or all are deleted', async () => {
  const { kept, storage } = await open();
  await kept.join([drawing(1, 0.1), drawing(2, 0.2), drawing(3, 0.3)]);
  const [, second] = kept.all;
  assert.ok(second);
  await kept.remove([second]);
  assert.deepEqual(labels(kept), [1, 3]);
  assert.equal(storage.stored.size, 2);
  await kept.putBack(second);
  assert.deepEqual(labels(kept), [1, 2, 3]);
  assert.deepEqual(storage.stored.get(second.id), second);
  await kept.remove(kept.all);
  assert.deepEqual(labels(kept), []);
  assert.equal(storage.stored.size, 0);
});

test('no more are kept than the most: the oldest go', async () => {
  const { kept, storage } = await open();
  await kept.keep(drawing(0, 0.9));
  await kept.join(Array.from({ length: MOST_KEPT }, (_, i) => drawing(1, i / MOST_KEPT)));
  assert.equal(kept.all.length, MOST_KEPT);
  assert.equal(storage.stored.size, MOST_KEPT);
  assert.ok(
    kept.all.every(({ label }) => label === 1),
    'the first one has gone',
  );
});

for (const [when, openStorage] of /** @type {const} */ ([
  [
    'at once',
    () => {
      throw new Error('no IndexedDB');
    },
  ],
  [
    'later',
    () => ({
      values: () => Promise.reject(new Error('denied')),
      put: () => Promise.reject(new Error('denied')),
      remove: () => Promise.reject(new Error('denied')),
    }),
  ],
])) {
  test(`a browser that refuses to store (${when}): they are kept until the tab closes`, async () => {
    let changes = 0;
    const kept = new KeptDrawings({ openStorage, onChange: () => changes++ });
    await kept.restore();
    assert.equal(kept.isLasting, false);
    await kept.keep(drawing(4, 0.4));
    await kept.keep(drawing(5, 0.5));
    await kept.remove(kept.all.slice(0, 1));
    assert.deepEqual(labels(kept), [5]);
    assert.ok(changes >= 4);
  });
}
