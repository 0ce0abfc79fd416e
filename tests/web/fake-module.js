/**
 * A stand-in for the WASM module, with a clock of its own: work takes as long as the test says. It
 * counts as the C++ session does (see cpp/session/session.h) and computes nothing.
 */

import { CodedError } from '../../web/src/protocol.js';
import { idxHeader } from './fake-idx.js';

/** @typedef {import('../../web/src/worker/inkling-module.js').InklingModule} InklingModule */
/** @typedef {import('../../web/src/worker/inkling-module.js').Phase} Phase */

export const NETWORK = {
  text: '4-2',
  inputs: 4,
  outputs: 2,
  parameterCount: 10,
  trainingFlops: 32,
};
const IMAGE = { rows: 2, columns: 2, pixels: Uint8Array.of(0, 1, 2, 3) };
const SAMPLES_PER_STEP = 32;

/** What each correction does. */
export const CORRECTION = {
  ...{ examples: 0, rightBefore: 1, rightAfter: 2 },
  ...{ validationBefore: 0.9, validationAfter: 0.899 },
};

export class FakeSession {
  /** Milliseconds of a unit, by phase. */
  static costs = { preparing: 2, training: 1, evaluating: 5, testing: 5, correcting: 2, done: 0 };

  clockMs = 0;
  epochs = 2;
  stepsPerEpoch = 100;
  evaluationUnits = 10;
  testUnits = 4;
  /** More than none: the phase must be set to `preparing` as well. */
  preparationUnits = 0;
  /** @type {unknown} thrown by the advance that would do this step */
  failure = null;
  failAtStep = Infinity;
  isDeleted = false;
  threads = 1;

  /** @type {Phase} */
  phase = 'training';
  epoch = 0;
  stepCount = 0;
  phaseUnits = 0;
  /** @type {{phase: Phase, units: number}[]} what was asked for */
  advances = [];
  /** Before the correction that goes on. @type {Phase} */
  phaseBefore = 'training';
  /** Of the last correction. */
  examples = 0;
  /** With which the last strokes were read. @type {unknown} */
  preparation = null;
  /** @type {string[]} */
  files = [];
  data = {
    ...{ trainingImages: 0, validationImages: 0, testImages: 0 },
    rows: 0,
    columns: 0,
    classes: 0,
  };

  /**
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  addFile(name, bytes) {
    const { byteLength: _, ...summary } = idxHeader(name, bytes);
    this.files.push(name);
    return summary;
  }

  commitFiles() {
    if (this.files.length !== 2) {
      throw new CodedError('bad-data-set', `Two files are needed, not ${this.files.length}.`);
    }
    this.files = [];
    this.data = {
      ...{ trainingImages: 3, validationImages: 1, testImages: 0 },
      ...{ rows: 2, columns: 2, classes: 2 },
    };
    this.reset();
    return this.data;
  }

  discardFiles() {
    this.files = [];
  }

  dataSummary() {
    return this.data;
  }

  /** @param {{epochs: number}} config */
  configure({ epochs }) {
    if (epochs < 1) throw new CodedError('invalid-argument', 'At least one epoch.');
    this.epochs = epochs;
    return this.reset();
  }

  reset() {
    this.phase = 'training';
    this.epoch = 0;
    this.stepCount = 0;
    this.phaseUnits = 0;
    return NETWORK;
  }

  /**
   * @param {number} _learningRate
   * @param {number} _batchSize
   * @param {number} epochs
   */
  tune(_learningRate, _batchSize, epochs) {
    if (epochs < this.epoch) throw new CodedError('invalid-argument', 'Fewer than are trained.');
    this.epochs = epochs;
    if (this.phase === 'done' && this.epoch < epochs) this.phase = 'training';
  }

  networkSummary() {
    return NETWORK;
  }

  config() {
    return {
      ...{ layers: '', activation: 'relu', initialization: 'xavier' },
      ...{ learningRate: 0.1, batchSize: 32, epochs: this.epochs, seed: 1, styles: 0 },
    };
  }

  /** @param {number} units */
  advance(units) {
    const { phase } = this;
    this.advances.push({ phase, units });
    const left = this.#unitsOf(phase) - this.phaseUnits;
    const done = Math.min(units, left);
    if (phase === 'training' && this.stepCount + done >= this.failAtStep) throw this.failure;
    this.clockMs += done * FakeSession.costs[phase];
    this.phaseUnits += done;
    if (phase === 'training') this.stepCount += done;
    const progress = {
      ...this.progress(),
      trainedSamples: phase === 'training' ? done * SAMPLES_PER_STEP : 0,
      points: phase === 'training' ? [{ epochs: this.stepCount, loss: 1, accuracy: 0.5 }] : [],
    };
    if (done < left) return progress;
    return { ...progress, ...this.#endPhase(phase) };
  }

  progress() {
    return {
      ...{ phase: this.phase, epoch: this.epoch, epochs: this.epochs, step: this.stepCount },
      ...{ prepared: 1, corrected: this.phase === 'correcting' ? 0.5 : 1 },
      epochsTrained: this.stepCount / this.stepsPerEpoch,
      ...{ trainedSamples: 0, measuredSamples: 0, batchLoss: 0.25, batchAccuracy: 0.75 },
      points: /** @type {{epochs: number, loss: number, accuracy: number}[]} */ ([]),
      ...{ epochResult: undefined, testResult: undefined, correctionResult: undefined },
    };
  }

  /** @param {unknown[]} examples */
  correct(examples) {
    this.examples = examples.length;
    this.phaseBefore = this.phase;
    this.phase = 'correcting';
    this.phaseUnits = 0;
  }

  undoCorrection() {
    if (this.examples === 0) throw new CodedError('invalid-argument', 'There is no correction.');
    this.examples = 0;
  }

  readImage() {
    return {
      ...{ blank: false, prediction: 1, probabilities: [0.25, 0.75], isSure: true, image: IMAGE },
      ...{ boxLeft: 0, boxTop: 0, boxWidth: 0, boxHeight: 0, fitted: IMAGE },
      ...{ massRow: 0, massColumn: 0 },
    };
  }

  /**
   * @param {unknown} _strokes
   * @param {unknown} preparation
   */
  readStrokes(_strokes, preparation) {
    this.preparation = preparation;
    return { ...this.readImage(), boxLeft: 70, boxTop: 28, boxWidth: 140, boxHeight: 56 };
  }

  /**
   * @param {number} count
   * @param {number} draw
   */
  samples(count, draw) {
    const images = Array.from({ length: count }, () => ({ ...IMAGE, columns: draw }));
    return { distorted: images, written: [] };
  }

  /** @param {number} count */
  gallery(count) {
    const item = { label: 1, prediction: 1, probability: 0.75, image: IMAGE };
    return Array.from({ length: count }, () => item);
  }

  delete() {
    this.isDeleted = true;
  }

  /** @param {Phase} phase */
  #unitsOf(phase) {
    return {
      ...{ training: this.stepsPerEpoch, evaluating: this.evaluationUnits },
      ...{ preparing: this.preparationUnits, testing: this.testUnits, done: 0 },
      correcting: 40,
    }[phase];
  }

  /** @param {Phase} phase that ends */
  #endPhase(phase) {
    this.phaseUnits = 0;
    if (phase === 'preparing') this.phase = 'training';
    else if (phase === 'correcting') {
      this.phase = this.phaseBefore;
      const { examples } = this;
      return { phase: this.phase, corrected: 1, correctionResult: { ...CORRECTION, examples } };
    } else if (phase === 'training') this.phase = 'evaluating';
    else if (phase === 'evaluating') {
      this.epoch++;
      const isLast = this.epoch === this.epochs;
      this.phase = !isLast ? 'training' : this.testUnits > 0 ? 'testing' : 'done';
      const measured = {
        trainLoss: 1,
        trainAccuracy: 0.5,
        validationLoss: 1,
        validationAccuracy: 0.5,
      };
      return {
        phase: this.phase,
        epoch: this.epoch,
        epochResult: { epoch: this.epoch, ...measured },
      };
    } else if (phase === 'testing') {
      this.phase = 'done';
      return { phase: this.phase, testResult: { loss: 1, accuracy: 0.5 } };
    }
    return { phase: this.phase };
  }
}

/**
 * @param {FakeSession} session the one that the module makes
 * @returns {InklingModule}
 */
export function fakeModule(session) {
  class Session {
    constructor() {
      return session;
    }
  }
  return /** @type {any} */ ({
    Session,
    idxHeader,
    memoryBytes: () => 0,
    setThreads: (/** @type {number} */ count) => (session.threads = count),
  });
}

/** A queue of slices that the test runs by hand. */
export class ManualSchedule {
  /** @type {(() => void)[]} */
  waiting = [];

  /** @param {() => void} slice */
  add = (slice) => void this.waiting.push(slice);

  /** @returns {boolean} whether there was one to run */
  runOne() {
    const slice = this.waiting.shift();
    slice?.();
    return slice !== undefined;
  }

  runAll() {
    for (let ran = 0; this.runOne(); ran++) {
      if (ran > 10_000) throw new Error('The loop does not end.');
    }
  }
}
