import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodedError } from '../../web/src/protocol.js';
import { ThreadChoice } from '../../web/src/worker/thread-choice.js';
import { TrainingLoop } from '../../web/src/worker/training-loop.js';
import { FakeSession, ManualSchedule } from './fake-module.js';

const SLICE_MS = 12;
const MESSAGE_MS = 50;

/** @param {Partial<FakeSession>} [settings] */
function setUp(settings = {}) {
  const session = Object.assign(new FakeSession(), settings);
  const schedule = new ManualSchedule();
  /** @type {any[]} */
  const events = [];
  /** @type {number[]} */
  const sentAt = [];
  const loop = new TrainingLoop({
    session: /** @type {any} */ (session),
    threads: new ThreadChoice({ most: 1, apply: () => 1 }),
    post: (event) => {
      events.push(event);
      if (event.event === 'progress') sentAt.push(session.clockMs);
    },
    schedule: schedule.add,
    clock: () => session.clockMs,
  });
  const named = (/** @type {string} */ name) => events.filter((event) => event.event === name);
  return { session, schedule, events, sentAt, loop, named };
}

test('a run: every epoch once, in order, then done with the test result', () => {
  const { loop, schedule, named, events } = setUp();
  loop.train();
  schedule.runAll();
  assert.deepEqual(
    named('epoch').map((event) => event.result.epoch),
    [1, 2],
  );
  assert.equal(named('epoch')[0].gallery.length, 20);
  assert.deepEqual(named('done'), [events.at(-1)]);
  assert.deepEqual(events.at(-1).testResult, { loss: 1, accuracy: 0.5 });
  assert.equal(events.at(-1).state.phase, 'done');
  assert.equal(events.at(-1).state.step, 200);
});

test('digits are written before the first step, in slices too, and are no training', () => {
  const preparing = { phase: /** @type {const} */ ('preparing'), preparationUnits: 50 };
  const { loop, schedule, session, named } = setUp(preparing);
  loop.train();
  let before = 0;
  while (session.phase === 'preparing') {
    schedule.runOne();
    assert.ok(session.clockMs - before <= SLICE_MS, 'no slice is longer');
    before = session.clockMs;
  }
  assert.equal(named('progress')[0].state.phase, 'preparing');
  assert.deepEqual([loop.state().step, loop.state().trainingMs], [0, 0]);
  schedule.runAll();
  assert.equal(named('epoch').length, 2);
});

test('a step while digits are written: first the rest of them, then one mini-batch', async () => {
  const preparing = { phase: /** @type {const} */ ('preparing'), preparationUnits: 50 };
  const { loop, schedule } = setUp(preparing);
  const step = loop.step();
  schedule.runAll();
  assert.deepEqual([(await step).step, (await step).phase], [1, 'training']);
});

test('without a test set the result is null', () => {
  const { loop, schedule, events } = setUp({ testUnits: 0 });
  loop.train();
  schedule.runAll();
  assert.equal(events.at(-1).testResult, null);
});

test('slices grow to 12 ms and not beyond, each phase by itself', () => {
  const { loop, schedule, session } = setUp({ stepsPerEpoch: 1000, evaluationUnits: 100 });
  loop.train();
  let before = 0;
  let longest = 0;
  while (schedule.runOne()) {
    assert.ok(session.clockMs - before <= SLICE_MS, 'no slice is longer');
    if (session.phase === 'evaluating') longest = Math.max(longest, session.clockMs - before);
    before = session.clockMs;
  }
  const asked = (/** @type {string} */ phase) =>
    session.advances.filter((advance) => advance.phase === phase).map(({ units }) => units);
  assert.deepEqual(asked('training').slice(0, 7), [1, 2, 4, 8, 12, 12, 12]);
  // What is measured is of many kinds: it is done unit by unit, as many as fit.
  assert.ok(asked('evaluating').every((units) => units === 1));
  assert.ok(longest >= 2 * FakeSession.costs.evaluating);
});

test('a unit that is longer than a slice is done by itself', () => {
  const { loop, schedule, session } = setUp();
  const costs = FakeSession.costs;
  FakeSession.costs = { ...costs, training: 70 };
  loop.train();
  for (let i = 0; i < 5; i++) schedule.runOne();
  FakeSession.costs = costs;
  assert.ok(session.advances.every(({ units }) => units === 1));
});

test('a clock that stands still does not make slices endless at once', () => {
  const { loop, schedule, session } = setUp({ stepsPerEpoch: 1e9 });
  const costs = FakeSession.costs;
  FakeSession.costs = { ...costs, training: 0 };
  loop.train();
  for (let i = 0; i < 8; i++) schedule.runOne();
  FakeSession.costs = costs;
  assert.deepEqual(
    session.advances.map(({ units }) => units),
    [1, 2, 4, 8, 16, 32, 64, 128],
  );
});

test('progress comes at most 20 times a second and loses no point', () => {
  const { loop, schedule, sentAt, named, session } = setUp({ stepsPerEpoch: 1000 });
  loop.train();
  schedule.runAll();
  const early = sentAt.filter((at, i) => i > 0 && at - (sentAt[i - 1] ?? 0) < MESSAGE_MS);
  assert.ok(early.length <= session.epochs, 'only before an epoch is the rest sent early');
  const points = named('progress').flatMap((event) => event.points);
  const slices = session.advances.filter(({ phase }) => phase === 'training');
  assert.equal(points.length, slices.length, 'the fake gives a point a slice');
});

test('samples per second and training time count training alone', () => {
  const { loop, schedule } = setUp();
  assert.equal(loop.state().samplesPerSecond, 0);
  loop.train();
  schedule.runAll();
  const { samplesPerSecond, trainingMs } = loop.state();
  assert.equal(trainingMs, 200);
  assert.ok(Math.abs(samplesPerSecond - 32_000) < 1, String(samplesPerSecond));
});

test('train twice is one run; pause stands still at once; train resumes', () => {
  const { loop, schedule, session, named } = setUp();
  loop.train();
  loop.train();
  assert.equal(schedule.waiting.length, 1);
  schedule.runOne();
  schedule.runOne();
  loop.pause();
  const { step } = loop.state();
  schedule.runAll();
  assert.equal(session.stepCount, step, 'nothing runs after pause');
  loop.train();
  schedule.runAll();
  assert.equal(named('done').length, 1);
  loop.train();
  assert.equal(schedule.waiting.length, 0, 'there is nothing left to train');
});

test('step: one mini-batch, and training pauses', async () => {
  const { loop, schedule } = setUp();
  loop.train();
  schedule.runOne();
  const before = loop.state().step;
  const step = loop.step();
  schedule.runAll();
  assert.equal((await step).step, before + 1);
  assert.equal(loop.state().step, before + 1, 'it paused the training');
});

test('the step that ends an epoch measures it', async () => {
  const { loop, schedule, named } = setUp({ stepsPerEpoch: 2 });
  await loop.step();
  const second = loop.step();
  assert.equal(named('epoch').length, 0, 'measuring is sliced too');
  schedule.runAll();
  const state = await second;
  assert.deepEqual([state.step, state.epoch, state.phase], [2, 1, 'training']);
  assert.equal(named('epoch').length, 1);
});

test('a step in the middle of measuring completes it first', async () => {
  const { loop, schedule, named, session } = setUp({ evaluationUnits: 50 });
  loop.train();
  while (session.phase === 'training') schedule.runOne();
  loop.pause();
  assert.equal(loop.state().phase, 'evaluating');
  const step = loop.step();
  schedule.runAll();
  const state = await step;
  assert.deepEqual([state.step, state.epoch], [101, 1]);
  assert.equal(named('epoch').length, 1);
});

test('steps in quick succession are all done and all answered', async () => {
  const { loop, schedule } = setUp({ stepsPerEpoch: 2, evaluationUnits: 20, epochs: 3 });
  const steps = [loop.step(), loop.step(), loop.step(), loop.step(), loop.step()];
  schedule.runAll();
  const states = await Promise.all(steps);
  assert.deepEqual(
    states.map(({ step }) => step),
    [1, 2, 3, 4, 5],
  );
});

test('the last step of all ends with done; a step after it does nothing', async () => {
  const { loop, schedule, named } = setUp({ stepsPerEpoch: 1, epochs: 1 });
  const last = loop.step();
  schedule.runAll();
  assert.equal((await last).phase, 'done');
  assert.equal(named('done').length, 1);
  assert.equal((await loop.step()).step, 1);
  assert.equal(named('done').length, 1, 'and is no second end');
});

test('pause and a new start answer a step that waits', async () => {
  const { loop } = setUp({ stepsPerEpoch: 1, evaluationUnits: 1000 });
  const first = loop.step();
  loop.pause();
  assert.equal((await first).phase, 'evaluating');
  const second = loop.step();
  loop.startAnew();
  await second;
});

test('a loss that is no number ends the run and keeps the state', () => {
  const failure = new CodedError('non-finite-loss', 'The learning rate 9 is too high.');
  const { loop, schedule, events, named } = setUp({ failure, failAtStep: 10 });
  loop.train();
  schedule.runAll();
  const last = events.at(-1);
  assert.equal(last.event, 'training-failed');
  assert.deepEqual(last.error, { code: 'non-finite-loss', message: failure.message });
  assert.equal(last.state.step, 7, 'what was reached before');
  assert.equal(named('done').length, 0);
});

test('a broken module is not caught: it ends the worker', () => {
  const failure = new WebAssembly.RuntimeError('unreachable');
  const { loop, schedule, events } = setUp({ failure, failAtStep: 1 });
  loop.train();
  assert.throws(() => schedule.runAll(), failure);
  assert.deepEqual(events, []);
});

test('a step that fails is answered with the failure', async () => {
  const failure = new CodedError('no-data', 'Load a data set first.');
  const { loop, events } = setUp({ failure, failAtStep: 1 });
  await assert.rejects(loop.step(), { code: 'no-data' });
  assert.deepEqual(events, []);
});

test('a tuned session goes on; more epochs after the end are more to train', () => {
  const { loop, schedule, session, named } = setUp({ epochs: 1 });
  loop.train();
  schedule.runAll();
  session.tune(0.1, 32, 2);
  loop.tuned();
  assert.equal(loop.state().phase, 'training');
  loop.train();
  schedule.runAll();
  assert.deepEqual(
    named('epoch').map((event) => event.result.epoch),
    [1, 2],
  );
  assert.equal(named('done').length, 2);
});

test('a new start forgets the time, the speed and the points', () => {
  const { loop, schedule, session } = setUp();
  loop.train();
  for (let i = 0; i < 5; i++) schedule.runOne();
  session.reset();
  loop.startAnew();
  schedule.runAll();
  const { step, trainingMs, samplesPerSecond } = loop.state();
  assert.deepEqual([step, trainingMs, samplesPerSecond], [0, 0, 0]);
});
