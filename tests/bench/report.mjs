/** A run as text for a terminal. */

import { byDistance, FAR_NANOSECONDS } from './distance.mjs';
import { describePiece } from './sections/kernels.mjs';
import { ACCURACIES } from './sections/presets.mjs';
import { median } from './statistics.mjs';
import { grouped, percent, table, threeDigits } from './table.mjs';

/** @typedef {import('./rounds.mjs').Row} Row */
/** @typedef {import('./floors.mjs').Results} Results */

/**
 * @typedef {object} Run everything about one run; what `--json` writes
 * @property {string} date
 * @property {boolean} quick
 * @property {number} durationSeconds
 * @property {import('./machine.mjs').Machine} machine
 * @property {import('./data.mjs').PreparedData} data
 * @property {import('./noise.mjs').Noise} noise
 * @property {string[]} absent sentences about what could not take part
 * @property {Results} results
 * @property {import('./floors.mjs').Floor[]} floors
 */

const NOT_COUNTED =
  'Timed: training steps, alone, on all sides. Not timed: compiling, loading data, starting threads, ' +
  'warming up, measuring accuracy. Seconds are scaled to 60,000 samples.';

const ACCURACY =
  'Accuracy on the test images: after as many samples as everyone learnt first, and after the last round.';

const CURVES =
  'Seconds of training steps alone, to the end of the first epoch that reads so many of the test images. ' +
  'They are measured after each epoch for this table alone, and choose nothing.';

/** @param {Run} run @returns {string} */
export function report(run) {
  const { results, machine } = run;
  const { peers, kernels, threads, batches, widths, augmentation, presets, samples, start } =
    results;
  const parts = [
    `${machine.processor}, ${machine.cores} cores, ${machine.system}, ${machine.browser}, Node ${machine.node}` +
      `${machine.numpy ? `\n${machine.numpy}` : ''}\n${run.data.sentence}\n${NOT_COUNTED}`,
    ...run.absent,
  ];
  if (peers)
    parts.push(
      titled('The article’s network, 784-100-200-10', `${peerTable(peers)}\n\n${ACCURACY}`),
    );
  if (kernels) parts.push(titled('Products and convolutions, one thread', kernelTable(kernels)));
  if (threads) {
    const notes = [repeatedSentence, coresSentence, distanceTable].map((note) => note(threads));
    parts.push(titled('Threads', rowTable(threads) + notes.join('')));
  }
  if (batches) parts.push(titled('Batch sizes', rowTable(batches)));
  if (widths) parts.push(titled('Widths', rowTable(widths)));
  if (augmentation) {
    parts.push(titled('Training steps with augmentation', augmentationTable(augmentation)));
  }
  if (presets) parts.push(titled('Presets', presetTable(presets)));
  if (samples) parts.push(titled('More samples, more epochs, measuring', samplesTable(samples)));
  if (start) parts.push(titled('The page', startTable(start)));
  parts.push(titled('Floors', floorTable(run.floors)), run.noise.sentences.join('\n'));
  return parts.join('\n\n');
}

/** @param {string} title @param {string} body */
const titled = (title, body) => `${title}\n\n${body}`;

/** @param {Row[]} rows */
function peerTable(rows) {
  const ours = (/** @type {number} */ batch) =>
    Math.min(
      ...rows
        .filter((row) => row.name.startsWith('inkling') && row.batch === batch)
        .map(({ seconds }) => seconds),
    );
  return table(
    [
      ...['', 'batch', 'threads', 's / 60,000', 'spread', 'samples/s', 'times our best'],
      ...['accuracy after', 'samples', 'at the end', 'samples'],
    ],
    rows.map((row) => [
      ...[row.label, String(row.batch), String(row.threads), threeDigits(row.seconds)],
      ...[percent(row.spread), grouped(row.samplesPerSecond)],
      (row.seconds / ours(row.batch)).toFixed(2),
      ...accuracyCells(row.learned),
      ...accuracyCells(row.final),
    ]),
  );
}

/** @param {import('./rounds.mjs').Accuracy | null} accuracy */
const accuracyCells = (accuracy) =>
  accuracy ? [percent(accuracy.accuracy, 2), grouped(accuracy.samples)] : ['-', '-'];

/** @param {Row[]} rows @param {Row} row @returns {Row | undefined} the same with one thread */
const singleOf = (rows, { layers, batch }) =>
  rows.find((row) => row.layers === layers && row.batch === batch && row.threads === 1);

/** @param {Row} row */
const networkOf = ({ layers }) => `784-${layers.replace(',', '-')}-10`;

/** @param {Row[]} rows */
function rowTable(rows) {
  return table(
    ['', 'batch', 'threads', 's / 60,000', 'spread', 'samples/s', 'times one thread'],
    rows.map((row) => [
      networkOf(row),
      ...[String(row.batch), String(row.threads), threeDigits(row.seconds), percent(row.spread)],
      grouped(row.samplesPerSecond),
      ((singleOf(rows, row)?.seconds ?? NaN) / row.seconds).toFixed(2),
    ]),
  );
}

/** @param {Row[]} rows */
function repeatedSentence(rows) {
  const sum = (/** @type {'repeated' | 'shared'} */ key) =>
    rows.reduce((total, row) => total + row[key], 0);
  const again = sum('repeated');
  if (again === 0) return '';
  const counted = `Rounds measured again because two cores did no more than one before or after them: ${again}`;
  return `\n\n${counted}; kept although it was no better the last time: ${sum('shared')}.`;
}

/** @param {Row[]} rows */
function coresSentence(rows) {
  const cores = rows
    .filter(({ threads }) => threads === 2)
    .flatMap(({ rounds }) => rounds.flatMap(({ checks }) => checks.map((check) => check.cores)));
  if (cores.length === 0) return '';
  return (
    `\n\nBeside the rounds of two threads, two cores at once did ${median(cores).toFixed(2)} times the ` +
    'fixed piece of work of one (the median): about as much as threads can win here.'
  );
}

/** @param {Row[]} rows */
function distanceTable(rows) {
  const body = rows
    .filter(({ threads }) => threads === 2)
    .flatMap((two) => {
      const one = singleOf(rows, two);
      if (!one) return [];
      const { near, far } = byDistance(one, two);
      const cells = [near, far].map((distance) =>
        distance
          ? [distance.handover.toFixed(0), String(distance.rounds), distance.speedup.toFixed(2)]
          : ['-', '0', '-'],
      );
      return [[networkOf(two), String(two.batch), ...cells.flat()]];
    });
  if (body.length === 0) return '';
  const heads = ['near, ns', 'rounds', 'times one thread', 'far, ns', 'rounds', 'times one thread'];
  return (
    `\n\n${table(['two threads', 'batch', ...heads], body)}\n\nns: in which a cache line goes from one processor ` +
    `to the other, near below ${FAR_NANOSECONDS}; a virtual machine's are where its host puts them.`
  );
}

/** @param {import('./sections/kernels.mjs').KernelResult} result */
function kernelTable({ peaks, rows, hiddenShare, convolutionShare }) {
  const body = table(
    ['', 'GFLOP/s', 'spread', 'of the peak'],
    Object.entries(peaks).flatMap(([variant, peak]) => [
      [`${variant}: multiply-add peak`, peak.gigaflops.toFixed(1), percent(peak.spread), ''],
      ...rows
        .filter((row) => row.variant === variant)
        .map(({ piece, gigaflops, spread, share }) => [
          ...[`${variant}: ${describePiece(piece)}`, gigaflops.toFixed(1), percent(spread)],
          percent(share),
        ]),
    ]),
  );
  return (
    `${body}\n\nThe three hidden products of 784-800-800-10 together: ${percent(hiddenShare)} of the peak.\n` +
    `The convolutions of the preset Best together: ${percent(convolutionShare)} of the speed of these products.`
  );
}

/** @param {import('./sections/training.mjs').AugmentationRow[]} rows */
function augmentationTable(rows) {
  return table(
    ['', 'threads', 'plain, s / 60,000', 'spread', 'augmented', 'spread', 'times plain'],
    rows.map(({ preset, plain, augmented, slowdown }) => [
      ...[preset, String(plain.threads), threeDigits(plain.seconds), percent(plain.spread)],
      ...[threeDigits(augmented.seconds), percent(augmented.spread), slowdown.toFixed(2)],
    ]),
  );
}

/** @param {import('./sections/presets.mjs').PresetRow[]} rows */
function presetTable(rows) {
  if (rows.length === 0) return 'Not measured: this needs the full MNIST.';
  const seconds = (/** @type {number | null} */ value) =>
    value === null ? 'not reached' : threeDigits(value);
  const heads = ACCURACIES.map((share) => `until ${100 * share} %, s`);
  const body = table(
    ['', 'threads', ...heads, 'in all, s', 'test accuracy in the end'],
    rows.map(({ preset, threads, epochs, reached }) => {
      const { seconds: all = NaN, accuracy = NaN } = epochs.at(-1) ?? {};
      const end = [threeDigits(all), percent(accuracy, 2)];
      return [preset, String(threads), ...reached.map(seconds), ...end];
    }),
  );
  return `${body}\n\n${CURVES}`;
}

/** @param {import('./sections/samples.mjs').SamplesResult} result */
function samplesTable(result) {
  const { once, twice, early, late, measuring, training, lateEpochs } = result;
  const line = (
    /** @type {string} */ label,
    /** @type {import('./sections/samples.mjs').Figure} */ figure,
    /** @type {(value: number) => string} */ format,
  ) => [label, format(figure.median), percent(figure.spread)];
  return table(
    ['', 'median', 'spread'],
    [
      line('training 60,000 samples, s', once, threeDigits),
      line('training 120,000 samples, s', twice, threeDigits),
      line('samples/s in epoch 3', early, grouped),
      line(
        `samples/s in epochs ${lateEpochs - late.rounds.length + 1} to ${lateEpochs}`,
        late,
        grouped,
      ),
      line('training 60,000 samples in epoch 3, s', training, threeDigits),
      line('measuring 10,000 images after it, s', measuring, threeDigits),
    ],
  );
}

/** @param {import('./sections/start.mjs').StartResult} result */
function startTable({ data, seconds, spread }) {
  return table(
    ['', 'median', 'spread'],
    [[`opened to first batch, ${data} data set, s`, threeDigits(seconds), percent(spread)]],
  );
}

/** @param {import('./floors.mjs').Floor[]} floors */
function floorTable(floors) {
  const verdict = (/** @type {boolean | null} */ met) =>
    met === null ? 'not measured' : met ? 'met' : 'NOT MET';
  return table(
    ['', 'promised', 'measured', ''],
    floors.map(({ label, promise, value, met }) => [
      ...[label, promise, value === null ? '-' : threeDigits(value), verdict(met)],
    ]),
  );
}
