import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodedError } from '../../web/src/protocol.js';
import { KeptDrawings } from '../../web/src/page/kept-drawings.js';
import { describeLesson } from '../../web/src/page/lesson-words.js';
import { Lessons } from '../../web/src/page/lessons.js';
import { setUp, stateWith } from './obedient-worker.js';

const correction = {
  ...{ examples: 10, rightBefore: 3, rightAfter: 10 },
  ...{ validationBefore: 0.9807, validationAfter: 0.9805 },
};

/** @param {number} x */
const drawingAt = (x) => ({
  strokes: [/** @type {[number, number][]} */ ([[x, 0.5]])],
  times: [[0]],
});

/**
 * A laboratory whose network has trained, and lessons with nothing kept.
 * @param {import('node:test').TestContext} t
 * @param {object} [answers]
 */
async function setUpLessons(t, answers = {}) {
  const { lab, notebook, worker } = setUp(t, {
    answers: {
      correct: { state: stateWith({ step: 1 }), correction },
      'undo-correction': { state: stateWith({ step: 1 }) },
      ...answers,
    },
  });
  const kept = new KeptDrawings({
    openStorage: () => {
      throw new Error('There is no IndexedDB here.');
    },
    onChange: () => {},
  });
  const lessons = new Lessons({ lab, kept, onChange: () => {} });
  await lab.start();
  await lab.step();
  const taught = () =>
    worker()
      .requests.filter(({ type }) => type === 'correct')
      .map(({ examples }) => examples.map((/** @type {any} */ { label }) => label));
  return { lab, notebook, worker, kept, lessons, taught };
}

test('one click keeps the drawing and teaches all that were kept so', async (t) => {
  const { kept, lessons, taught, notebook } = await setUpLessons(t);
  await lessons.claim(drawingAt(0.123456), 7);
  assert.deepEqual(kept.all[0]?.strokes, [[[0.1235, 0.5]]]);
  assert.equal(kept.all[0]?.writer, 'me');
  await kept.join([{ writer: 'Ada', label: 5, strokes: [[[0.5, 0.5]]] }]);
  await lessons.claim(drawingAt(0.2), 2);
  assert.deepEqual(taught(), [[7], [7, 2]], 'not what came from a file');
  assert.deepEqual(lessons.lesson, { kind: 'learnt', correction });
  assert.equal(notebook.isCorrecting, false);
});

test('teaching all: the 200 newest, files too; of labels that the network has', async (t) => {
  const { kept, lessons, taught } = await setUpLessons(t);
  assert.equal(lessons.canTeach, false, 'nothing is kept');
  await kept.join(
    Array.from({ length: 203 }, (_, i) => ({
      ...{ writer: 'Ada', label: i === 202 ? 11 : i % 10 },
      strokes: [[/** @type {[number, number]} */ ([i / 1000, 0.5])]],
    })),
  );
  assert.equal(lessons.canTeach, true);
  await lessons.teachAll();
  assert.equal(taught()[0].length, 200);
  assert.deepEqual(taught()[0].slice(0, 2), [2, 3], 'the oldest are left out');
  assert.ok(!taught()[0].includes(11));
});

test('while it learns: it says so, a second click waits for its end, training waits too', async (t) => {
  const { lab, lessons, worker, taught, notebook } = await setUpLessons(t, {
    train: { state: stateWith({ step: 40 }) },
  });
  await lab.train();
  const asked = new Promise((resolve) => {
    worker().answers.correct = (/** @type {any} */ request) => void resolve(request);
  });
  const lesson = lessons.claim(drawingAt(0.1), 7);
  const { id } = await asked;
  assert.deepEqual(lessons.lesson, { kind: 'learning', subject: 'your 7' });
  assert.equal(notebook.state, 'paused');
  assert.equal(notebook.isCorrecting, true);
  await lab.train();
  await lab.step();
  assert.equal(notebook.state, 'paused', 'training and steps wait');
  await lessons.claim(drawingAt(0.2), 2);
  assert.equal(taught().length, 1);
  const result = { state: stateWith({ step: 40 }), correction };
  worker().say({ id, ok: true, result });
  await lesson;
  assert.equal(lessons.lesson.kind, 'learnt');
  assert.equal(notebook.isCorrecting, false);
  assert.equal(notebook.state, 'training', 'training that ran goes on');
  assert.equal(lessons.canUndo, false, 'not even for a moment');
});

test('undo: the network as it was, the drawing is kept, not taught again; only until it trains on', async (t) => {
  const { kept, lab, lessons, taught, worker } = await setUpLessons(t);
  await lessons.claim(drawingAt(0.1), 7);
  assert.equal(lessons.canUndo, true);
  await lessons.undo();
  assert.deepEqual(lessons.lesson, { kind: 'undone' });
  assert.deepEqual(
    kept.all.map(({ label, isTaught }) => [label, isTaught]),
    [[7, false]],
  );
  await lessons.claim(drawingAt(0.2), 2);
  assert.deepEqual(taught(), [[7], [2]]);
  await lessons.claim(drawingAt(0.1), 7);
  assert.deepEqual(taught().at(-1), [2, 7], 'said again, it counts again');
  worker().answers.step = { state: stateWith({ step: 2 }) };
  await lab.step();
  assert.equal(lessons.canUndo, false);
  await lessons.undo();
  assert.equal(worker().types.filter((type) => type === 'undo-correction').length, 1);
});

test('the validation accuracy is that of the corrected network, and after Undo the one before', async (t) => {
  const { lessons, notebook, worker } = await setUpLessons(t);
  assert.equal(notebook.run.validationAccuracy, null);
  await lessons.claim(drawingAt(0.1), 7);
  assert.equal(notebook.run.validationAccuracy, 0.9805);
  assert.deepEqual(worker().types.slice(-2), ['correct', 'gallery']);
  const again = { ...correction, validationAfter: 0.9801 };
  worker().answers.correct = { state: stateWith({ step: 1 }), correction: again };
  await lessons.claim(drawingAt(0.2), 2);
  assert.equal(notebook.run.validationAccuracy, 0.9801);
  await lessons.undo();
  assert.equal(notebook.run.validationAccuracy, 0.9805);
  assert.deepEqual(worker().types.slice(-2), ['undo-correction', 'gallery']);
});

test('a network that has not trained is taught nothing, and the drawing is kept for later', async (t) => {
  const { kept, lab, lessons, taught } = await setUpLessons(t);
  await lab.reset();
  await lessons.claim(drawingAt(0.1), 7);
  assert.deepEqual(lessons.lesson, { kind: 'kept' });
  assert.deepEqual(taught(), []);
  assert.equal(kept.all.length, 1);
  assert.equal(lessons.canTeach, false);
  await lab.step();
  await lessons.teachAll();
  assert.deepEqual(taught(), [[7]]);
});

test('what was said goes with the drawing, though it can be undone, and with the network', async (t) => {
  const { lab, lessons } = await setUpLessons(t);
  await lessons.claim(drawingAt(0.1), 7);
  const said = () => describeLesson(lessons.lesson);
  assert.equal(lessons.isToldOf, true);
  lessons.forget();
  assert.equal(lessons.isToldOf, false);
  assert.equal(lessons.canUndo, true);
  await lessons.undo();
  assert.equal(lessons.isToldOf, true);
  lessons.forget();
  assert.equal(said(), '');
  await lessons.claim(drawingAt(0.1), 7);
  await lab.reset();
  assert.equal(said(), '');
});

test('an error is said in a sentence, and the next lesson can be taught', async (t) => {
  const { lessons, worker, notebook } = await setUpLessons(t, {
    correct: new CodedError('internal', 'It went wrong.'),
  });
  await lessons.claim(drawingAt(0.1), 7);
  assert.equal(describeLesson(lessons.lesson), 'It has learnt nothing new. It went wrong.');
  assert.equal(notebook.isCorrecting, false);
  worker().answers.correct = new CodedError('aborted', 'x');
  await lessons.claim(drawingAt(0.1), 7);
  assert.equal(
    describeLesson(lessons.lesson),
    'It has learnt nothing new. The network is a new one now.',
  );
  worker().answers.correct = { state: stateWith({ step: 1 }), correction };
  await lessons.claim(drawingAt(0.1), 7);
  assert.equal(lessons.canUndo, true);
  worker().answers['undo-correction'] = new CodedError('invalid-argument', 'It has trained since.');
  await lessons.undo();
  assert.equal(describeLesson(lessons.lesson), 'It is not undone. It has trained since.');
});

test('before and after, in a sentence', () => {
  assert.equal(
    describeLesson({ kind: 'learnt', correction }).replaceAll('\u00a0', ' '),
    'Your digits: 3 of 10 right before, 10 of 10 now. Validation 98.07 % before, 98.05 % now.',
  );
  assert.equal(describeLesson({ kind: 'learning', subject: 'your 7' }), 'Learning your 7…');
  assert.equal(describeLesson({ kind: 'none' }), '');
});
