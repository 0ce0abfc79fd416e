/**
 * Asks before something is lost, in the page instead of in a dialog of the browser, and beside what
 * was changed. One question at a time: a new one answers the old one with no. What is done elsewhere
 * on the page can answer it too.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 */

import { part, setText } from './parts.js';
import { describeLoss } from './sentences.js';

export class Question {
  #root;
  #text;
  #no;
  /** @type {((answer: boolean) => void) | null} */
  #answer = null;
  /** @type {HTMLElement | null} */
  #asker = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#text = part(root, 'text');
    this.#no = part(root, 'no');
    part(root, 'yes').addEventListener('click', () => this.answer(true));
    this.#no.addEventListener('click', () => this.answer(false));
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.answer(false);
    });
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    if (this.#answer === null) return;
    // A network that was reset, or has died, is not lost by what was asked about.
    if (notebook.hasTrainedNetwork) setText(this.#text, describeLoss(notebook));
    else this.answer(true);
  }

  /**
   * @param {Notebook} notebook has the network that would be lost
   * @param {Element} place what was changed: the question stands below it
   * @returns {Promise<boolean>}
   */
  ask(notebook, place) {
    this.answer(false);
    this.#asker = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setText(this.#text, describeLoss(notebook));
    place.after(this.#root);
    this.#root.hidden = false;
    this.#root.scrollIntoView({ block: 'nearest' });
    // The safe answer has the focus.
    this.#no.focus({ preventScroll: true });
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** Nothing happens where nothing is asked. @param {boolean} answer */
  answer(answer) {
    const resolve = this.#answer;
    this.#answer = null;
    if (resolve === null) return;
    const hadFocus = this.#root.contains(document.activeElement);
    this.#root.hidden = true;
    if (hadFocus) this.#asker?.focus({ preventScroll: true });
    resolve(answer);
  }
}
