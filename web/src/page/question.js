/**
 * Asks before something is lost, in the page instead of in a dialog of the browser, and beside what
 * was changed. One question at a time: a new one answers the old one with no. What is done elsewhere
 * on the page can answer it too.
 *
 * `text` says what would be lost; null: nothing is lost any more, and the answer is yes.
 * @typedef {{text: () => string | null, yes: string}} Loss
 */

import { part, setText } from './parts.js';

export class Question {
  #root;
  #text;
  #yes;
  #no;
  /** @type {((answer: boolean) => void) | null} */
  #answer = null;
  /** @type {HTMLElement | null} */
  #asker = null;
  /** @type {Loss['text']} */
  #say = () => null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#text = part(root, 'text');
    this.#no = part(root, 'no');
    this.#yes = part(root, 'yes');
    this.#yes.addEventListener('click', () => this.answer(true));
    this.#no.addEventListener('click', () => this.answer(false));
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      // A dialog around it stays open.
      event.preventDefault();
      this.answer(false);
    });
  }

  render() {
    if (this.#answer === null) return;
    const text = this.#say();
    if (text === null) this.answer(true);
    else setText(this.#text, text);
  }

  /**
   * @param {Loss} loss
   * @param {Element} place what was changed: the question stands below it
   * @returns {Promise<boolean>}
   */
  ask({ text, yes }, place) {
    this.answer(false);
    this.#asker = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#say = text;
    setText(this.#text, text() ?? '');
    setText(this.#yes, yes);
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
