import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThreadChoice } from '../../web/src/worker/thread-choice.js';

const SLICE_MS = 12;
/** A trial of three candidates: four turns of three slices each. */
const TRIAL_SLICES = 3 * 4 * 3;

/**
 * A machine on which `speed(threads)` samples are trained in a millisecond.
 * @param {{most: number, speed: (threads: number) => number}} machine
 */
function setUp(machine) {
  let now = 1;
  const choice = new ThreadChoice({ most: machine.most, apply: (count) => (now = count) });
  const tried = new Set();
  const train = (/** @type {number} */ slices, sliceMs = SLICE_MS) => {
    tried.clear();
    for (let i = 0; i < slices; i++) {
      tried.add(now);
      choice.observe(machine.speed(now) * sliceMs, sliceMs);
    }
    return [...tried].sort((a, b) => a - b);
  };
  return { choice, train, machine, running: () => now };
}

test('the fastest number is found within half a second, and stays', () => {
  const speed = (/** @type {number} */ threads) => ({ 1: 10, 2: 16, 4: 14 })[threads] ?? 0;
  const { choice, train, running } = setUp({ most: 4, speed });
  assert.equal(choice.count, 4, 'before it is known: all');
  assert.deepEqual(train(TRIAL_SLICES), [1, 2, 4]);
  assert.ok(TRIAL_SLICES * SLICE_MS < 500);
  assert.equal(choice.count, 2);
  assert.deepEqual(train(100), [2]);
  assert.equal(running(), 2);
});

test('what is shown does not change while it tries', () => {
  const { choice, train, running } = setUp({ most: 2, speed: (threads) => threads });
  const shown = new Set();
  const ran = new Set();
  for (let i = 0; i < 20; i++) {
    train(1);
    shown.add(choice.count);
    ran.add(running());
  }
  assert.deepEqual([...shown], [2]);
  assert.deepEqual([...ran].sort(), [1, 2]);
});

test('the most that there can be is tried too, where it is no power of two', () => {
  const { choice, train } = setUp({ most: 6, speed: (threads) => threads });
  assert.deepEqual(train(200), [1, 2, 4, 6]);
  assert.equal(choice.count, 6);
});

test('of numbers that are as good as equal the smaller one is taken', () => {
  const { choice, train } = setUp({ most: 2, speed: (threads) => (threads === 2 ? 10.2 : 10) });
  train(TRIAL_SLICES);
  assert.equal(choice.count, 1);
});

test('one disturbed turn changes nothing: medians count', () => {
  let slices = 0;
  const { choice, train } = setUp({
    most: 2,
    // The second turn of two threads: slices 10 to 12.
    speed: (threads) => (threads === 2 && ++slices > 3 && slices <= 6 ? 1 : 10 * threads),
  });
  train(TRIAL_SLICES);
  assert.equal(choice.count, 2);
});

test('it tries again after ten seconds of training', () => {
  const { choice, train, machine } = setUp({ most: 2, speed: (threads) => threads });
  train(TRIAL_SLICES);
  assert.equal(choice.count, 2);
  machine.speed = (threads) => 2.2 - threads * 0.2;
  assert.deepEqual(train(700), [2], 'not before');
  assert.deepEqual(train(200), [1, 2]);
  assert.equal(choice.count, 1);
});

test('what was found stays where another number is little faster', () => {
  const { choice, train, machine } = setUp({ most: 2, speed: (threads) => threads });
  train(TRIAL_SLICES);
  machine.speed = (threads) => (threads === 2 ? 1 : 1.08);
  assert.deepEqual(train(900), [1, 2]);
  assert.equal(choice.count, 2);
  machine.speed = (threads) => (threads === 2 ? 1 : 1.12);
  assert.deepEqual(train(900), [1, 2]);
  assert.equal(choice.count, 1);
});

test('it tries again when the speed drops by a third', () => {
  const { choice, train, machine } = setUp({ most: 2, speed: (threads) => threads });
  train(TRIAL_SLICES);
  machine.speed = (threads) => (threads === 2 ? 0.5 : 1);
  assert.deepEqual(train(200), [1, 2]);
  assert.equal(choice.count, 1);
});

test('trials of slow steps are rarer, so that they cost no more', () => {
  const { train } = setUp({ most: 2, speed: (threads) => threads });
  train(8, 1000);
  assert.deepEqual(train(100, 1000), [2], 'a trial took eight seconds, the next is 160 later');
  assert.deepEqual(train(70, 1000), [1, 2]);
});

test('a wish is obeyed at once and never changed; more than there are is all', () => {
  const { choice, train, running } = setUp({ most: 4, speed: () => 1 });
  train(5);
  choice.set(3);
  assert.equal(running(), 3);
  assert.deepEqual(train(2000), [3]);
  choice.set(9);
  assert.equal(choice.count, 4);
  choice.set('auto');
  assert.deepEqual(train(TRIAL_SLICES), [1, 2, 4]);
});

test('another network is another question', () => {
  const { choice, train, machine } = setUp({ most: 2, speed: (threads) => threads });
  train(TRIAL_SLICES);
  machine.speed = (threads) => 1 / threads;
  choice.startAnew();
  assert.deepEqual(train(TRIAL_SLICES), [1, 2]);
  assert.equal(choice.count, 1);
});

test('one thread is not tried against itself', () => {
  const { choice, train } = setUp({ most: 1, speed: () => 1 });
  assert.deepEqual(train(100), [1]);
  assert.equal(choice.count, 1);
});
