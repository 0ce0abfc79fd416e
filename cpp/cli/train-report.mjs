/** What `npm run train` prints: a table for people, or JSON lines for programs. */

import { bar, clockTime, ProgressLine } from './progress-bar.mjs';

/** @typedef {import('../../web/src/protocol.js').EpochResult} EpochResult */
/** @typedef {import('../../web/src/protocol.js').TrainingState} TrainingState */
/** @typedef {import('./recordings-score.mjs').RecordingsScore} RecordingsScore */

/**
 * @typedef {object} Start
 * @property {string} presetLabel
 * @property {import('../../web/src/protocol.js').Config} config
 * @property {import('../../web/src/protocol.js').NetworkSummary} network
 * @property {import('../../web/src/protocol.js').DataSummary} data
 * @property {string} variant
 * @property {import('../../web/src/protocol.js').ThreadWish} threads as it was asked for
 */

/**
 * @typedef {object} Reporter
 * @property {(start: Start) => void} started
 * @property {(state: TrainingState) => void} progressed
 * @property {(result: EpochResult, samplesPerSecond: number) => void} measured an epoch
 * @property {(state: TrainingState, testAccuracy: number | null, score: RecordingsScore | null) =>
 *   void} done score: of recorded drawings, where they were asked for
 * @property {(state: TrainingState, best: EpochResult | null) => void} interrupted
 * @property {(error: import('../../web/src/protocol.js').Failure) => void} failed
 */

const HEADINGS = ['epoch', 'train loss', 'accuracy', 'validation loss', 'accuracy', 'samples/s'];
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
    started({ presetLabel, network, data, variant }) {
      startedAt = performance.now();
      print(`${presetLabel}: ${network.text}, ${grouped(network.parameterCount)} parameters`);
      print(
        `${data.name}: ${grouped(data.trainingImages)} training, ` +
          `${grouped(data.validationImages)} validation, ${grouped(data.testImages)} test images`,
      );
      print(`WebAssembly variant: ${variant}\n\n${row(HEADINGS)}`);
    },
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
          grouped(samplesPerSecond),
        ]),
      );
    },
    done({ trainingMs, threads }, testAccuracy, score) {
      const seconds = (trainingMs / 1000).toFixed(1);
      print(
        `\nTrained in ${seconds} s (without the measuring), ${threadsText(threads)} at the end.`,
      );
      if (testAccuracy !== null) print(`Test accuracy: ${percent(testAccuracy)}`);
      if (score !== null) print(scoreText(score));
    },
    interrupted({ epoch }, best) {
      print(
        best
          ? `\nInterrupted after epoch ${epoch}. Best so far: epoch ${best.epoch}, validation ` +
              `accuracy ${percent(best.validationAccuracy)}.`
          : '\nInterrupted before the first epoch was over: there is no result yet.',
      );
    },
    failed({ message }) {
      line.clear();
      process.stderr.write(`${message}\n`);
    },
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
    started({ config, data, network, presetLabel: _, ...start }) {
      variant = start.variant;
      write({ event: 'start', config, data, network, ...start });
    },
    progressed() {},
    measured(result, samplesPerSecond) {
      write({ event: 'epoch', ...result, samplesPerSecond: Math.round(samplesPerSecond) });
    },
    done({ epoch, trainingMs, threads }, testAccuracy, score) {
      const durationMs = Math.round(trainingMs);
      const strokes = score && {
        strokeAccuracy: score.accuracy,
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
    interrupted({ epoch, trainingMs, threads }, best) {
      const durationMs = Math.round(trainingMs);
      write({ event: 'interrupted', epochs: epoch, best, durationMs, variant, threads });
    },
    failed(error) {
      write({ event: 'failed', ...error });
      process.stderr.write(`${error.message}\n`);
    },
  };
}

/** @param {RecordingsScore} score */
function scoreText({ drawings, accuracy, byLabel, worstWriters, confusions }) {
  const labels = byLabel.map((one) => `${one.label}: ${percent(one.accuracy)}`);
  const writers = worstWriters.map(
    (one) => `${one.writer} ${percent(one.accuracy)} of ${one.drawings}`,
  );
  const wrong = confusions.map((one) => `${one.label} as ${one.prediction}: ${one.count}`);
  return [
    `\nRecorded drawings: ${percent(accuracy)} of ${grouped(drawings)} are read rightly.`,
    `  by label: ${labels.join(', ')}`,
    `  worst writers: ${writers.join(', ')}`,
    `  most frequent mistakes: ${wrong.join(', ') || 'none'}`,
  ].join('\n');
}

/**
 * @param {TrainingState} state
 * @param {number} elapsedMs
 */
function progressText(state, elapsedMs) {
  const { phase, prepared, epoch, epochs, epochsTrained, samplesPerSecond } = state;
  if (phase === 'preparing') return `${bar(prepared)} writing digits`;
  const fraction = epochsTrained / epochs;
  const etaSeconds = (elapsedMs / 1000) * (1 / fraction - 1);
  return (
    `${bar(fraction)} epoch ${Math.min(epoch + 1, epochs)} of ${epochs}  ` +
    `${grouped(samplesPerSecond)} samples/s  ETA ${clockTime(etaSeconds)}`
  );
}

/** @param {number} count */
function threadsText(count) {
  return count === 1 ? 'one thread' : `${count} threads`;
}

/** @param {string[]} cells */
function row(cells) {
  return cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('');
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}

/** @param {number} number */
function grouped(number) {
  return Math.round(number).toLocaleString('en-US');
}
