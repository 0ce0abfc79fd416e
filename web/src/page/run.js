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
   */
  advance(state, points = []) {
    this.state = state;
    if (points.length === 0) return;
    this.points.push(...points);
    this.revision++;
  }

  /**
   * @param {TrainingState} state
   * @param {EpochResult} result
   */
  finishEpoch(state, result) {
    this.state = state;
    this.results.push(result);
    this.testResult = null;
    this.correctedAccuracy = null;
    this.revision++;
  }

  /** @param {number} nowMs */
  startPace(nowMs) {
    this.#paceStartMs = nowMs;
    this.#paceStartEpochs = this.state.epochsTrained;
  }

  /**
   * Seconds until the end at the pace since training was last started, evaluation included; null
   * while that is not known.
   * @param {number} nowMs
   */
  secondsLeft(nowMs) {
    const elapsedMs = nowMs - this.#paceStartMs;
    const trained = this.state.epochsTrained - this.#paceStartEpochs;
    if (elapsedMs < PACE_MS || trained <= 0) return null;
    const left = Math.max(0, this.state.epochs - this.state.epochsTrained);
    return (left * elapsedMs) / trained / 1000;
  }
}
