/**
 * One run of training as the page knows it: what the worker's events have told so far.
 *
 * @typedef {import('../protocol.js').TrainingState} TrainingState
 * @typedef {import('../protocol.js').EpochResult} EpochResult
 * @typedef {import('../protocol.js').RunningPoint} RunningPoint
 * @typedef {import('../protocol.js').TestResult} TestResult
 */

/** Time before which the pace of training is not known well enough to tell when it ends. */
const PACE_MS = 1000;

export class Run {
  /** @type {TrainingState} */
  state;
  /** @type {EpochResult[]} */
  results = [];
  /** @type {RunningPoint[]} */
  points = [];
  /** @type {TestResult | null} */
  testResult = null;
  /** What a correction since the last epoch has made of it. @type {number | null} */
  correctedAccuracy = null;
  /** Counts changes of results and points, so that a chart knows when to draw. */
  revision;
  #paceStartMs = 0;
  #paceStartEpochs = 0;
  /** Whether the pace is that of what comes after the first epoch of this stretch. */
  #isPaceSteady = false;

  /**
   * @param {number} epochs to train in all
   * @param {number} [revision]
   */
  constructor(epochs, revision = 0) {
    this.revision = revision;
    this.state = {
      phase: 'training',
      prepared: 1,
      corrected: 1,
      epoch: 0,
      epochs,
      step: 0,
      epochsTrained: 0,
      batchLoss: 0,
      batchAccuracy: 0,
      samplesPerSecond: 0,
      trainingMs: 0,
      threads: 0,
    };
  }

  /** To train in all: never fewer than are trained. */
  get epochs() {
    return Math.max(this.state.epochs, this.state.epoch);
  }

  get hasTrained() {
    return this.state.step > 0;
  }

  get lastResult() {
    return this.results.at(-1) ?? null;
  }

  /** Of the last epoch; before its end, of the last batches. */
  get trainAccuracy() {
    return this.lastResult?.trainAccuracy ?? this.points.at(-1)?.accuracy ?? null;
  }

  get trainLoss() {
    return this.lastResult?.trainLoss ?? this.points.at(-1)?.loss ?? null;
  }

  /** As it was last measured: after an epoch or a correction. */
  get validationAccuracy() {
    return this.correctedAccuracy ?? this.lastResult?.validationAccuracy ?? null;
  }

  get validationLoss() {
    return this.lastResult?.validationLoss ?? null;
  }

  /**
   * @param {TrainingState} state
   * @param {readonly RunningPoint[]} [points]
   * @param {number} [nowMs]
   */
  advance(state, points = [], nowMs = performance.now()) {
    this.state = state;
    // Nothing is trained while the training is prepared.
    if (state.epochsTrained <= this.#paceStartEpochs) this.#paceStartMs = nowMs;
    if (points.length === 0) return;
    this.points.push(...points);
    this.revision++;
  }

  /**
   * @param {TrainingState} state
   * @param {EpochResult} result
   * @param {number} [nowMs]
   */
  finishEpoch(state, result, nowMs = performance.now()) {
    this.state = state;
    if (!this.#isPaceSteady) {
      // The first steps are slower, and the first measuring makes the drawings for all.
      this.startPace(nowMs);
      this.#isPaceSteady = true;
    }
    this.results.push(result);
    this.testResult = null;
    this.correctedAccuracy = null;
    this.revision++;
  }

  /** @param {number} nowMs */
  startPace(nowMs) {
    this.#paceStartMs = nowMs;
    this.#paceStartEpochs = this.state.epochsTrained;
    this.#isPaceSteady = false;
  }

  /**
   * Seconds until the end at the pace since training was last started, from the second epoch on
   * measuring included; null while that is not known, and when only measuring is left.
   * @param {number} nowMs
   */
  secondsLeft(nowMs) {
    const elapsedMs = nowMs - this.#paceStartMs;
    const trained = this.state.epochsTrained - this.#paceStartEpochs;
    const left = this.state.epochs - this.state.epochsTrained;
    if (elapsedMs < PACE_MS || trained <= 0 || left <= 0) return null;
    return (left * elapsedMs) / trained / 1000;
  }
}
