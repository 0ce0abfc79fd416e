/**
 * The measured numbers above the charts.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { formatLoss, formatPercent } from './format.js';
import { find, part, setMetric, setText } from './parts.js';

export class Headline {
  #validationAccuracy;
  #when;
  #validationLoss;
  #trainAccuracy;
  #trainLoss;
  #drawnAccuracy;
  #testAccuracy;

  /** @param {HTMLElement} root */
  constructor(root) {
    const metric = (/** @type {string} */ name) => find(root, `[data-metric="${name}"]`);
    this.#validationAccuracy = metric('validation-accuracy');
    this.#when = part(root, 'when');
    this.#validationLoss = metric('validation-loss');
    this.#trainAccuracy = metric('train-accuracy');
    this.#trainLoss = metric('train-loss');
    this.#drawnAccuracy = metric('drawn-accuracy');
    this.#testAccuracy = metric('test-accuracy');
  }

  /** @param {Notebook} notebook */
  render({ run }) {
    setMetric(this.#validationAccuracy, run.validationAccuracy, formatPercent);
    // The chart has it as it was after the epoch.
    setText(this.#when, run.correctedAccuracy === null ? '' : 'corrected');
    setMetric(this.#validationLoss, run.validationLoss, formatLoss);
    setMetric(this.#trainAccuracy, run.trainAccuracy, formatPercent);
    setMetric(this.#trainLoss, run.trainLoss, formatLoss);
    setMetric(this.#drawnAccuracy, run.lastResult?.drawnAccuracy ?? null, formatPercent);
    setMetric(this.#testAccuracy, run.testResult?.accuracy ?? null, formatPercent);
  }
}
