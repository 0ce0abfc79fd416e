/** Every variant of the module under Node: the same training, to the last bit with any threads. */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { allowRelaxedSimd } from '../../cpp/cli/relaxed-simd.mjs';
import { loadModule } from '../../web/src/worker/load-module.js';
import { VARIANTS } from '../../web/src/worker/variants.js';
import { ARTICLE, loadEmbedded, loadSynthetic, trainToEnd } from './module.js';

before(() => buildEmbedded());
await allowRelaxedSimd();

const BUILDS = new URL('../../build/tests', import.meta.url).href;
const CORES = 3;
const SEEN_STEPS = 5;
/** Losses of the first steps, which all variants round in their own way. */
const LOSS_TOLERANCE = 1e-4;

/** @param {string} wish */
const load = (wish) => loadModule({ workerUrl: BUILDS, cores: CORES, wish });

/** @typedef {Awaited<ReturnType<typeof load>>['module']} Module */

/**
 * @param {Module} module
 * @param {(session: any) => T} body
 * @returns {T}
 * @template T
 */
function withSession(module, body) {
  const session = new module.Session();
  try {
    return body(session);
  } finally {
    session.delete();
  }
}

/**
 * Two epochs of a small network.
 * @param {Module} module
 * @param {number} units in a slice
 */
function run(module, units) {
  return withSession(module, (session) => {
    loadSynthetic(session, 640);
    session.configure({ ...ARTICLE, epochs: 2 });
    return trainToEnd(session, units).epochs;
  });
}

/** @param {Module} module @returns {number[]} */
function firstLosses(module) {
  return withSession(module, (session) => {
    loadEmbedded(session);
    session.configure(ARTICLE);
    return Array.from({ length: SEEN_STEPS }, () => session.advance(1).batchLoss);
  });
}

for (const { name, hasThreads } of VARIANTS) {
  test(`${name}: the same bits however it is sliced, and with any number of threads`, async () => {
    const { module, mostThreads } = await load(name);
    assert.equal(mostThreads, hasThreads ? CORES : 1);
    const reference = run(module, 1000);
    assert.equal(reference.length, 2);
    assert.deepEqual(run(module, 1), reference);
    for (const threads of [2, 3]) {
      assert.equal(module.setThreads(threads), hasThreads ? threads : 1);
      assert.deepEqual(run(module, 7), reference, `${threads} threads`);
    }
    assert.equal(module.setThreads(64), mostThreads, 'no more than there are');
  });
}

test("the article's first steps are the same in all variants, but for rounding", async () => {
  const [reference, ...others] = await Promise.all(
    VARIANTS.map(async ({ name }) => ({ name, losses: firstLosses((await load(name)).module) })),
  );
  assert.ok(reference?.losses.every((loss) => loss > 1 && loss < 4));
  for (const { name, losses } of others) {
    for (const [i, loss] of losses.entries()) {
      const expected = reference?.losses[i] ?? NaN;
      assert.ok(Math.abs(loss - expected) < LOSS_TOLERANCE, `${name}: ${loss}, not ${expected}`);
    }
  }
});

test('without a wish the best one is taken, and each is named', async () => {
  const { variant, variants, cores } = await loadModule({ workerUrl: BUILDS, cores: CORES });
  assert.equal(variant, 'threads');
  assert.equal(cores, CORES);
  assert.deepEqual(
    variants,
    VARIANTS.map(({ name }) => ({ name, obstacle: '' })),
  );
  assert.equal((await loadModule({ workerUrl: BUILDS, cores: 1 })).variant, 'relaxed');
});
