/**
 * Runs a session's training in short slices and tells the page how it goes. Between two slices the
 * worker looks at its messages, so that it answers soon also while it trains.
 */

import { CodedError, toFailure } from '../protocol.js';
import { MESSAGE_MS, Pace, SLICE_MS } from './pace.js';
import { Throughput } from './throughput.js';

/**
 * Their units are of many kinds: images measured, drawings made, steps of a fit. How long the next one
 * takes is not to be learnt from the last ones.
 * @type {ReadonlySet<Progress['phase']>}
 */
const MIXED_PHASES = new Set(['evaluating', 'correcting']);
const GALLERY_COUNT = 20;

/** @typedef {import('../protocol.js').TrainingState} TrainingState */
/** @typedef {import('./inkling-module.js').Progress} Progress */

/**
 * A `step` that waits for its answer.
 * @typedef {object} PendingStep
 * @property {boolean} isTrained its mini-batch is done; what is left is the measuring
 * @property {(state: TrainingState) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * @typedef {object} PendingCorrection
 * @property {(result: import('../protocol.js').CorrectionResult) => void} resolve
 * @property {(error: unknown) => void} reject
 */

export class TrainingLoop {
  #session;
  #threads;
  #post;
  #schedule;
  #clock;

  #pace = new Pace();
  #throughput = new Throughput();
  #trainingMs = 0;
  /** @type {Progress} */
  #progress;

  #isRunning = false;
  #isScheduled = false;
  /** @type {PendingStep[]} */
  #steps = [];
  /** The one that goes on. @type {PendingCorrection | null} */
  #correction = null;

  /** @type {import('../protocol.js').RunningPoint[]} */
  #unsentPoints = [];
  #lastSentMs = -Infinity;

  /**
   * @param {object} parts
   * @param {import('./inkling-module.js').Session} parts.session
   * @param {import('./thread-choice.js').ThreadChoice} parts.threads
   * @param {(event: import('../protocol.js').WorkerEvent) => void} parts.post
   * @param {(slice: () => void) => void} parts.schedule runs it after the messages that wait
   * @param {() => number} parts.clock in milliseconds
   */
  constructor({ session, threads, post, schedule, clock }) {
    this.#session = session;
    this.#threads = threads;
    this.#post = post;
    this.#schedule = schedule;
    this.#clock = clock;
    this.#progress = session.progress();
  }

  /** @returns {TrainingState} */
  state() {
    const { phase, epoch, epochs, prepared, corrected, step, epochsTrained } = this.#progress;
    const { batchLoss, batchAccuracy } = this.#progress;
    const { samplesPerSecond } = this.#throughput;
    const trainingMs = this.#trainingMs;
    return {
      ...{ phase, epoch, epochs, prepared, corrected, step, epochsTrained },
      ...{ batchLoss, batchAccuracy },
      ...{ samplesPerSecond, trainingMs, threads: this.#threads.count },
    };
  }

  /** Starts or resumes; nothing happens where it runs already or is done. */
  train() {
    this.#settleSteps();
    this.#isRunning = this.#progress.phase !== 'done';
    this.#scheduleSlice();
  }

  pause() {
    this.#isRunning = false;
    this.#settleSteps();
    this.#sendProgress();
  }

  /**
   * One mini-batch: before it the measuring that was left over, after it the measuring of an epoch
   * that it ended.
   * @returns {Promise<TrainingState>} as it is after that, or where another request stopped it
   */
  step() {
    this.#isRunning = false;
    return new Promise((resolve, reject) => {
      this.#steps.push({ isTrained: false, resolve, reject });
      if (!this.#isScheduled) this.#slice();
    });
  }

  /**
   * Does the correction that the session has begun. Training stands still before and after it.
   * @returns {Promise<import('../protocol.js').CorrectionResult>} rejected with `aborted` where the
   *   session begins anew
   */
  correct() {
    this.pause();
    this.#progress = this.#session.progress();
    return new Promise((resolve, reject) => {
      this.#correction = { resolve, reject };
      this.#scheduleSlice();
    });
  }

  /** A correction was taken back. */
  undone() {
    this.pause();
    this.#progress = this.#session.progress();
    this.#abortCorrection('The correction was taken back.');
  }

  /** The session was tuned: go on with what changed. */
  tuned() {
    this.#pace.clear();
    this.#threads.startAnew();
    this.#progress = this.#session.progress();
  }

  /** The session begins anew: another network, other data, or a reset. */
  startAnew() {
    this.#isRunning = false;
    this.#pace.clear();
    this.#threads.startAnew();
    this.#throughput.clear();
    this.#trainingMs = 0;
    this.#unsentPoints = [];
    this.#progress = this.#session.progress();
    this.#settleSteps();
    this.#abortCorrection('The network that was being corrected is gone.');
  }

  /** @param {string} reason */
  #abortCorrection(reason) {
    this.#correction?.reject(new CodedError('aborted', reason));
    this.#correction = null;
  }

  #scheduleSlice() {
    const hasWork = this.#isRunning || this.#steps.length > 0 || this.#correction !== null;
    if (!hasWork || this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      this.#slice();
    });
  }

  #slice() {
    const [step] = this.#steps;
    if (!this.#isRunning && !step && !this.#correction) return;
    try {
      if (this.#progress.phase !== 'done') this.#advance(step);
      else if (this.#isRunning) this.#finish(null);
      else this.#settleSteps();
    } catch (error) {
      this.#fail(error);
    }
    this.#scheduleSlice();
  }

  /** @param {PendingStep | undefined} step */
  #advance(step) {
    const { phase } = this.#progress;
    if (MIXED_PHASES.has(phase)) {
      this.#report(this.#advanceMixed(phase));
      if (step?.isTrained && this.#progress.phase === 'training') this.#settleSteps(1);
      return;
    }
    const isStep = step !== undefined && phase === 'training';
    const units = isStep ? 1 : this.#pace.unitsFor(phase);
    const began = this.#clock();
    const progress = this.#session.advance(units);
    const durationMs = this.#clock() - began;

    this.#progress = progress;
    if (progress.phase === phase) this.#pace.observe(phase, units, durationMs);
    if (phase === 'training') {
      this.#trainingMs += durationMs;
      this.#throughput.observe(progress.trainedSamples, durationMs);
      if (!isStep) this.#threads.observe(progress.trainedSamples, durationMs);
    }
    if (isStep) step.isTrained = true;
    this.#report(progress);
    if (step?.isTrained && progress.phase === 'training') this.#settleSteps(1);
  }

  /**
   * A slice of units that take different times: one by one, as long as another like the last fits.
   * @param {Progress['phase']} phase
   */
  #advanceMixed(phase) {
    const began = this.#clock();
    for (let now = began; ;) {
      const before = now;
      this.#progress = this.#session.advance(1);
      now = this.#clock();
      const hasRoom = now - began + (now - before) <= SLICE_MS;
      if (this.#progress.phase !== phase || !hasRoom) return this.#progress;
    }
  }

  /** @param {Progress} progress */
  #report({ points, epochResult, testResult, correctionResult, phase }) {
    this.#unsentPoints.push(...points);
    if (epochResult) {
      if (this.#unsentPoints.length > 0) this.#sendProgress();
      const gallery = this.#session.gallery(GALLERY_COUNT);
      this.#post({ event: 'epoch', state: this.state(), result: epochResult, gallery });
    }
    if (correctionResult) {
      this.#sendProgress();
      this.#correction?.resolve(correctionResult);
      this.#correction = null;
      return;
    }
    if (phase === 'done') this.#finish(testResult ?? null);
    else if (this.#clock() - this.#lastSentMs >= MESSAGE_MS) this.#sendProgress();
  }

  /** @param {import('../protocol.js').TestResult | null} testResult */
  #finish(testResult) {
    this.#isRunning = false;
    this.#post({ event: 'done', state: this.state(), testResult });
    this.#settleSteps();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#isRunning = false;
    if (this.#correction) {
      this.#progress = this.#session.progress();
      this.#correction.reject(error);
      this.#correction = null;
      return;
    }
    const steps = this.#steps.splice(0);
    for (const step of steps) step.reject(error);
    if (steps.length === 0) {
      // A broken module is no failure of the training: uncaught, it ends the worker.
      if (error instanceof WebAssembly.RuntimeError) throw error;
      this.#post({ event: 'training-failed', state: this.state(), error: toFailure(error) });
    }
  }

  #sendProgress() {
    this.#lastSentMs = this.#clock();
    this.#post({ event: 'progress', state: this.state(), points: this.#unsentPoints.splice(0) });
  }

  #settleSteps(count = this.#steps.length) {
    for (const step of this.#steps.splice(0, count)) step.resolve(this.state());
  }
}
