import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  checkBenchFigures,
  comparableRows,
  fetchBenchFigures,
} from '../../web/src/bench-figures.js';

const ROW = { name: 'a', label: 'A', samplesPerSecond: 1, batch: 32, threads: 1 };
const FIGURES = { date: '2026-01-02', machine: 'M', browser: 'B', rows: [ROW] };
const COMMITTED = new URL('../../assets/bench.json', import.meta.url);

test('figures as the benchmark writes them are taken, and so is none at all', () => {
  assert.equal(checkBenchFigures(FIGURES), FIGURES);
  assert.equal(checkBenchFigures(null), null);
});

for (const [name, value, complaint] of /** @type {[string, unknown, RegExp][]} */ ([
  ['no machine', { ...FIGURES, machine: undefined }, /"machine"/],
  ['no rows', { ...FIGURES, rows: {} }, /"rows"/],
  ['a row without a label', { ...FIGURES, rows: [{ ...ROW, label: 1 }] }, /bad row: a/],
  ['a speed of nothing', { ...FIGURES, rows: [{ ...ROW, samplesPerSecond: 0 }] }, /bad row: a/],
  ['a speed in words', { ...FIGURES, rows: [{ ...ROW, samplesPerSecond: 'fast' }] }, /bad row/],
])) {
  test(`${name} is refused`, () => {
    assert.throws(() => checkBenchFigures(value), { message: complaint });
  });
}

test('what cannot be had is none', async (t) => {
  const url = new URL('https://inkling.example/bench.json');
  const fetch = t.mock.method(globalThis, 'fetch');
  fetch.mock.mockImplementation(async () => new Response('', { status: 404 }));
  assert.equal(await fetchBenchFigures(url), null);
  fetch.mock.mockImplementation(async () => Response.json(FIGURES));
  assert.deepEqual(await fetchBenchFigures(url), FIGURES);
});

test('the committed figures, if there are any, are well-formed', () => {
  let text = 'null';
  try {
    text = readFileSync(COMMITTED, 'utf8');
  } catch {
    // There need be none.
  }
  checkBenchFigures(JSON.parse(text));
});

test('of each contestant one row stands beside, with the batch of the page where there is one', () => {
  const row = (/** @type {string} */ name, /** @type {number} */ samplesPerSecond, batch = 32) => ({
    ...{ name, label: name.replace(/-\d$/, ''), samplesPerSecond, batch, threads: 1 },
  });
  const rows = [
    ...[row('a-1', 5), row('a-2', 7), row('b-1', 9)],
    ...[
      row('inkling-x', 20),
      row('inkling-y', 30),
      row('inkling-y', 99, 1000),
      row('b-1', 50, 1000),
    ],
  ];
  const names = (/** @type {number} */ batch) =>
    comparableRows({ ...FIGURES, rows }, batch).map((one) => one.samplesPerSecond);
  assert.deepEqual(names(32), [30, 9, 7]);
  assert.deepEqual(names(1000), [99, 50]);
  assert.deepEqual(names(64), [30, 9, 7]);
});
