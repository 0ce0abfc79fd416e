/**
 * Sentences about what the link asked for and did not get, until they are put away.
 */

import { part } from './parts.js';

export class Notices {
  #root;
  #list;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#list = part(root, 'list');
    part(root, 'dismiss').addEventListener('click', () => this.show([]));
  }

  /** @param {readonly string[]} sentences */
  show(sentences) {
    this.#list.replaceChildren(
      ...sentences.map((sentence) => {
        const item = document.createElement('li');
        item.textContent = sentence;
        return item;
      }),
    );
    this.#root.hidden = sentences.length === 0;
  }
}
