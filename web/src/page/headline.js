/**
 * The measured numbers above the charts.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { formatLoss, formatPercent } from './format.js';
import { find, setMetric } from './parts.js';

export class Headline {
  #validationAccuracy;
  #validationLoss;
  #trainAccuracy;
  #trainLoss;
  #drawnAccuracy;
  #testAccuracy;

  /** @param {HTMLElement} root */
  constructor(root) {
    const metric = (/** @type {string} */ name) => find(root, `[data-metric="${name}"]`);
    this.#validationAccuracy = metric('validation-accuracy');
    this.#validationLoss = metric('validation-loss');
    this.#trainAccuracy = metric('train-accuracy');
    this.#trainLoss = metric('train-loss');
    this.#drawnAccuracy = metric('drawn-accuracy');
    this.#testAccuracy = metric('test-accuracy');
  }

  /** @param {Notebook} notebook */
  render({ run }) {
    setMetric(this.#validationAccuracy, run.validationAccuracy, formatPercent);
    setMetric(this.#validationLoss, run.validationLoss, formatLoss);
    setMetric(this.#trainAccuracy, run.trainAccuracy, formatPercent);
    setMetric(this.#trainLoss, run.trainLoss, formatLoss);
    setMetric(this.#drawnAccuracy, run.lastResult?.drawnAccuracy ?? null, formatPercent);
    setMetric(this.#testAccuracy, run.testResult?.accuracy ?? null, formatPercent);
  }
}
