/** What the benchmark makes of its measurements: medians, spreads, whether to trust them, floors. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byDistance } from '../bench/distance.mjs';
import { checkFloors } from '../bench/floors.mjs';
import { judge, NoiseWatch } from '../bench/noise.mjs';
import { alternate } from '../bench/rounds.mjs';
import { describePiece, together } from '../bench/sections/kernels.mjs';
import { until } from '../bench/sections/presets.mjs';
import { slowdown, threadCounts } from '../bench/sections/training.mjs';
import { median, quantile, spread } from '../bench/statistics.mjs';

test('the median is the middle value, or lies half-way between the two', () => {
  assert.equal(median([3]), 3);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.throws(() => median([]), /nothing/);
});

test('quantiles lie between their neighbours in proportion, and leave their input alone', () => {
  const values = [40, 10, 30, 20, 50];
  assert.equal(quantile(values, 0), 10);
  assert.equal(quantile(values, 1), 50);
  assert.equal(quantile(values, 0.1), 14);
  assert.deepEqual(values, [40, 10, 30, 20, 50]);
});

test('one stray value among twenty is no spread; half of them is', () => {
  const steady = Array.from({ length: 20 }, () => 2);
  assert.equal(spread(steady), 0);
  assert.equal(spread([...steady.slice(1), 4]), 0);
  assert.equal(spread([...steady.slice(10), ...steady.slice(10).map(() => 3)]), 1 / 2.5);
});

test('a quiet machine is called quiet', () => {
  const noise = judge({
    ...{ peaks: [50, 51, 50, 49], load: 0.1, steal: 0, sharing: 0 },
    rows: [{ label: 'ours', spread: 0.03 }],
  });
  assert.equal(noise.quiet, true);
  assert.deepEqual(noise.sentences, ['The machine was quiet: spreads within 10 %.']);
});

test('a machine whose speed changes is not trusted', () => {
  const { quiet, sentences } = judge({
    ...{ peaks: [50, 50, 30, 30], rows: [] },
    ...{ load: 0, steal: 0, sharing: 0 },
  });
  assert.equal(quiet, false);
  assert.match(sentences[0] ?? '', /TOO NOISY TO TRUST/);
  assert.match(sentences.join(' '), /30 to 50 GFLOP\/s .*50 %/);
});

test('the rows that cannot be trusted are named', () => {
  const rows = [
    { label: 'ours', spread: 0.03 },
    { label: 'theirs', spread: 0.31 },
  ];
  const { quiet, sentences } = judge({
    ...{ peaks: [50, 50], rows },
    ...{ load: 0, steal: 0, sharing: 0 },
  });
  assert.equal(quiet, false);
  assert.match(sentences.join(' '), /beyond 10 %:\n +31 % +theirs$/);
});

test('load, steal and shared cores are said, but condemn nothing by themselves', () => {
  const { quiet, sentences } = judge({
    ...{ peaks: [50, 50], rows: [] },
    ...{ load: 2.4, steal: 0.05, sharing: 0.1 },
  });
  assert.equal(quiet, true);
  assert.match(sentences.join(' '), /a load of 2\.4\. .*kept 5 %.*In 10 % .*two cores/);
});

test('work that another core slows down by half has shared a core with it', () => {
  const watch = new NoiseWatch();
  const seen = [50, 48, 25, 49].map((beside) => watch.observe(50, beside));
  assert.deepEqual(seen[1], { cores: 1.92, hasTwoCores: true });
  assert.deepEqual(seen[2], { cores: 1, hasTwoCores: false });
  assert.equal(watch.verdict([]).sharing, 0.25);
});

/**
 * @param {string} name
 * @param {number} threads
 * @param {number} seconds
 */
const row = (name, threads, seconds) =>
  /** @type {import('../bench/rounds.mjs').Row} */ ({
    ...{ name, label: name, layers: '100,200', batch: 32, threads, seconds, spread: 0 },
    ...{
      samplesPerSecond: 60_000 / seconds,
      runs: '',
      rounds: [],
      repeated: 0,
      shared: 0,
      learned: null,
      final: null,
    },
  });

test('floors compare the best of theirs with ours, and say what was not measured', () => {
  const floors = checkFloors({
    peers: [
      row('inkling-relaxed-1-32', 1, 0.4),
      row('inkling-threads-2-32', 2, 0.25),
      row('tensorflow-1', 1, 8),
      row('tensorflow-2', 2, 6),
    ],
  });
  assert.ok(
    floors.every(({ section }) => section === 'peers'),
    'no other section has run',
  );
  const find = (/** @type {RegExp} */ label) => floors.find((floor) => label.test(floor.label));
  const tensorflow = find(/TensorFlow/);
  assert.deepEqual([tensorflow?.value, tensorflow?.met], [6 / 0.25, false]);
  assert.deepEqual([find(/float64/)?.value, find(/float64/)?.met], [null, null]);
});

test('two threads are compared with one, network by network', () => {
  const wide = (/** @type {number} */ threads, /** @type {number} */ seconds) => ({
    ...row(`wide-${threads}`, threads, seconds),
    ...{ layers: '800,800', batch: 128 },
  });
  const floors = checkFloors({
    threads: [row('a', 1, 3), row('b', 2, 2), wide(1, 18), wide(2, 10)],
  });
  assert.deepEqual(
    floors.map(({ value, met }) => [value, met]),
    [
      [1.8, true],
      [1.5, true],
    ],
  );
});

test('pieces together: all arithmetic in all time, round by round', () => {
  // 6 operations at 3 and 8 at 2 a unit of time: 14 in 6 units.
  const rows = [
    { flops: 6, rounds: [3, 1] },
    { flops: 8, rounds: [2, 1] },
  ];
  assert.deepEqual(together(rows), [14 / 6, 1]);
});

test('a piece is named by what it computes and its shape', () => {
  assert.equal(
    describePiece({ kind: 'transposedProduct', m: 100, k: 32, n: 200, density: 1 }),
    'X^T G: 100 x 32 x 200',
  );
  assert.equal(
    describePiece({ kind: 'backwardFirst', batch: 64, side: 28, channels: 1, filters: 16 }),
    'conv16x5 on 64 x 28 x 28 x 1, backward, first layer',
  );
});

test('convolutions are compared with dense products', () => {
  const none = { rounds: [], gigaflops: 0, spread: 0 };
  const peaks = { relaxed: none, simd: none };
  const kernels = { peaks, rows: [], hiddenShare: 0.7, convolutionShare: 0.4 };
  assert.deepEqual(
    checkFloors({ kernels }).map(({ value, met }) => [value, met]),
    [
      [0.7, true],
      [0.4, false],
    ],
  );
});

test('augmentation costs what it costs in the median round, each against its neighbour', () => {
  const round = (/** @type {number} */ seconds, samples = 640) => ({ seconds, samples });
  const plain = [round(1), round(2), round(1, 320)];
  const augmented = [round(1.1), round(2.6), round(2.4)];
  assert.equal(slowdown(plain, augmented), 1.2);
  const rows = [
    { preset: 'best', plain: row('a', 2, 1), augmented: row('b', 2, 1), slowdown: 1.2 },
  ];
  assert.deepEqual(
    checkFloors({ augmentation: rows }).map(({ label, met }) => [label, met]),
    [['a training step of best, augmented / plain', false]],
  );
});

test('an accuracy is reached at the end of the first epoch that has it, or not at all', () => {
  const epochs = [
    { seconds: 1, accuracy: 0.96 },
    { seconds: 2, accuracy: 0.98 },
    { seconds: 3, accuracy: 0.97 },
  ];
  assert.deepEqual(
    [0.97, 0.98, 0.99].map((accuracy) => until(epochs, accuracy)),
    [2, 2, null],
  );
});

test('thread counts double as far as there are cores', () => {
  assert.deepEqual(threadCounts(1), [1]);
  assert.deepEqual(threadCounts(2), [1, 2]);
  assert.deepEqual(threadCounts(12), [1, 2, 4, 8]);
});

/**
 * A contestant with a clock of its own.
 * @param {string} name
 * @param {number} secondsPerSample
 * @param {string[]} log
 */
const entrant = (name, secondsPerSample, log) => ({
  ...{ name, label: name, layers: '100,200', batch: 32, threads: 1 },
  start: async () => ({
    round: async (/** @type {number} */ samples) => {
      log.push(`${name} ${samples}`);
      return { seconds: samples * secondsPerSample, samples };
    },
    accuracy: async () => 0.9,
    describe: async () => 'made up',
    dispose: async () => void log.push(`${name} ends`),
  }),
});

const PLAN = {
  ...{ rounds: 2, enoughRounds: 1, seconds: 60, roundSeconds: 1 },
  ...{ warmUpSamples: 1000, warmUpSeconds: 10, measureAccuracy: true, repeats: 0 },
};
const TWO_CORES = { gigaflops: 50, cores: 1.9, hasTwoCores: true };

test('rounds alternate, each begins with another one, each lasts as long as planned', async () => {
  /** @type {string[]} */
  const log = [];
  const entrants = [entrant('fast', 1 / 64_000, log), entrant('slow', 1 / 6400, log)];
  const rows = await alternate(entrants, PLAN, {
    check: async () => TWO_CORES,
    progress: () => {},
  });
  assert.deepEqual(log.slice(-6), [
    ...['fast 64000', 'slow 6400', 'slow 6400', 'fast 64000', 'fast ends', 'slow ends'],
  ]);
  const [fast, slow] = rows;
  assert.equal(fast?.seconds, 60_000 / 64_000);
  assert.equal(slow?.samplesPerSecond, 6400);
  assert.deepEqual(slow?.learned, { samples: 1024, accuracy: 0.9 });
  assert.deepEqual(slow?.final, { samples: 1024 + 2 * 6400, accuracy: 0.9 });
});

test('once the time is up there are no more rounds than are enough', async () => {
  /** @type {string[]} */
  const log = [];
  const plan = { ...PLAN, rounds: 9, enoughRounds: 3, seconds: 0 };
  const context = { check: async () => TWO_CORES, progress: () => {} };
  const [row] = await alternate([entrant('one', 1 / 6400, log)], plan, context);
  assert.equal(row?.rounds.length, 3);
});

test('a round before or after which two cores were one is measured again, a few times', async () => {
  /** @type {string[]} */
  const log = [];
  const answers = [false, true, true, true, false, false, false];
  const check = async () => ({ ...TWO_CORES, hasTwoCores: answers.shift() ?? false });
  const plan = { ...PLAN, measureAccuracy: false, repeats: 2 };
  const [row] = await alternate([entrant('one', 1 / 6400, log)], plan, {
    check,
    progress: () => {},
  });
  // The first round once more; of the second, whatever the last try gave.
  assert.deepEqual([row?.rounds.length, row?.repeated, row?.shared], [2, 3, 1]);
  assert.equal(log.filter((line) => line === 'one 6400').length, 5);
});

test('what two threads win is told apart by where the processors were before and after a round', async () => {
  // One thread takes 1 ms a sample, two take half as long where the processors are near.
  const places = { near: [45, 50], moved: [45, 220], far: [220, 210] };
  const secondsOf = { near: 0.0005, moved: 0.0007, far: 0.0009 };
  /** @param {(keyof typeof places)[]} rounds @param {number} threads */
  const measure = async (rounds, threads) => {
    const checks = rounds.flatMap((place) => places[place]);
    let round = -1;
    const clock = {
      ...entrant('one', 0.001, []),
      start: async () => ({
        ...(await entrant('one', 0.001, []).start()),
        round: async (/** @type {number} */ samples) => {
          const place = rounds[round];
          const each = threads === 1 || !place ? 0.001 : secondsOf[place];
          return { seconds: samples * each, samples };
        },
      }),
    };
    const [row] = await alternate(
      [clock],
      { ...PLAN, rounds: rounds.length, repeats: 1 },
      {
        check: async () => {
          if (checks.length % 2 === 0) round++;
          return { ...TWO_CORES, handover: checks.shift() ?? NaN };
        },
        progress: () => {},
      },
    );
    assert.ok(row);
    return row;
  };
  const one = await measure(['near', 'far', 'near'], 1);
  const two = await measure(['far', 'near', 'moved', 'near', 'far', 'far'], 2);
  const { near, far } = byDistance(one, two);
  assert.deepEqual([near?.rounds, near?.handover, near?.speedup.toFixed(3)], [2, 47.5, '2.000']);
  assert.deepEqual([far?.rounds, far?.handover, far?.speedup.toFixed(3)], [3, 215, '1.111']);
  assert.deepEqual(byDistance(one, await measure(['moved'], 2)), { near: null, far: null });
});

test('everyone is asked for whole batches, also by a clock that is never even', async () => {
  /** @type {string[]} */
  const log = [];
  const plan = { ...PLAN, warmUpSamples: Infinity, warmUpSeconds: 2.3, roundSeconds: 0.7 };
  const context = { check: async () => TWO_CORES, progress: () => {} };
  await alternate([entrant('uneven', 1 / 1234.5, log)], plan, context);
  const counts = log.filter((line) => /\d$/.test(line)).map((line) => Number(line.split(' ')[1]));
  assert.ok(counts.length > 3);
  assert.deepEqual(
    counts.filter((count) => count % 32 !== 0),
    [],
  );
});

test('a warm-up that takes too long ends early, and every contestant is disposed of', async () => {
  /** @type {string[]} */
  const log = [];
  const plan = { ...PLAN, warmUpSamples: 1_000_000, warmUpSeconds: 2 };
  const context = {
    check: async () => {
      throw new Error('the browser is gone');
    },
    progress: () => {},
  };
  await assert.rejects(alternate([entrant('slow', 1 / 1000, log)], plan, context), /is gone/);
  const trained = log
    .filter((line) => /\d$/.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
  assert.ok(trained >= 2000 && trained < 2500, `${trained} samples in a warm-up of 2 seconds`);
  assert.equal(log.at(-1), 'slow ends');
});
