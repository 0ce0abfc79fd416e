import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARTICLE, loadModule, loadSynthetic, trainToEnd } from './module.js';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { FULL_PREPARATION } from '../../web/src/protocol.js';

/** @typedef {import('./module.js').Session} Session */

const CONFIG = { ...ARTICLE, layers: '16', epochs: 2 };

/**
 * A new session that is deleted at the end, whatever happens.
 * @param {(session: Session, module: import('./module.js').Inkling) => void} body
 */
async function withSession(body) {
  const module = await loadModule();
  const session = new module.Session();
  try {
    body(session, module);
  } finally {
    session.delete();
  }
}

/**
 * @param {string} code
 * @param {RegExp} message
 */
const failure = (code, message) => (/** @type {unknown} */ error) => {
  assert.ok(error instanceof Error, 'a JavaScript Error');
  assert.equal(/** @type {Error & {code?: string}} */ (error).code, code);
  assert.match(error.message, message);
  return true;
};

test('a C++ exception arrives as an Error with a code and a sentence', () =>
  withSession((session) => {
    assert.throws(() => session.advance(1), failure('no-data', /data/));
    assert.throws(() => session.addFile('x.gz', new Uint8Array(3)), failure('bad-idx', /x\.gz/));
    assert.throws(
      () => session.configure({ ...CONFIG, layers: '100,x' }),
      failure('invalid-argument', /100,x/),
    );
    assert.throws(
      () => session.configure({ ...CONFIG, activation: 'step' }),
      failure('invalid-argument', /step/),
    );
  }));

test('numbers that are not whole, negative or not numbers are refused, never rounded', () =>
  withSession((session) => {
    for (const batchSize of [2.5, -1, NaN, Infinity, 0]) {
      assert.throws(
        () => session.configure({ ...CONFIG, batchSize }),
        failure('invalid-argument', /batch size/i),
      );
    }
    assert.throws(
      () => session.configure({ ...CONFIG, seed: 2 ** 32 }),
      failure('invalid-argument', /seed/),
    );
    assert.throws(() => session.tune(NaN, 32, 25), failure('invalid-argument', /learning rate/i));
  }));

test('bytes must be a Uint8Array', () =>
  withSession((session) => {
    const bytes = /** @type {Uint8Array} */ (/** @type {unknown} */ ('bytes'));
    assert.throws(() => session.addFile('x', bytes), failure('invalid-argument', /Uint8Array/));
  }));

test('the configuration comes back as it went in', () =>
  withSession((session) => {
    const config = { ...CONFIG, activation: 'tanh', initialization: 'he', seed: 2 ** 32 - 1 };
    const network = session.configure(config);
    assert.deepEqual(session.config(), config);
    assert.deepEqual(network, {
      text: '784-16-10',
      inputs: 784,
      outputs: 10,
      parameterCount: 12730,
      trainingFlops: 2 * (2 * 784 * 16 + 3 * 16 * 10),
    });
    assert.deepEqual(session.networkSummary(), network);
  }));

test('a failed configure leaves the network and its training in place', () =>
  withSession((session) => {
    loadSynthetic(session, 400);
    session.configure(CONFIG);
    session.advance(3);
    assert.throws(() => session.configure({ ...CONFIG, learningRate: -1 }));
    assert.equal(session.progress().step, 3);
    assert.deepEqual(session.config(), CONFIG);
  }));

test('training reaches the end, with results for each epoch', () =>
  withSession((session) => {
    const data = loadSynthetic(session, 400);
    assert.deepEqual(data, {
      trainingImages: 340,
      validationImages: 60,
      testImages: 0,
      rows: 28,
      columns: 28,
      classes: 10,
    });
    session.configure(CONFIG);
    const { epochs, testAccuracy } = trainToEnd(session);
    assert.deepEqual(
      epochs.map(({ epoch }) => epoch),
      [1, 2],
    );
    assert.equal(testAccuracy, null);
    assert.ok((epochs[1]?.trainLoss ?? NaN) < (epochs[0]?.trainLoss ?? NaN), 'the loss falls');
    const progress = session.progress();
    assert.equal(progress.phase, 'done');
    assert.equal(progress.step, 2 * Math.ceil(340 / 32));
    assert.deepEqual(progress.points, []);
  }));

test('the same numbers to the last bit, however the run is sliced and read in between', async () => {
  /** @param {number} units */
  const run = async (units) => {
    /** @type {unknown} */
    let results;
    await withSession((session) => {
      loadSynthetic(session, 700);
      session.configure(CONFIG);
      const ink = { rows: 40, columns: 40, pixels: new Uint8Array(1600).fill(255, 300, 900) };
      const epochs = [];
      const points = [];
      for (;;) {
        const progress = session.advance(units);
        points.push(...progress.points);
        if (progress.epochResult) epochs.push(progress.epochResult);
        if (progress.phase === 'done') break;
        session.readDrawing(ink);
        session.gallery(5);
      }
      results = { epochs, points, last: session.readDrawing(ink).probabilities };
    });
    return results;
  };
  const whole = await run(1000);
  assert.deepEqual(await run(1), whole);
  assert.deepEqual(await run(7), whole);
});

test('a reading is copied out: probabilities sum to one, pixels are bytes of their own', () =>
  withSession((session, module) => {
    session.configure(CONFIG);
    const pixels = new Uint8Array(100 * 80);
    for (let y = 20; y < 90; y++) pixels.fill(255, y * 80 + 36, y * 80 + 44);
    const reading = session.readDrawing({ rows: 100, columns: 80, pixels });
    assert.equal(reading.blank, false);
    assert.equal(reading.probabilities.length, 10);
    assert.ok(Math.abs(reading.probabilities.reduce((a, b) => a + b) - 1) < 1e-5);
    assert.equal(reading.probabilities[reading.prediction], Math.max(...reading.probabilities));
    assert.deepEqual(
      [reading.boxLeft, reading.boxTop, reading.boxWidth, reading.boxHeight],
      [36, 20, 8, 70],
    );
    assert.equal(reading.image.pixels.length, 784);
    const before = Array.from(reading.image.pixels);
    for (let i = 0; i < 50; i++)
      session.readDrawing({ rows: 100, columns: 80, pixels: pixels.fill(9 * i) });
    assert.deepEqual(Array.from(reading.image.pixels), before, 'no view of the memory');
    assert.notEqual(reading.image.pixels.buffer.byteLength, module.memoryBytes());
  }));

test('strokes are read as the drawing that the brush makes of them', () =>
  withSession((session) => {
    session.configure(CONFIG);
    const line = session.readStrokes(
      [
        [
          [0.25, 0.5],
          [0.75, 0.5],
        ],
      ],
      FULL_PREPARATION,
    );
    // A pad of 280, a brush of 20: from 70 - 10 to 210 + 10, and from 140 - 10 to 140 + 10.
    assert.deepEqual(
      [line.boxLeft, line.boxTop, line.boxWidth, line.boxHeight],
      [60, 130, 160, 20],
    );
    const dot = session.readStrokes([[[0.5, 0.5, 1]]], FULL_PREPARATION);
    assert.deepEqual([dot.boxLeft, dot.boxWidth], [126, 28], 'pressure widens the brush');
    assert.equal(session.readStrokes([], FULL_PREPARATION).blank, true);
    assert.equal(session.readStrokes([[[2, 2]]], FULL_PREPARATION).blank, true, 'beside the pad');
  }));

test('strokes that are none are refused', () =>
  withSession((session) => {
    /** @type {[any, RegExp][]} */
    const bad = [
      [[[]], /stroke 1, got none/],
      [[[[0.5]]], /must be \[x, y\]/],
      [[[[0.1, 0.2, 0.3, 0.4]]], /must be \[x, y\]/],
      [[[[0.5, NaN]]], /fractions of the pad/],
      [[[[0.5, 'high']]], /fractions of the pad/],
      [[[[0.5, 0.5, 2]]], /pressures from 0 to 1/],
    ];
    for (const [strokes, message] of bad) {
      assert.throws(
        () => session.readStrokes(strokes, FULL_PREPARATION),
        failure('invalid-argument', message),
      );
    }
  }));

test('an empty drawing is blank', () =>
  withSession((session) => {
    const reading = session.readDrawing({ rows: 10, columns: 10, pixels: new Uint8Array(100) });
    assert.equal(reading.blank, true);
    assert.equal(reading.prediction, -1);
    assert.deepEqual(reading.probabilities, []);
  }));

test('an image of the wrong shape is refused with both shapes', () =>
  withSession((session) => {
    session.configure(CONFIG);
    assert.throws(
      () => session.readImage({ rows: 10, columns: 10, pixels: new Uint8Array(100) }),
      failure('shape-mismatch', /28.*10|10.*28/),
    );
  }));

test('a diverging run stops with its own code and can be reset', () =>
  withSession((session) => {
    loadSynthetic(session, 400);
    session.configure({ ...CONFIG, layers: '64,64,64,64', learningRate: 100 });
    assert.throws(() => trainToEnd(session), failure('non-finite-loss', /learning rate/));
    session.configure(CONFIG);
    assert.equal(trainToEnd(session).epochs.length, 2);
  }));

test('epochs can be added after the end', () =>
  withSession((session) => {
    loadSynthetic(session, 400);
    session.configure(CONFIG);
    trainToEnd(session);
    session.tune(0.05, 16, 3);
    assert.deepEqual(
      trainToEnd(session).epochs.map(({ epoch }) => epoch),
      [3],
    );
  }));

test('idxHeader reads what a file promises from its first bytes', () =>
  withSession((_, module) => {
    const file = toIdx([600, 28, 28], new Uint8Array(0));
    assert.deepEqual(module.idxHeader('a', file), {
      role: 'images',
      count: 600,
      rows: 28,
      columns: 28,
      byteLength: 16 + 600 * 784,
    });
    assert.throws(
      () => module.idxHeader('page.html', new TextEncoder().encode('<!DOCTYPE html>')),
      failure('bad-idx', /page\.html/),
    );
  }));

test('a refused data set leaves the old one in place', () =>
  withSession((session) => {
    const before = loadSynthetic(session, 400);
    session.configure(CONFIG);
    session.advance(2);
    session.addFile('images', toIdx([3, 28, 28], new Uint8Array(3 * 784)));
    session.addFile('labels', toIdx([2], new Uint8Array(2)));
    assert.throws(() => session.commitFiles(), failure('bad-data-set', /3.*2|2.*3/));
    assert.deepEqual(session.dataSummary(), before);
    assert.equal(session.progress().step, 2);
  }));
