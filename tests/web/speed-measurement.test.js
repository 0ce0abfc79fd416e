import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SpeedMeasurement } from '../../web/src/page/speed-measurement.js';
import { compareVariants, isArticlesNetwork, scaleFor } from '../../web/src/page/speed-words.js';
import { makeFailure, makeResult } from '../../web/src/protocol.js';
import { config, data, network, stateWith } from './obedient-worker.js';

const IMAGES = data.trainingImages;

/** Trains at a speed of its own, when the test says so. */
class TrainingWorker extends EventTarget {
  /** @type {any[]} */
  requests = [];
  isTerminated = false;
  /** @type {Error | null} */
  refusal = null;

  /** @param {any} request */
  postMessage(request) {
    this.requests.push(request);
    const results = /** @type {Record<string, any>} */ ({
      'load-data': { data, network, state: stateWith() },
    });
    const answer = this.refusal
      ? makeFailure(request.id, this.refusal)
      : makeResult(request.id, results[request.type] ?? {});
    queueMicrotask(() => this.say(answer));
  }

  terminate() {
    this.isTerminated = true;
  }

  /** @param {unknown} message */
  say(message) {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  /**
   * @param {number} trainingMs so far
   * @param {number} images so far
   */
  train(trainingMs, images, threads = 1) {
    const state = stateWith({ trainingMs, epochsTrained: images / IMAGES, threads });
    this.say({ event: 'progress', state: { ...state, samplesPerSecond: 777 }, points: [] });
  }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {{name: any, obstacle: string}[]} variants
 */
function setUp(t, variants) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
  /** @type {TrainingWorker[]} */
  const workers = [];
  const measurement = new SpeedMeasurement({
    createWorker: () => {
      const worker = new TrainingWorker();
      workers.push(worker);
      return /** @type {any} */ (worker);
    },
    ...{ variants, source: /** @type {const} */ ({ kind: 'embedded' }), config },
    onChange: () => {},
  });
  return { measurement, workers };
}

/**
 * Until a worker has been asked to train.
 * @param {TrainingWorker[]} workers
 * @param {number} index
 */
async function asked(workers, index) {
  const last = () => workers[index]?.requests.at(-1)?.type;
  for (let i = 0; i < 100 && last() !== 'train'; i++) await null;
  assert.equal(last(), 'train');
  for (let i = 0; i < 10; i++) await null;
  return /** @type {TrainingWorker} */ (workers[index]);
}

test('each variant trains in a worker of its own; what counts comes after the warm-up', async (t) => {
  const { measurement, workers } = setUp(t, [
    { name: 'threads', obstacle: '' },
    { name: 'relaxed', obstacle: 'it is not there' },
    { name: 'scalar', obstacle: '' },
  ]);
  const [threads, relaxed, scalar] = measurement.rows;
  const whenDone = measurement.run();
  const first = await asked(workers, 0);
  assert.deepEqual(
    first.requests.map(({ type }) => type),
    ['init', 'configure', 'load-data', 'train'],
  );
  assert.equal(first.requests[0].variant, 'threads');
  assert.deepEqual(first.requests[1].config, { ...config, epochs: 1000 });

  first.train(100, 1000, 2);
  assert.equal(threads?.samplesPerSecond, 777, 'something to show at once');
  assert.equal(threads?.threads, 2);
  first.train(600, 10_000);
  first.train(1100, 60_000);
  assert.equal(Math.round(threads?.samplesPerSecond ?? 0), 100_000);
  assert.equal(threads?.stage, 'measuring');
  first.train(1650, 115_000);
  const second = await asked(workers, 1);
  assert.equal(threads?.stage, 'done');
  assert.equal(Math.round(threads?.samplesPerSecond ?? 0), 100_000);
  assert.equal(first.isTerminated, true);

  assert.equal(second.requests[0].variant, 'scalar', 'what does not run is left out');
  second.train(500, 5000);
  second.train(1500, 25_000);
  await whenDone;
  assert.equal(Math.round(scalar?.samplesPerSecond ?? 0), 20_000);
  assert.deepEqual([relaxed?.stage, relaxed?.samplesPerSecond], ['waiting', 0]);
  assert.equal(measurement.isDone, true);
  assert.equal(workers.length, 2);
});

test('cancelled, its worker ends, and no other begins', async (t) => {
  const { measurement, workers } = setUp(t, [
    { name: 'simd', obstacle: '' },
    { name: 'scalar', obstacle: '' },
  ]);
  const whenDone = measurement.run();
  const worker = await asked(workers, 0);
  measurement.cancel();
  await whenDone;
  assert.equal(worker.isTerminated, true);
  assert.equal(workers.length, 1);
});

test('what cannot be measured says why, and the next one is', async (t) => {
  const { measurement, workers } = setUp(t, [
    { name: 'threads', obstacle: '' },
    { name: 'simd', obstacle: '' },
    { name: 'scalar', obstacle: '' },
  ]);
  const [threads, simd, scalar] = measurement.rows;
  const whenDone = measurement.run();
  (await asked(workers, 0)).say({
    ...{ event: 'training-failed', state: stateWith() },
    error: { code: 'non-finite-loss', message: 'Too fast' },
  });
  await asked(workers, 1);
  assert.equal(threads?.obstacle, 'Too fast');
  t.mock.timers.tick(12_000);
  const third = await asked(workers, 2);
  assert.match(simd?.obstacle ?? '', /too slow/);
  third.dispatchEvent(new Event('error'));
  await whenDone;
  assert.match(scalar?.obstacle ?? '', /too slow|could not/);
  assert.equal(measurement.isDone, true);
});

/**
 * @param {any} variant
 * @param {number} samplesPerSecond
 */
const row = (variant, samplesPerSecond, threads = 1) =>
  /** @type {const} */ ({ variant, samplesPerSecond, threads, obstacle: '', stage: 'done' });

test('what the variants gain, in words', () => {
  const rows = [row('relaxed', 100_000), row('simd', 90_000), row('scalar', 20_000)];
  assert.equal(compareVariants(rows), 'SIMD makes it 5.0 times as fast as it is without.');
  assert.match(
    compareVariants([row('threads', 163_000, 2), ...rows]),
    /Threads make it 1\.6 times as fast as one thread here\.$/,
  );
  assert.match(
    compareVariants([row('threads', 150_000, 1), ...rows]),
    /More than one thread does not make it faster here\.$/,
  );
  assert.equal(compareVariants([row('scalar', 20_000)]), '');
  assert.equal(compareVariants([]), '');
});

test('the scale is a round number that all fit under', () => {
  assert.deepEqual(
    [[], [0], [20_000, 163_000], [100_000], [81_000], [1]].map(scaleFor),
    [1, 1, 200_000, 100_000, 100_000, 1],
  );
});

test("the peers' figures are for the article's network", () => {
  assert.equal(isArticlesNetwork({ ...config, learningRate: 1, batchSize: 8, seed: 4 }), true);
  assert.equal(isArticlesNetwork({ ...config, layers: '100' }), false);
  assert.equal(isArticlesNetwork({ ...config, optimizer: 'adam' }), false);
});
