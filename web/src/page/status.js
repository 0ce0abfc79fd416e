/**
 * One sentence on where things stand, and buttons for what is natural to do next.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./next-steps.js').Action} Action
 * @typedef {import('./next-steps.js').ActionId} ActionId
 */

import { part, setText } from './parts.js';
import { describe } from './sentences.js';

export class Status {
  #root;
  #text;
  #actions;
  #onAction;
  #shown = '';

  /**
   * @param {HTMLElement} root
   * @param {{onAction: (id: ActionId) => void}} callbacks
   */
  constructor(root, { onAction }) {
    this.#root = root;
    this.#text = part(root, 'text');
    this.#actions = part(root, 'actions');
    this.#onAction = onAction;
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    const { text, actions } = describe(notebook);
    setText(this.#text, text);
    this.#root.classList.toggle('is-error', notebook.state === 'error');
    const key = actions.map(({ label }) => label).join();
    if (key === this.#shown) return;
    this.#shown = key;
    this.#actions.replaceChildren(...actions.map((action) => this.#button(action)));
  }

  /** @param {Action} action */
  #button({ id, label }) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.dataset.action = id;
    button.addEventListener('click', () => this.#onAction(id));
    return button;
  }
}
