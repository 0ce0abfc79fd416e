/** What `npm run train` prints: a table for people, or JSON lines for programs. */

import { ProgressLine } from './progress-bar.mjs';
import { grouped, percent, progressText, startText } from './report-texts.mjs';

/** @typedef {import('../../web/src/protocol.js').EpochResult} EpochResult */
/** @typedef {import('./training.mjs').Ending} Ending */
/** @typedef {import('../../web/src/protocol.js').TrainingState} TrainingState */
/** @typedef {import('./recordings-score.mjs').RecordingsScore} RecordingsScore */

/**
 * @typedef {object} Start
 * @property {string} presetLabel
 * @property {import('../../web/src/protocol.js').Config} config
 * @property {number[] | null} seeds where there are several trainings, of which
 * @property {import('../../web/src/protocol.js').NetworkSummary} network
 * @property {import('../../web/src/protocol.js').DataSummary} data
 * @property {string} variant
 * @property {import('../../web/src/protocol.js').ThreadWish} threads as it was asked for
 */

/**
 * @typedef {object} Reporter
 * @property {(start: Start) => void} started
 * @property {(seed: number) => void} began a training
 * @property {(state: TrainingState) => void} progressed
 * @property {(result: EpochResult, samplesPerSecond: number) => void} measured an epoch
 * @property {(ending: Extract<Ending, {kind: 'done'}>) => void} done a training
 * @property {(ending: Extract<Ending, {kind: 'interrupted'}>) => void} interrupted
 * @property {(ending: Extract<Ending, {kind: 'failed'}>) => void} failed
 * @property {() => void} finished all that there was to do
 */

const HEADINGS = [
  ...['epoch', 'train loss', 'accuracy', 'validation loss', 'accuracy', 'as drawn', 'samples/s'],
];
const widths = HEADINGS.map((heading) => Math.max(heading.length, 8) + 2);

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Reporter}
 */
export function tableReporter(stream) {
  const line = new ProgressLine(stream);
  const print = (/** @type {string} */ text) => {
    line.clear();
    stream.write(`${text}\n`);
  };
  let startedAt = 0;
  return {
    started(start) {
      startedAt = performance.now();
      print(`${startText(start)}\n${row(HEADINGS)}`);
    },
    began() {},
    progressed(state) {
      line.update(() => progressText(state, performance.now() - startedAt));
    },
    measured(result, samplesPerSecond) {
      print(
        row([
          String(result.epoch),
          result.trainLoss.toFixed(4),
          percent(result.trainAccuracy),
          result.validationLoss.toFixed(4),
          percent(result.validationAccuracy),
          percent(result.drawnAccuracy),
          grouped(samplesPerSecond),
        ]),
      );
    },
    done({ state: { trainingMs, threads }, testAccuracy, score }) {
      const seconds = (trainingMs / 1000).toFixed(1);
      print(
        `\nTrained in ${seconds} s (without the measuring), ${threadsText(threads)} at the end.`,
      );
      if (testAccuracy !== null) print(`Test accuracy: ${percent(testAccuracy)}`);
      if (score !== null) print(scoreText(score));
    },
    interrupted({ state: { epoch }, best }) {
      print(
        best
          ? `\nInterrupted after epoch ${epoch}. Best so far: epoch ${best.epoch}, validation ` +
              `accuracy ${percent(best.validationAccuracy)}.`
          : '\nInterrupted before the first epoch was over: there is no result yet.',
      );
    },
    failed({ error }) {
      line.clear();
      process.stderr.write(`${error.message}\n`);
    },
    finished() {},
  };
}

/**
 * @param {NodeJS.WritableStream} stream
 * @returns {Reporter}
 */
export function jsonReporter(stream) {
  const write = (/** @type {object} */ event) => stream.write(`${JSON.stringify(event)}\n`);
  let variant = '';
  return {
    started({ config, data, network, presetLabel: _, seeds: __, ...start }) {
      variant = start.variant;
      write({ event: 'start', config, data, network, ...start });
    },
    began() {},
    progressed() {},
    measured(result, samplesPerSecond) {
      write({ event: 'epoch', ...result, samplesPerSecond: Math.round(samplesPerSecond) });
    },
    done({ state: { epoch, trainingMs, threads }, testAccuracy, score }) {
      const durationMs = Math.round(trainingMs);
      const strokes = score && {
        strokeAccuracy: score.accuracy,
        strokeUnsure: score.unsure,
        strokeDrawings: score.drawings,
        strokeAccuracyByLabel: score.byLabel,
        strokeWorstWriters: score.worstWriters,
        strokeConfusions: score.confusions,
      };
      write({
        event: 'done',
        epochs: epoch,
        testAccuracy,
        ...strokes,
        durationMs,
        variant,
        threads,
      });
    },
    interrupted({ state: { epoch, trainingMs, threads }, best }) {
      const durationMs = Math.round(trainingMs);
      write({ event: 'interrupted', epochs: epoch, best, durationMs, variant, threads });
    },
    failed({ error }) {
      write({ event: 'failed', ...error });
      process.stderr.write(`${error.message}\n`);
    },
    finished() {},
  };
}

/** @param {RecordingsScore} score */
function scoreText({ drawings, accuracy, unsure, byLabel, worstWriters, confusions }) {
  const labels = byLabel.map((one) => `${one.label}: ${percent(one.accuracy)}`);
  const writers = worstWriters.map(
    (one) => `${one.writer} ${percent(one.accuracy)} of ${one.drawings}`,
  );
  const wrong = confusions.map((one) => `${one.label} as ${one.prediction}: ${one.count}`);
  return [
    `\nRecorded drawings: ${percent(accuracy)} of ${grouped(drawings)} are read rightly; it is not sure of ${percent(unsure)}.`,
    `  by label: ${labels.join(', ')}`,
    `  worst writers: ${writers.join(', ')}`,
    `  most frequent mistakes: ${wrong.join(', ') || 'none'}`,
  ].join('\n');
}

/** @param {number} count */
function threadsText(count) {
  return count === 1 ? 'one thread' : `${count} threads`;
}

/** @param {string[]} cells */
function row(cells) {
  return cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('');
}
