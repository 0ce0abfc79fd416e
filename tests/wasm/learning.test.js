import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { ARTICLE, hasFullSet, loadEmbedded, loadFull, loadModule, trainToEnd } from './module.js';
import { FULL_PREPARATION } from '../../web/src/protocol.js';

before(() => buildEmbedded());

const SEEDS = [1, 2, 3];

test('the article on the embedded set: validation at least 0.945, mean of three seeds', async (t) => {
  const module = await loadModule();
  const session = new module.Session();
  const data = loadEmbedded(session);
  assert.deepEqual([data.trainingImages, data.validationImages], [8500, 1500]);
  const accuracies = SEEDS.map((seed) => {
    session.configure({ ...ARTICLE, seed });
    return trainToEnd(session).epochs.at(-1)?.validationAccuracy ?? NaN;
  });
  session.delete();
  const mean = accuracies.reduce((a, b) => a + b) / accuracies.length;
  t.diagnostic(
    `validation ${accuracies.map((a) => a.toFixed(4)).join(' ')}, mean ${mean.toFixed(4)}`,
  );
  assert.ok(mean >= 0.945, `mean ${mean}`);
});

test(
  'three epochs of the article on full MNIST',
  { skip: !hasFullSet && 'no full set here' },
  async (t) => {
    const module = await loadModule();
    const session = new module.Session();
    const data = loadFull(session);
    assert.deepEqual(
      [data.trainingImages, data.validationImages, data.testImages],
      [50_000, 10_000, 10_000],
    );
    session.configure({ ...ARTICLE, epochs: 3 });
    const { epochs, testAccuracy } = trainToEnd(session);
    session.delete();
    t.diagnostic(`validation ${epochs.at(-1)?.validationAccuracy}, test ${testAccuracy}`);
    // 25 epochs reach 0.981; three reach 0.96 to 0.975.
    assert.ok((epochs.at(-1)?.validationAccuracy ?? 0) > 0.955);
    assert.ok((testAccuracy ?? 0) > 0.955);
  },
);

/**
 * A stroke of 25 points.
 * @param {(t: number) => [number, number]} curve for t in 0..1
 */
const draw = (curve) => [Array.from({ length: 25 }, (_, i) => curve(i / 24))];

test('after four embedded epochs a downward stroke reads 1 and a closed loop reads 0', async () => {
  const module = await loadModule();
  const session = new module.Session();
  loadEmbedded(session);
  for (const seed of SEEDS) {
    session.configure({ ...ARTICLE, epochs: 4, seed });
    trainToEnd(session);
    const stroke = session.readStrokes(
      draw((t) => [0.54 - 0.04 * t, 0.18 + 0.64 * t]),
      FULL_PREPARATION,
    );
    const loop = session.readStrokes(
      draw((t) => [0.5 + 0.2 * Math.sin(2 * Math.PI * t), 0.5 - 0.3 * Math.cos(2 * Math.PI * t)]),
      FULL_PREPARATION,
    );
    assert.equal(stroke.prediction, 1);
    assert.equal(loop.prediction, 0);
  }
  session.delete();
});

test('digits written in the ways of the world are read better by a network that has met such', async (t) => {
  const module = await loadModule();
  const session = new module.Session();
  loadEmbedded(session);
  const share = (/** @type {number} */ styles) => {
    session.configure({ ...ARTICLE, epochs: 6, schedule: 'cosine', styles });
    const { epochs } = trainToEnd(session);
    const writer = new module.DigitWriter(99, true);
    let right = 0;
    for (let i = 0; i < 1000; i++) {
      const { label, strokes } = writer.write(i % 10);
      if (session.readStrokes(strokes, FULL_PREPARATION).prediction === label) right += 1;
    }
    writer.delete();
    return { heldOut: right / 1000, validation: epochs.at(-1)?.validationAccuracy ?? 0 };
  };
  const without = share(0);
  const withStyles = share(0.3);
  session.delete();
  t.diagnostic(`${JSON.stringify(without)}, with styles ${JSON.stringify(withStyles)}`);
  // Forms that it was not trained with: about 0.76 before, 0.89 after, and no worse on MNIST.
  assert.ok(withStyles.heldOut > without.heldOut + 0.08);
  assert.ok(withStyles.validation > without.validation - 0.01);
});
