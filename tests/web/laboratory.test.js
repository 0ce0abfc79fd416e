import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodedError } from '../../web/src/protocol.js';
import { Laboratory } from '../../web/src/page/laboratory.js';
import { config, data, network, setUp, stateWith } from './obedient-worker.js';

/** All answers that are on their way have come. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('from nothing to ready: module, network, data, gallery', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  assert.equal(notebook.state, 'loading');
  await lab.start();
  assert.equal(notebook.state, 'ready');
  assert.deepEqual(worker().types, ['init', 'configure', 'load-data', 'gallery']);
  assert.equal(notebook.data?.trainingImages, 8500);
  assert.equal(notebook.network?.parameterCount, 100710);
});

test('train, events, pause, resume, done', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  await lab.train();
  assert.equal(notebook.state, 'training');
  worker().say({
    event: 'progress',
    state: stateWith({ step: 13, epochsTrained: 0.05 }),
    points: [{ epochs: 0.05, loss: 2, accuracy: 0.4 }],
  });
  assert.equal(notebook.run.trainAccuracy, 0.4);
  assert.equal(notebook.run.validationAccuracy, null);
  const result = {
    epoch: 1,
    trainLoss: 0.3,
    trainAccuracy: 0.91,
    validationLoss: 0.4,
    validationAccuracy: 0.89,
  };
  worker().say({ event: 'epoch', state: stateWith({ epoch: 1 }), result, gallery: [] });
  assert.equal(notebook.run.trainAccuracy, 0.91);
  assert.equal(notebook.run.validationAccuracy, 0.89);
  await lab.pause();
  assert.equal(notebook.state, 'paused');
  await lab.train();
  assert.equal(notebook.state, 'training');
  worker().say({
    event: 'done',
    state: stateWith({ phase: 'done', epoch: 25 }),
    testResult: { loss: 0.1, accuracy: 0.97 },
  });
  assert.equal(notebook.state, 'done');
  assert.equal(notebook.run.testResult?.accuracy, 0.97);
});

test('wherever it stands still the gallery is what the network reads then', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  const image = { rows: 1, columns: 1, pixels: new Uint8Array(1) };
  const read = (/** @type {number} */ prediction) => ({
    items: [{ label: 3, prediction, probability: 0.9, image }],
  });
  const started = lab.start();
  worker().answers.gallery = read(8);
  await started;
  await settled();
  assert.equal(notebook.gallery[0]?.prediction, 8);
  assert.equal(notebook.isGalleryGuessed, true);
  await lab.train();
  worker().say({ event: 'progress', state: stateWith({ step: 266 }), points: [] });
  assert.equal(notebook.isGalleryGuessed, true, 'the guesses of the untrained network');
  // All of the first epoch is trained, and nothing is measured.
  worker().answers.gallery = read(3);
  await lab.pause();
  await settled();
  assert.equal(notebook.gallery[0]?.prediction, 3);
  assert.equal(notebook.isGalleryGuessed, false);
  worker().answers.gallery = read(5);
  await lab.step();
  await settled();
  assert.equal(notebook.gallery[0]?.prediction, 5);
  worker().answers.gallery = new CodedError('internal', 'x');
  await lab.step();
  await settled();
  assert.equal(notebook.gallery[0]?.prediction, 5, 'nothing that was there disappears');
});

test('more epochs after the end raise the number of epochs and train on', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  await lab.train();
  worker().say({
    event: 'done',
    state: stateWith({ phase: 'done', epoch: 25, step: 9 }),
    testResult: null,
  });
  worker().answers.tune = { state: stateWith({ epoch: 25, epochs: 35, step: 9 }) };
  await lab.trainMore(10);
  assert.equal(notebook.config.epochs, 35);
  assert.equal(notebook.state, 'training');
  assert.deepEqual(worker().types.slice(-2), ['tune', 'train']);
});

test('training puts an old sentence about data away', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  worker().answers['load-data'] = new CodedError('bad-idx', 'labels.gz is truncated.');
  await lab.loadData({ kind: 'urls', urls: ['x'] });
  assert.notEqual(notebook.dataProblem, '');
  await lab.train();
  assert.equal(notebook.dataProblem, '');
});

test('that other images are used than the link wanted is said while they train, too', async (t) => {
  const { lab, notebook } = setUp(t, { source: { kind: 'full' } });
  await lab.start();
  await lab.train();
  assert.match(notebook.dataProblem, /without the full MNIST.*10,000 images are used instead/);
});

test('a load that fails leaves everything that was there', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  await lab.step();
  worker().answers['load-data'] = new CodedError('bad-idx', 'labels.gz is truncated.');
  await lab.loadData({ kind: 'urls', urls: ['x'] });
  assert.equal(notebook.state, 'paused');
  assert.equal(notebook.dataProblem, 'labels.gz is truncated.');
  assert.deepEqual(notebook.source, { kind: 'embedded' });
  assert.equal(notebook.data?.trainingImages, 8500);
  assert.equal(notebook.loading, null);
});

test('a cancelled first load says so, and starting again loads it', async (t) => {
  const { lab, notebook, workers } = setUp(t, {
    answers: { 'load-data': new CodedError('aborted', 'x') },
  });
  await lab.start();
  assert.equal(notebook.state, 'error');
  assert.deepEqual(notebook.failure, { kind: 'data', message: 'Loading was cancelled.' });
  const retry = lab.start();
  Object.assign(workers.at(-1)?.answers ?? {}, { 'load-data': { data, network } });
  await retry;
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.failure, null);
});

test('the full set where it is missing: a sentence, and the embedded one instead', async (t) => {
  const { lab, notebook, worker } = setUp(t, { source: { kind: 'full' } });
  await lab.start();
  assert.equal(notebook.state, 'ready');
  assert.deepEqual(notebook.source, { kind: 'embedded' });
  assert.match(notebook.dataProblem, /npm run mnist/);
  assert.match(notebook.dataProblem, /10,000 images are used instead/);
  await lab.loadData({ kind: 'full' });
  assert.equal(worker().types.filter((type) => type === 'load-data').length, 1);
});

test('a loss that is no number: the chart stays, a new network is the way out', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  await lab.train();
  worker().say({
    event: 'progress',
    state: stateWith({ step: 3 }),
    points: [{ epochs: 0.05, loss: 9, accuracy: 0.1 }],
  });
  worker().say({
    event: 'training-failed',
    state: stateWith({ step: 4 }),
    error: { code: 'non-finite-loss', message: 'Learning rate 5 is too large.' },
  });
  assert.equal(notebook.state, 'error');
  assert.equal(notebook.run.points.length, 1);
  assert.equal(lab.wouldLoseTraining({ ...config, layers: '5' }), false);
  await lab.apply({ ...config, learningRate: 0.01 });
  assert.equal(notebook.state, 'ready');
  assert.equal(notebook.run.points.length, 0);
});

test('a dead worker: chart and settings stay; starting again trains a new network', async (t) => {
  const { lab, notebook, worker, workers } = setUp(t);
  await lab.start();
  await lab.loadData({ kind: 'urls', urls: ['here'] });
  await lab.train();
  worker().say({
    event: 'progress',
    state: stateWith({ step: 3 }),
    points: [{ epochs: 0.05, loss: 2, accuracy: 0.3 }],
  });
  lab.kill();
  assert.equal(notebook.state, 'error');
  assert.equal(notebook.failure?.kind, 'worker');
  assert.equal(notebook.run.points.length, 1);
  await assert.rejects(lab.questions.readImage({ rows: 1, columns: 1, pixels: new Uint8Array(1) }));
  await lab.apply({ ...config, seed: 5 });
  await lab.startAgain();
  assert.equal(workers.length, 2);
  assert.equal(notebook.state, 'training');
  assert.equal(notebook.run.points.length, 0);
  const { requests } = worker();
  assert.equal(requests.find(({ type }) => type === 'configure').config.seed, 5);
  assert.deepEqual(requests.find(({ type }) => type === 'load-data').source, {
    kind: 'urls',
    urls: ['here'],
  });
});

test('a worker that dies while it was idle starts again without training', async (t) => {
  const { lab, notebook } = setUp(t);
  await lab.start();
  lab.kill();
  await lab.startAgain();
  assert.equal(notebook.state, 'ready');
});

test('a browser without SIMD hears the sentence and gets no button that cannot help', async (t) => {
  const { lab, notebook } = setUp(t, {
    answers: { init: new CodedError('no-simd', 'Use Chrome 91.') },
  });
  await lab.start();
  assert.deepEqual(notebook.failure, { kind: 'start', message: 'Use Chrome 91.' });
});

test('a browser without module workers hears why', async (t) => {
  const { lab, notebook } = setUp(t);
  const broken = new Laboratory({
    config,
    usual: config,
    source: { kind: 'embedded' },
    createWorker: () => {
      throw new Error('No module workers.');
    },
    onChange: () => {},
  });
  await broken.start();
  assert.deepEqual(broken.notebook.failure, { kind: 'start', message: 'No module workers.' });
  await lab.start();
  assert.equal(notebook.state, 'ready');
});

test('a second load while one runs is refused', async (t) => {
  const { lab, notebook } = setUp(t);
  const start = lab.start();
  await lab.loadData({ kind: 'embedded' });
  assert.match(notebook.dataProblem, /Other data are loading/);
  await start;
  assert.equal(notebook.state, 'ready');
});

test('threads: the wish goes to the worker at its start and later, and nothing else changes', async (t) => {
  const { lab, notebook, worker } = setUp(t, { threads: 3 });
  await lab.setThreads(2);
  assert.equal(notebook.threadWish, 2);
  await lab.start();
  assert.equal(worker().requests[0].threads, 2, 'what was wished for before it started');
  assert.equal(notebook.run.state.threads, 2);
  await lab.train();
  await lab.setThreads('auto');
  assert.equal(worker().requests.at(-1).threads, 'auto');
  assert.equal(notebook.run.state.threads, 3, 'as the worker says');
  assert.equal(notebook.state, 'training');
});

test('training is held and let go; what stood still stays so', async (t) => {
  const { lab, notebook, worker } = setUp(t);
  await lab.start();
  (await lab.holdTraining())();
  assert.equal(notebook.state, 'ready');
  await lab.train();
  const release = await lab.holdTraining();
  assert.equal(notebook.state, 'paused');
  release();
  await null;
  assert.equal(notebook.state, 'training');
  assert.deepEqual(worker().types.slice(-4), ['train', 'pause', 'gallery', 'train']);
});

test('a drawing is read with the preparation that is wanted', async (t) => {
  const reading = { blank: false, prediction: 3 };
  const { lab, worker } = setUp(t, { answers: { 'predict-drawing': reading } });
  await lab.start();
  const preparation = { scaling: true, centring: false };
  assert.deepEqual(await lab.questions.readDrawing([[[0.5, 0.5]]], preparation), reading);
  const { type, ...request } = worker().requests.at(-1);
  assert.equal(type, 'predict-drawing');
  assert.deepEqual(request.strokes, [[[0.5, 0.5]]]);
  assert.deepEqual(request.preparation, preparation);
});
