/**
 * Tells screen readers what changed, sparingly: each new state, and of the epochs one in a while.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { formatPercent } from './format.js';
import { setText } from './parts.js';
import { describe, describeTitle } from './sentences.js';

const EPOCH_INTERVAL_MS = 8000;

export class Announcer {
  #region;
  #state = '';
  #epoch = 0;
  #saidMs = 0;

  /** @param {HTMLElement} region a live region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    const title = describeTitle(notebook);
    if (document.title !== title) document.title = title;
    const { run, state } = notebook;
    if (state !== this.#state) {
      this.#state = state;
      this.#say(state === 'training' ? 'Training.' : describe(notebook).text);
      this.#epoch = run.state.epoch;
      return;
    }
    const result = run.lastResult;
    const isDue = performance.now() - this.#saidMs >= EPOCH_INTERVAL_MS;
    if (state === 'training' && result !== null && result.epoch > this.#epoch && isDue) {
      this.#epoch = result.epoch;
      this.#say(
        `Epoch ${result.epoch} of ${run.state.epochs}: validation accuracy ${formatPercent(result.validationAccuracy)}.`,
      );
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#saidMs = performance.now();
    setText(this.#region, text);
  }
}
