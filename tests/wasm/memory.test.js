import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, loadModule, loadSynthetic } from './module.js';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { FULL_PREPARATION } from '../../web/src/protocol.js';

const MEGABYTE = 1e6;

test('200 cycles of build, train an epoch, read, reset leave the memory where it was', async () => {
  const module = await loadModule();
  const session = new module.Session();
  loadSynthetic(session, 300);
  const ink = { rows: 60, columns: 60, pixels: new Uint8Array(3600).fill(255, 900, 2700) };
  let settled = 0;
  for (let cycle = 1; cycle <= 200; cycle++) {
    // Other shapes each time, so that a fit by luck does not hide a leak.
    session.configure({ ...ARTICLE, layers: cycle % 2 ? '100,200' : '64', seed: cycle });
    while (session.progress().epoch < 1) session.advance(50);
    session.readDrawing(ink);
    session.readStrokes(
      [
        [
          [0.2, 0.2],
          [0.5, 0.8, 0.7],
        ],
        [[0.5, 0.5]],
      ],
      FULL_PREPARATION,
    );
    assert.throws(() => session.readStrokes([[[0.2, NaN]]], FULL_PREPARATION));
    session.gallery(20);
    assert.throws(() => session.configure({ ...ARTICLE, layers: 'no' }));
    session.reset();
    if (cycle === 5) settled = module.memoryBytes();
  }
  assert.equal(module.memoryBytes(), settled);
  session.delete();
});

test('200 sessions made and deleted leave the memory where it was', async () => {
  const module = await loadModule();
  let settled = 0;
  for (let cycle = 1; cycle <= 200; cycle++) {
    const session = new module.Session();
    loadSynthetic(session, 100);
    session.advance(2);
    session.delete();
    if (cycle === 5) settled = module.memoryBytes();
  }
  assert.equal(module.memoryBytes(), settled);
});

test('a set of the size of full MNIST costs at most 160 MB, also while another replaces it', async () => {
  const module = await loadModule();
  const session = new module.Session();
  const load = () => {
    for (const count of [60_000, 10_000]) {
      const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
      session.addFile(`${count} images`, toIdx([count, 28, 28], new Uint8Array(count * 784)));
      session.addFile(`${count} labels`, toIdx([count], labels));
    }
    return session.commitFiles();
  };
  assert.equal(load().trainingImages, 50_000);
  session.configure(ARTICLE);
  session.advance(20);
  const first = module.memoryBytes() / MEGABYTE;
  assert.ok(first <= 160, `${first} MB with one set`);
  assert.equal(load().testImages, 10_000);
  session.advance(20);
  const second = module.memoryBytes() / MEGABYTE;
  assert.ok(second <= 160, `${second} MB after a second set`);
  session.delete();
});

test('memory that runs out is an error with a sentence, and the session goes on', async () => {
  const module = await loadModule();
  const session = new module.Session();
  const before = loadSynthetic(session, 300);
  session.advance(3);
  // Two files of 512 MB are more than the module's 1 GB.
  const count = Math.floor((512 * 1024 * 1024 - 16) / 4096);
  const file = toIdx([count, 64, 64], new Uint8Array(count * 4096));
  session.addFile('first', file);
  assert.throws(
    () => session.addFile('second', file),
    (/** @type {unknown} */ error) => {
      assert.equal(/** @type {Error & {code: string}} */ (error).code, 'out-of-memory');
      assert.match(/** @type {Error} */ (error).message, /memory/);
      return true;
    },
  );
  session.discardFiles();
  assert.deepEqual(session.dataSummary(), before);
  session.advance(3);
  assert.equal(session.progress().step, 6);
  session.delete();
});
