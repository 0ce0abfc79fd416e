/** One training, from the untrained network of a session to its end. */

import { FULL_PREPARATION } from '../../web/src/protocol.js';
import { TrainingLoop } from '../../web/src/worker/training-loop.js';
import { scoreRecordings } from './recordings-score.mjs';

/** @typedef {import('../../web/src/protocol.js').EpochResult} EpochResult */
/** @typedef {import('../../web/src/protocol.js').TrainingState} TrainingState */

/**
 * @typedef {object} Done
 * @property {'done'} kind
 * @property {TrainingState} state
 * @property {EpochResult} result of the epoch whose weights the network has in the end
 * @property {number | null} testAccuracy null without a test set
 * @property {import('./recordings-score.mjs').RecordingsScore | null} score of recorded drawings,
 *   where they were asked for
 */

/**
 * How a training ended.
 * @typedef {Done
 *   | {kind: 'interrupted', state: TrainingState, best: EpochResult | null}
 *   | {kind: 'failed', error: import('../../web/src/protocol.js').Failure}} Ending
 */

/**
 * @param {object} parts
 * @param {import('../../web/src/worker/inkling-module.js').Session} parts.session
 * @param {import('../../web/src/worker/thread-choice.js').ThreadChoice} parts.threads
 * @param {import('./recordings.mjs').Recording[] | null} parts.recordings read afterwards
 * @param {boolean} parts.keepBest whether the network ends with the weights that validated best
 * @param {AbortSignal} parts.signal ends it early
 * @param {(state: TrainingState) => void} parts.progressed
 * @param {(result: EpochResult, trainingMs: number) => void} parts.measured an epoch, and the time of
 *   its steps
 * @returns {Promise<Ending>}
 */
export function trainOnce({ session, threads, signal, ...parts }) {
  return new Promise((resolve) => {
    /** @type {EpochResult | null} */
    let best = null;
    /** @type {EpochResult | null} */
    let last = null;
    let measuredMs = 0;
    threads.startAnew();
    const loop = new TrainingLoop({
      ...{ session, threads, clock: () => performance.now() },
      schedule: (slice) => setImmediate(slice),
      post: (event) => {
        switch (event.event) {
          case 'progress':
            return parts.progressed(event.state);
          case 'epoch': {
            const { result, state } = event;
            if (!best || isBetter(result, best)) best = result;
            last = result;
            parts.measured(result, state.trainingMs - measuredMs);
            measuredMs = state.trainingMs;
            return;
          }
          case 'done': {
            const result = /** @type {EpochResult} */ (parts.keepBest ? best : last);
            const testAccuracy = event.testResult?.accuracy ?? null;
            const read = (/** @type {import('../../web/src/protocol.js').Stroke[]} */ strokes) =>
              session.readStrokes(strokes, FULL_PREPARATION);
            const score = parts.recordings && scoreRecordings(parts.recordings, read);
            return end({ kind: 'done', state: event.state, result, testAccuracy, score });
          }
          case 'training-failed':
            return end({ kind: 'failed', error: event.error });
        }
      },
    });
    const interrupt = () => {
      loop.pause();
      end({ kind: 'interrupted', state: loop.state(), best });
    };
    const end = (/** @type {Ending} */ ending) => {
      signal.removeEventListener('abort', interrupt);
      resolve(ending);
    };
    if (signal.aborted) return interrupt();
    signal.addEventListener('abort', interrupt);
    loop.train();
  });
}

/**
 * As the library judges: see cpp/training/best_weights.cpp.
 * @param {EpochResult} result
 * @param {EpochResult} best so far
 */
function isBetter(result, best) {
  return result.validationAccuracy === best.validationAccuracy
    ? result.validationLoss < best.validationLoss
    : result.validationAccuracy > best.validationAccuracy;
}
