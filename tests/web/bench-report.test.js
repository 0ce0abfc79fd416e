/** What the benchmark is told and what it shows: options, tables, chart, the published figures. */

import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { barChart } from '../bench/chart.mjs';
import { OptionError, parseOptions, SECTIONS } from '../bench/options.mjs';
import { slimJson } from '../bench/publish.mjs';
import { table, threeDigits } from '../bench/table.mjs';

test('without options everything is measured and nothing written', () => {
  assert.deepEqual(parseOptions([]), {
    ...{ quick: false, publish: false, json: null, svg: null },
    sections: Object.keys(SECTIONS),
  });
  assert.equal(parseOptions(['--help']), 'help');
});

test('--only takes several sections, in any order, and runs them in theirs', () => {
  const sections = (/** @type {string} */ line) => {
    const options = parseOptions(line.split(' '));
    return options === 'help' ? [] : options.sections;
  };
  assert.deepEqual(sections('--only threads kernels'), ['kernels', 'threads']);
  assert.deepEqual(sections('--only start --only peers --quick'), ['peers', 'start']);
  assert.deepEqual(sections('--only widths,batches'), ['batches', 'widths']);
});

test('files are named relative to where the person is', () => {
  const kept = process.env.INIT_CWD;
  process.env.INIT_CWD = tmpdir();
  try {
    const options = parseOptions(['--json', 'bench.json']);
    assert.equal(options !== 'help' && options.json, join(tmpdir(), 'bench.json'));
  } finally {
    if (kept === undefined) delete process.env.INIT_CWD;
    else process.env.INIT_CWD = kept;
  }
});

test('bad options: a sentence that names what is wrong', () => {
  /** @type {[string, RegExp][]} */
  const bad = [
    ['--fast', /Unknown option '--fast'/],
    ['kernels', /Unexpected argument "kernels"/],
    ['--only cooking', /no section "cooking".*peers, kernels/],
    ['--json none/such/file.json', /--json: there is no folder/],
    ['--json=', /--json needs the name/],
    ['--only kernels --publish', /--publish needs the section peers/],
    ['--only kernels --svg chart.svg', /--svg needs the section peers/],
  ];
  for (const [line, message] of bad) {
    const parse = () => parseOptions(line.split(' '));
    assert.throws(parse, OptionError, line);
    assert.throws(parse, message, line);
    assert.throws(parse, /\.$/, 'a sentence ends with a full stop');
  }
});

test('columns are aligned: text to the left, numbers to the right', () => {
  const lines = table(
    ['', 'speed'],
    [
      ['one', '9'],
      ['another', '1,000'],
    ],
  ).split('\n');
  assert.deepEqual(lines, [
    ...['          speed', '---------------', 'one           9', 'another   1,000'],
  ]);
  assert.deepEqual([0.1234, 1.234, 12.34, 123.4].map(threeDigits), [
    '0.123',
    '1.23',
    '12.3',
    '123',
  ]);
});

const BARS = [
  { label: 'slow & <small>', batch: 32, threads: 2, samplesPerSecond: 5000, isOurs: false },
  { label: 'fast', batch: 32, threads: 1, samplesPerSecond: 200_000, isOurs: true },
];

test('the chart is linear from zero, fastest first, and escapes its words', () => {
  const svg = barChart(BARS, { title: 'A < B', notes: ['a machine', 'B < C'] });
  const lengths = [...svg.matchAll(/<rect class="(ours|theirs)".* width="([\d.]+)"/g)];
  const [first, second] = lengths;
  assert.deepEqual([first?.[1], second?.[1]], ['ours', 'theirs']);
  const ratio = Number(first?.[2]) / Number(second?.[2]);
  assert.ok(Math.abs(ratio - 40) < 1, `bars of ${ratio} : 1`); // widths have one decimal
  assert.ok(
    svg.includes('slow &amp; &lt;small&gt;') &&
      svg.includes('A &lt; B') &&
      svg.includes('B &lt; C'),
  );
  assert.ok(svg.includes('>200,000<') && svg.includes(', 2 threads<'));
  assert.ok(svg.includes('prefers-color-scheme: dark'));
  assert.equal(svg.match(/<svg /g)?.length, 1);
});

test('nothing of the chart leaves its frame', () => {
  const svg = barChart(BARS, { title: 'A', notes: ['B'] });
  const width = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const [x, length] = (/x="(\d+)" y="\d+" width="([\d.]+)"/.exec(svg) ?? []).slice(1).map(Number);
  // The figure behind the longest bar: seven characters of at most 9 pixels.
  assert.ok(Number(x) + Number(length) + 8 + 7 * 9 <= width);
});

test('the page gets the slim figures: whole numbers, no rounds', () => {
  const run = /** @type {import('../bench/report.mjs').Run} */ (
    /** @type {unknown} */ ({
      date: '2026-01-02T03:04:05.678Z',
      machine: { processor: 'Some CPU', cores: 2, system: 'Debian', browser: 'Chromium 1' },
      noise: { quiet: true },
      results: {
        peers: [
          { name: 'a', label: 'A', batch: 32, threads: 1, samplesPerSecond: 1.6, rounds: [] },
        ],
      },
    })
  );
  assert.deepEqual(slimJson(run), {
    ...{
      date: '2026-01-02',
      browser: 'Chromium 1',
      quiet: true,
      machine: 'Some CPU, 2 cores, Debian',
    },
    rows: [{ name: 'a', label: 'A', samplesPerSecond: 2, batch: 32, threads: 1 }],
  });
});
