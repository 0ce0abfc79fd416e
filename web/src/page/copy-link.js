/**
 * A button that copies an address and says so for a moment.
 */

const SAID_MS = 2000;

export class CopyLink {
  #button;
  #text;
  #makeLink;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLElement} button
   * @param {{makeLink: () => string}} options
   */
  constructor(button, { makeLink }) {
    this.#button = button;
    this.#text = button.textContent;
    this.#makeLink = makeLink;
    button.addEventListener('click', () => this.#copy());
  }

  dispose() {
    clearTimeout(this.#timer);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#makeLink());
      this.#say('Copied');
    } catch {
      // Not allowed, or not a secure page: the address bar has the same link.
      this.#say('It is in the address bar');
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#button.textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#button.textContent = this.#text;
    }, SAID_MS);
  }
}
