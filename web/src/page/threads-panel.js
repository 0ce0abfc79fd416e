/**
 * How many threads train: as many as are fastest, or a number. It changes no result, so it changes
 * while the network trains, and is no part of a preset.
 *
 * @typedef {import('../protocol.js').ThreadWish} ThreadWish
 */

import { part, setText } from './parts.js';

export class ThreadsPanel {
  #select;
  #explanation;
  #most = 0;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {HTMLElement} options.explanation of why there is only one, in the tip
   * @param {(wish: ThreadWish) => void} options.onChange
   */
  constructor(root, { explanation, onChange }) {
    this.#select = part(root, 'threads', HTMLSelectElement);
    this.#explanation = explanation;
    this.#select.addEventListener('change', () => {
      const { value } = this.#select;
      onChange(value === 'auto' ? 'auto' : Number(value));
    });
  }

  /** @param {import('./notebook.js').Notebook} notebook */
  render({ environment, threadWish }) {
    if (environment === null) return;
    if (environment.mostThreads !== this.#most) this.#offer(environment);
    const value = threadWish === 'auto' ? 'auto' : String(Math.min(threadWish, this.#most));
    const shown = this.#most === 1 ? '1' : value;
    if (this.#select.value !== shown) this.#select.value = shown;
  }

  /** @param {import('../protocol.js').Environment} environment */
  #offer({ mostThreads, variants }) {
    this.#most = mostThreads;
    const numbers = Array.from({ length: mostThreads }, (_, i) => String(i + 1));
    const names = mostThreads > 1 ? ['auto', ...numbers] : numbers;
    const options = names.map((name) => new Option(name === 'auto' ? 'Auto' : name, name));
    this.#select.replaceChildren(...options);
    this.#select.disabled = mostThreads === 1;
    const obstacle = variants.find(({ name }) => name === 'threads')?.obstacle;
    this.#explanation.hidden = mostThreads > 1;
    setText(this.#explanation, `Here there is one: ${obstacle || 'others could not be started'}.`);
  }
}
