import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gentlerSettings, widerSettings } from '../../web/src/page/next-steps.js';
import { Run } from '../../web/src/page/run.js';
import { describe, describeLoss, describeTitle } from '../../web/src/page/sentences.js';
import { presetConfig } from '../../web/src/settings.js';

const data = {
  name: 'MNIST',
  trainingImages: 50000,
  validationImages: 10000,
  testImages: 10000,
  rows: 28,
  columns: 28,
  classes: 10,
};

/**
 * @param {import('../../web/src/page/notebook.js').PageState} state
 * @param {object} [changes]
 */
function situation(state, changes = {}) {
  const run = new Run(25);
  return {
    state,
    run,
    data,
    failure: null,
    network: null,
    config: presetConfig('article'),
    ...changes,
  };
}

const RESULT = Object.freeze({
  epoch: 12,
  trainLoss: 0.01,
  trainAccuracy: 0.998,
  validationLoss: 0.07,
  validationAccuracy: 0.98071,
  drawnAccuracy: 0.971,
  temperature: 1.1,
  calibrationError: 0.01,
});

function trainedRun() {
  const run = new Run(25);
  const state = { ...run.state, epoch: 12, step: 18756, trainingMs: 15400 };
  run.finishEpoch(state, RESULT);
  return run;
}

test('ready: what pressing Train will do', () => {
  assert.equal(
    describe(situation('ready')).text,
    'Press Train: the network sees 50,000 images, 25 times over. After each time it is tested on 10,000 images that it never trains on.',
  );
});

test('ready to train on all images: none is left that it never trains on', () => {
  const config = { ...presetConfig('article'), trainOnAll: true };
  assert.equal(
    describe(situation('ready', { config })).text,
    'Press Train: the network sees 60,000 images, 25 times over. After each time it is tested on 10,000 images that it has trained on, too.',
  );
});

test('done: what was reached, and what to do next', () => {
  const run = trainedRun();
  run.testResult = { loss: 0.07, accuracy: 0.9793 };
  const { text, actions } = describe(situation('done', { run }));
  assert.equal(
    text.replaceAll('\u00a0', ' '),
    'Done. After 12 epochs (15 s without measuring), it reads 98.07 % of the validation and 97.93 % of the test images.',
  );
  assert.deepEqual(
    actions.map(({ label }) => label),
    [
      'Train 10 more epochs',
      'Try a wider network: 100-400',
      'Draw a digit',
      'Try the preset for drawing',
    ],
  );
});

test('a correction counts until the next epoch, and nobody has tested the corrected network', () => {
  const run = trainedRun();
  const result = run.lastResult;
  assert.ok(result);
  run.testResult = { loss: 0.07, accuracy: 0.9793 };
  run.correctedAccuracy = 0.9789;
  const said = () => describe(situation('done', { run })).text.replaceAll('\u00a0', ' ');
  assert.equal(
    said(),
    'Done. After 12 epochs (15 s without measuring) and a correction, it reads 97.89 % of the validation images.',
  );
  assert.match(describeTitle(situation('done', { run })), /97\.89 %/);
  assert.match(describeLoss(situation('done', { run })), /97\.89.% after 12 epochs/);
  run.finishEpoch(run.state, result);
  assert.match(said(), /98\.07 %/);
});

test('before the first epoch is measured: the steps, and what a correction has measured', () => {
  const run = new Run(25);
  run.state = { ...run.state, step: 12 };
  assert.equal(
    describe(situation('paused', { run })).text,
    'Paused. 12 steps so far, no epoch is measured yet.',
  );
  run.correctedAccuracy = 0.1;
  assert.match(
    describe(situation('paused', { run })).text,
    /After 12 steps and a correction, it reads 10\.0.% of the validation images\.$/,
  );
});

test('a network that knows many hands is not told to learn them', () => {
  const run = trainedRun();
  const config = { ...presetConfig('article'), styles: 0.3 };
  const labels = describe(situation('done', { run, config })).actions.map(({ label }) => label);
  assert.ok(!labels.includes('Try the preset for drawing'));
});

test('near chance: it has not learnt, and a smaller learning rate is the next step', () => {
  const run = trainedRun();
  const result = run.lastResult;
  assert.ok(result);
  run.results = [{ ...result, validationAccuracy: 0.113 }];
  const config = { ...presetConfig('article'), learningRate: 100 };
  const { text, actions } = describe(situation('done', { run, config }));
  assert.match(text, /it has not learnt: it reads 11\.3.% of the validation images/);
  assert.deepEqual(
    actions.map(({ label }) => label),
    ['Try a tenth of the learning rate'],
  );
  assert.equal(gentlerSettings(situation('done', { config }))?.learningRate, 10);
  assert.equal(
    gentlerSettings(situation('done', { config: { ...config, learningRate: 0.01 } })),
    null,
  );
});

test('a wider network: the last layer twice as wide, within the limits', () => {
  const wider = (/** @type {string} */ layers) =>
    widerSettings(situation('done', { config: { ...presetConfig('article'), layers } }))?.layers;
  assert.equal(wider('100,200'), '100,400');
  assert.equal(wider(''), '100');
  assert.equal(wider('4096'), undefined);
  assert.equal(wider('4096,2048'), undefined);
});

test('the end is never before what is trained', () => {
  const run = trainedRun();
  run.state = { ...run.state, epochs: 1 };
  assert.equal(describeTitle(situation('paused', { run })), 'Paused 12/12 · 98.07 % · Inkling');
});

test('a new network names what would be lost', () => {
  assert.equal(
    describeLoss(situation('paused', { run: trainedRun() })).replaceAll('\u00a0', ' '),
    'This needs a new network; the trained one (98.07 % after 12 epochs) would be lost.',
  );
});

test('while digits are being written: how many are, and where some of them stand', () => {
  const run = new Run(25);
  run.state = { ...run.state, phase: 'preparing', prepared: 0.427 };
  assert.equal(
    describe(situation('training', { run })).text,
    'Digits are being written to train with, besides the images: 42 %. Such digits stand under “Written in this tab”.',
  );
});

test("the tab's title tells how far it is", () => {
  const run = trainedRun();
  assert.equal(describeTitle(situation('training', { run })), '12/25 · 98.07 % · Inkling');
  assert.equal(describeTitle(situation('training')), '0/25 · Inkling');
  assert.equal(describeTitle(situation('ready')), 'Inkling');
});

for (const [kind, action] of /** @type {const} */ ([
  ['worker', 'start-again'],
  ['training', 'new-network'],
  ['data', 'retry-data'],
  ['start', 'reload'],
])) {
  test(`an error of kind "${kind}" says what happened and offers "${action}"`, () => {
    const failure = { kind, message: 'It broke.' };
    const { text, actions } = describe(situation('error', { failure }));
    assert.match(text, /it broke\./i);
    assert.deepEqual(
      actions.map(({ id }) => id),
      [action],
    );
  });
}

test('the time left follows the pace since training was last started', () => {
  const run = new Run(10);
  run.state = { ...run.state, epochsTrained: 2 };
  run.startPace(1000);
  run.state = { ...run.state, epochsTrained: 4 };
  assert.equal(run.secondsLeft(1500), null);
  assert.equal(run.secondsLeft(5000), 12);
  run.state = { ...run.state, epochsTrained: 10 };
  assert.equal(run.secondsLeft(9000), null, 'measuring is left, of which it knows no pace');
});

test('the time left counts neither the preparation nor what the first epoch alone has to do', () => {
  const run = new Run(10);
  run.startPace(0);
  run.advance({ ...run.state, phase: 'preparing', prepared: 0.5 }, [], 9000);
  run.advance({ ...run.state, phase: 'training', epochsTrained: 0 }, [], 10_000);
  run.advance({ ...run.state, epochsTrained: 0.5 }, [], 12_000);
  assert.equal(run.secondsLeft(12_000), 38);
  run.finishEpoch({ ...run.state, epochsTrained: 1, epoch: 1 }, RESULT, 20_000);
  assert.equal(run.secondsLeft(20_500), null);
  run.advance({ ...run.state, epochsTrained: 1.5 }, [], 22_000);
  assert.equal(run.secondsLeft(22_000), 34);
  run.finishEpoch({ ...run.state, epochsTrained: 2, epoch: 2 }, RESULT, 24_500);
  assert.equal(run.secondsLeft(24_500), 36);
});
