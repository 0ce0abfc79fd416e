/**
 * What panels ask of the network itself: each question has its answer, or an error, for the panel alone.
 *
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('../protocol.js').LabelledDrawing} LabelledDrawing
 * @typedef {import('../protocol.js').Preparation} Preparation
 * @typedef {import('../protocol.js').Stroke} Stroke
 */

import { FULL_PREPARATION } from '../protocol.js';

export class Questions {
  #line;

  /** @param {Pick<import('./worker-line.js').WorkerLine, 'request'>} line */
  constructor(line) {
    this.#line = line;
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @param {Preparation} [preparation]
   */
  readDrawing(strokes, preparation = FULL_PREPARATION) {
    return this.#line.request('predict-drawing', { strokes, preparation });
  }

  /** @param {GrayImage} image */
  readImage(image) {
    return this.#line.request('predict-image', { image });
  }

  /**
   * Images as the training gets them.
   * @param {number} count
   * @param {number} draw another number shows others
   */
  fetchSamples(count, draw) {
    return this.#line.request('samples', { count, draw });
  }

  /** Teaches the network these drawings. @param {LabelledDrawing[]} examples */
  correct(examples) {
    return this.#line.request('correct', { examples });
  }

  undoCorrection() {
    return this.#line.request('undo-correction', {});
  }
}
