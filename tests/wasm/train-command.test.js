/** `npm run train`, as a program: what it prints and how it exits. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { parseOptions } from '../../cpp/cli/train-options.mjs';
import { bar, clockTime } from '../../cpp/cli/progress-bar.mjs';
import { readRecordings } from '../../cpp/cli/recordings.mjs';
import { presetConfig } from '../../web/src/settings.js';

const SCRIPT = fileURLToPath(new URL('../../cpp/cli/train.mjs', import.meta.url));

/** Node has relaxed SIMD and shared memory; threads are for several cores. */
const BEST_VARIANT = availableParallelism() > 1 ? 'threads' : 'relaxed';

const folder = await mkdtemp(join(tmpdir(), 'inkling-train-'));
after(() => rm(folder, { recursive: true, force: true }));

/**
 * @param {string[]} args
 * @param {(child: import('node:child_process').ChildProcess, stdout: string) => void} [onOutput]
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
function train(args, onOutput = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT, ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      onOutput(child, stdout);
    });
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** @param {string} text */
const lines = (text) => text.trimEnd().split('\n');

test('--json: an object a line, an epoch each, done at the end; the same seed, the same numbers', async () => {
  const args = ['--json', '--epochs', '2', '--layers', '16', '--seed', '5'];
  const first = await train(args);
  assert.equal(first.code, 0, first.stderr);
  const [start, ...events] = lines(first.stdout).map((line) => JSON.parse(line));
  assert.equal(start.event, 'start');
  assert.deepEqual([start.config.layers, start.config.epochs, start.config.seed], ['16', 2, 5]);
  assert.equal(start.data.trainingImages, 8500);
  assert.equal(start.network.text, '784-16-10');
  assert.deepEqual(
    events.map(({ event, epoch }) => [event, epoch]),
    [
      ['epoch', 1],
      ['epoch', 2],
      ['done', undefined],
    ],
  );
  assert.deepEqual(Object.keys(events[0]), [
    ...['event', 'epoch', 'trainLoss', 'trainAccuracy', 'validationLoss', 'validationAccuracy'],
    ...['drawnAccuracy', 'temperature', 'calibrationError', 'samplesPerSecond'],
  ]);
  const { durationMs, ...done } = events[2];
  assert.deepEqual(done, {
    ...{ event: 'done', epochs: 2, testAccuracy: null },
    ...{ variant: BEST_VARIANT, threads: done.threads },
  });
  assert.ok(durationMs > 0);
  assert.ok(done.threads >= 1 && done.threads <= availableParallelism());

  const second = await train(args);
  const losses = (/** @type {string} */ text) => text.match(/Loss":[\d.]+/g);
  assert.deepEqual(losses(second.stdout), losses(first.stdout));
});

test('any number of threads gives the same numbers, and the one that ran is said', async () => {
  const args = ['--json', '--epochs', '1', '--layers', '32'];
  const runs = await Promise.all(['1', '2', 'auto'].map((n) => train([...args, '--threads', n])));
  const epochs = runs.map(({ stdout }) => stdout.match(/Loss":[\d.]+/g));
  assert.equal(epochs[0]?.length, 2);
  assert.deepEqual(epochs[1], epochs[0]);
  assert.deepEqual(epochs[2], epochs[0]);
  const ends = runs.map(({ stdout }) => JSON.parse(lines(stdout).at(-1) ?? ''));
  const two = Math.min(2, availableParallelism());
  assert.deepEqual([ends[0].threads, ends[1].threads], [1, two]);
});

test('a folder of files with a test set; a table for people', async () => {
  const images = (/** @type {number} */ count) =>
    toIdx(
      [count, 3, 3],
      Uint8Array.from({ length: count * 9 }, (_, i) => (i % 4 < 2 ? 255 : 0)),
    );
  const labels = (/** @type {number} */ count) =>
    toIdx(
      [count],
      Uint8Array.from({ length: count }, (_, i) => i % 2),
    );
  await writeFile(join(folder, 'train-images-idx3-ubyte'), images(60));
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), labels(60));
  await writeFile(join(folder, 't10k-images-idx3-ubyte'), images(10));
  await writeFile(join(folder, 't10k-labels-idx1-ubyte'), labels(10));
  const { code, stdout, stderr } = await train(['--data', folder, '--epochs', '3', '--batch', '7']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /9-100-200-2, /);
  assert.match(stdout, /10 test images/);
  assert.match(stdout, /^ +3 +\d\.\d{4} +\d+\.\d\d % /m);
  assert.match(stdout, /Test accuracy: \d+\.\d\d %/);
  assert.ok(!stdout.includes('\x1b'), 'no terminal, no progress bar');
});

test('Ctrl-C: the best so far, exit code 130', async () => {
  const args = ['--json', '--epochs', '1000', '--layers', '8'];
  const { code, stdout } = await train(args, (child, text) => {
    if (text.includes('"epoch":2,')) child.kill('SIGINT');
  });
  assert.equal(code, 130);
  const last = JSON.parse(lines(stdout).at(-1) ?? '');
  assert.equal(last.event, 'interrupted');
  assert.ok(last.best.validationAccuracy > 0);
});

test('--seeds: each as --seed trains it, then the mean and the spread of them', async () => {
  const args = ['--json', '--epochs', '1', '--layers', '16'];
  const [several, alone] = [
    await train([...args, '--seeds', '3,5']),
    await train([...args, '--seed', '5']),
  ];
  assert.equal(several.code, 0, several.stderr);
  const [start, first, second, summary, ...more] = lines(several.stdout).map((line) =>
    JSON.parse(line),
  );
  assert.deepEqual(more, []);
  assert.deepEqual([start.event, start.seeds, start.config.seed], ['start', [3, 5], undefined]);
  assert.deepEqual([first.event, first.seed, first.epochs], ['run', 3, 1]);
  assert.deepEqual([second.event, second.seed, second.epochs], ['run', 5, 1]);
  const epoch = JSON.parse(lines(alone.stdout)[1] ?? '');
  assert.equal(second.validationAccuracy, epoch.validationAccuracy);
  assert.notEqual(first.validationAccuracy, second.validationAccuracy);

  assert.deepEqual([summary.event, summary.runs, summary.testAccuracy], ['summary', 2, null]);
  const [a, b] = [first.validationAccuracy, second.validationAccuracy];
  const { mean, deviation, min, max } = summary.validationAccuracy;
  assert.deepEqual([min, max], [Math.min(a, b), Math.max(a, b)]);
  assert.ok(Math.abs(mean - (a + b) / 2) < 1e-12);
  assert.ok(Math.abs(deviation - Math.abs(a - b) / Math.sqrt(2)) < 1e-12);
  assert.ok(summary.durationMs.min > 0);
});

test('--seeds for people: a row for each, and four lines below', async () => {
  const { code, stdout } = await train(['--epochs', '1', '--layers', '8', '--seeds', '1-2']);
  assert.equal(code, 0);
  const rows = lines(stdout).map((line) => line.trim().split(/ +/)[0]);
  assert.deepEqual(rows.slice(4), [
    ...['seed', '1', '2', '', 'Of', 'mean', 'deviation', 'smallest', 'largest'],
  ]);
});

test('Ctrl-C with --seeds: what there is so far, exit code 130', async () => {
  const args = ['--json', '--epochs', '20', '--layers', '8', '--seeds', '1-1000'];
  const { code, stdout } = await train(args, (child, text) => {
    if (text.includes('"seed":2,')) child.kill('SIGINT');
  });
  assert.equal(code, 130);
  const [interrupted, summary] = lines(stdout)
    .slice(-2)
    .map((line) => JSON.parse(line));
  assert.deepEqual([interrupted.event, summary.event], ['interrupted', 'summary']);
  assert.equal(summary.runs, interrupted.seed - 1);
  assert.ok(summary.runs >= 2 && summary.validationAccuracy.deviation > 0);
});

test('training that diverges: a sentence with the learning rate, exit code 1', async () => {
  const args = ['--json', '--lr', '100', '--epochs', '1', '--layers', '200,200,200,200,200'];
  const { code, stdout, stderr } = await train(args);
  assert.equal(code, 1);
  assert.equal(JSON.parse(lines(stdout).at(-1) ?? '').code, 'non-finite-loss');
  assert.match(stderr, /learning rate/);
});

test('bad options: a sentence that names the option, exit code 2, nothing is set up', async () => {
  const { code, stdout, stderr } = await train(['--preset', 'cooking']);
  assert.equal(code, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /no preset "cooking".*article/);

  /** @type {[string[], RegExp][]} */
  const bad = [
    [['--epochs', '0'], /--epochs "0": The number of epochs is a whole number from 1/],
    [['--epochs', '-1'], /--epochs "-1": .* from 1 to 1,000\./],
    [['--epochs', '1001'], /from 1 to 1,000/],
    [['--batch', '4097'], /--batch .* from 1 to 4,096/],
    [['--lr', '101'], /at most 100/],
    [['--layers', '100000'], /--layers .* from 1 to 4,096/],
    [['--layers', '4096,4096'], /--layers .* 20,000,000 parameters/],
    [['--epochs', '2.5'], /--epochs .*"2\.5"/],
    [['--batch', 'many'], /--batch .*"many"/],
    [['--lr', '0'], /--lr "0": The learning rate is a number above 0/],
    [['--lr', 'NaN'], /--lr .*"NaN"/],
    [['--lr', ''], /--lr/],
    [['--layers', '100,,200'], /--layers .* at position 5 is no layer.* 128, conv8x5/],
    [['--layers', 'conv8'], /--layers .*“conv8” at position 1/],
    [['--activation', 'step'], /relu, leaky-relu, gelu, sigmoid, tanh/],
    [['--optimizer', 'adagrad'], /Optimizers are sgd, momentum/],
    [['--smoothing', '1'], /--smoothing "1": Label smoothing is a number from 0 to 0\.9/],
    [['--keep-best', 'yes'], /--keep-best .* 1 or 0/],
    [['--initialization', 'zero'], /xavier, he/],
    [['--seed', '4294967296'], /--seed .* to 4,294,967,295/],
    [['--seeds', '1-5', '--seed', '2'], /--seed and --seeds do not go together/],
    [['--seeds', '1-5', '--write-digits', 'a.png'], /--write-digits and --seeds/],
    [['--seeds', '5-1'], /--seeds must be whole numbers .*"5-1"/],
    [['--seeds', '1-2-3'], /--seeds .*"1-2-3"/],
    [['--seeds', '1,,2'], /--seeds .*""/],
    [['--seeds', '-3'], /--seeds .*"-3"/],
    [['--seeds', '4294967296'], /--seeds .* to 4,294,967,295/],
    [['--seeds', '1-3,2'], /--seeds .* each of them once, not "1-3,2"/],
    [['--seeds', '0-4294967295'], /--seeds takes at most 1,000 seeds/],
    [['--threads', '0'], /--threads must be auto or a whole number from 1 to 64, not "0"/],
    [['--threads', 'all'], /--threads .*"all"/],
    [['--styles', '0.95'], /--styles "0\.95": .* from 0 to 0\.9/],
    [['--styles', '-0.1'], /--styles .*"-0\.1"/],
    [['--styles', 'many'], /--styles .*"many"/],
    [['--strokes', join(folder, 'none.jsonl')], /--strokes must be a file of drawings/],
    [['--write-digits', '-1'], /--write-digits .*\.png file, not "-1"/],
    [
      ['--write-digits', join(folder, 'none', 'a.png')],
      /--write-digits: there is no folder .*none\./,
    ],
    [['--data', join(folder, 'none')], /embedded, full or a folder/],
    [['--data', fileURLToPath(new URL('.', import.meta.url))], /holds no IDX files/],
    [['--speed', '9'], /Unknown option '--speed'/],
    [['article'], /Unexpected argument 'article'/],
    [['--epochs'], /--epochs/],
  ];
  for (const [args, message] of bad) {
    assert.throws(() => parseOptions(args), message, args.join(' '));
    assert.throws(() => parseOptions(args), /\.$/, 'a sentence ends with a full stop');
  }
});

test('the options change the preset', () => {
  const args =
    '--lr 0.05 --batch 8 --layers= --activation tanh --initialization he --seed 7 --styles 0.3 --optimizer adamw --train-on-all 1';
  const options = parseOptions(args.split(' '));
  assert.notEqual(options, 'help');
  assert.deepEqual(typeof options === 'object' && options.config, {
    ...presetConfig('article'),
    ...{ layers: '', activation: 'tanh', initialization: 'he' },
    ...{ learningRate: 0.05, batchSize: 8, epochs: 25, seed: 7, styles: 0.3 },
    ...{ optimizer: 'adamw', trainOnAll: true },
  });
  assert.equal(parseOptions(['--help']), 'help');
});

test('seeds are a range, a list, or both', () => {
  const seeds = (/** @type {string[]} */ ...args) => {
    const options = parseOptions(args);
    return options !== 'help' && options.seeds;
  };
  assert.equal(seeds(), null);
  assert.deepEqual(seeds('--seeds', '7'), [7]);
  assert.deepEqual(seeds('--seeds', '1-5'), [1, 2, 3, 4, 5]);
  assert.deepEqual(seeds('--seeds', '9, 1-3,4'), [9, 1, 2, 3, 4]);
});

test('recorded drawings are read after the training: a share, by label, by writer, mistakes', async () => {
  const path = join(folder, 'drawings.jsonl');
  const stroke = [
    [0.52, 0.2],
    [0.5, 0.5],
    [0.49, 0.8],
  ];
  const drawings = [
    { writer: 'a', label: 1, strokes: [stroke] },
    { writer: 'a', label: 1, strokes: [stroke.map(([x = 0, y = 0]) => [x + 0.1, y, 0.6])] },
    { writer: 'b', label: 8, strokes: [stroke] },
  ];
  await writeFile(path, `${drawings.map((one) => JSON.stringify(one)).join('\n')}\n`);
  const args = ['--epochs', '2', '--layers', '32', '--strokes', path];
  const { code, stdout, stderr } = await train(['--json', ...args]);
  assert.equal(code, 0, stderr);
  const done = JSON.parse(lines(stdout).at(-1) ?? '');
  assert.equal(done.strokeDrawings, 3);
  assert.equal(done.strokeAccuracy, 2 / 3);
  assert.deepEqual(done.strokeAccuracyByLabel, [
    { label: 1, drawings: 2, accuracy: 1 },
    { label: 8, drawings: 1, accuracy: 0 },
  ]);
  assert.deepEqual(done.strokeWorstWriters[0], { writer: 'b', drawings: 1, accuracy: 0 });
  assert.deepEqual(done.strokeConfusions, [{ label: 8, prediction: 1, count: 1 }]);

  const table = await train(args);
  assert.match(table.stdout, /Recorded drawings: 66\.67 % of 3 are read rightly/);
  assert.match(table.stdout, /8 as 1: 1/);
});

test('a file of drawings with a bad line: a sentence that names the line, nothing is trained', async () => {
  const path = join(folder, 'bad.jsonl');
  const good = '{"writer":"a","label":1,"strokes":[[[0.5,0.5]]]}\n';
  /** @type {[string, RegExp][]} */
  const bad = [
    [`${good}{"label":`, /bad\.jsonl, line 2: this is not JSON/],
    [`${good}${good}{"label":"1","strokes":[[[0.5,0.5]]]}`, /line 3: "label" must be/],
    ['{"label":1,"strokes":[]}', /line 1: "strokes" must be/],
    ['{"label":1,"strokes":[[[0.5]]]}', /line 1: "strokes" must be/],
    ['{"writer":7,"label":1,"strokes":[[[0.5,0.5]]]}', /line 1: "writer" must be/],
    ['null', /line 1: "label" must be/],
    ['\n\n', /has no drawings/],
  ];
  for (const [text, message] of bad) {
    await writeFile(path, text);
    await assert.rejects(readRecordings(path), { code: 'bad-data-set', message });
  }
  const { code, stdout, stderr } = await train(['--json', '--strokes', path]);
  assert.equal(code, 1);
  assert.doesNotMatch(stdout, /"event":"(start|epoch)"/);
  assert.match(stderr, /^bad\.jsonl has no drawings\.$/m);
});

test('--write-digits: a sheet with ink for each digit, the same for the same seed; no training', async () => {
  const [path, other] = [join(folder, 'sheet.png'), join(folder, 'other.png')];
  const first = await train(['--write-digits', path, '--seed', '3', '--json']);
  assert.equal(first.code, 0, first.stderr);
  assert.doesNotMatch(first.stdout, /"event"/);
  const { rows, columns, pixels } = fromPng(await readFile(path));
  assert.deepEqual([rows, columns], [1080, 1680]);
  for (let digit = 0; digit < 10; digit++) {
    const band = pixels.subarray(digit * 108 * columns, (digit + 1) * 108 * columns);
    const ink = band.reduce((sum, value) => sum + (255 - value), 0) / 255 / band.length;
    assert.ok(ink > 0.03 && ink < 0.3, `row ${digit}: ${ink}`);
  }
  const second = await train(['--write-digits', other, '--seed', '3']);
  assert.equal(second.stdout.trim().split('\n').at(-1), `Written: ${other}`);
  assert.deepEqual(await readFile(other), await readFile(path));
  await train(['--write-digits', other, '--seed', '4']);
  assert.notDeepEqual(await readFile(other), await readFile(path));
});

/**
 * The pixels of a PNG file of unfiltered grey rows; its checksums are checked.
 * @param {Buffer} file
 */
function fromPng(file) {
  assert.equal(file.subarray(1, 4).toString('latin1'), 'PNG');
  /** @type {Record<string, Buffer>} */
  const chunks = {};
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(body), 'the checksum');
    chunks[body.subarray(0, 4).toString('latin1')] = body.subarray(4);
    at += 12 + length;
  }
  const header = chunks.IHDR ?? Buffer.alloc(0);
  const [columns, rows] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(chunks.IDAT ?? Buffer.alloc(0));
  const pixels = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    assert.equal(lines[row * (columns + 1)], 0);
    pixels.set(lines.subarray(row * (columns + 1) + 1, (row + 1) * (columns + 1)), row * columns);
  }
  return { rows, columns, pixels };
}

/** Bit by bit, other than the table of the code under test. @param {Buffer} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = ((crc ^ (byte >>> bit)) & 1) === 1;
      crc = (crc >>> 1) ^ (isOdd ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

test('the bar and the clock', () => {
  assert.equal(bar(0, 4), '[    ]');
  assert.equal(bar(0.5, 4), '[=>  ]');
  assert.equal(bar(1, 4), '[====]');
  assert.deepEqual([65, 3723, NaN].map(clockTime), ['1:05', '1:02:03', '--:--']);
});
