/**
 * One sentence of explanation beside a term: by pointer, by key, and by touch.
 * The focus alone opens none: it would cover the fields that come next.
 */

import { find } from './parts.js';

const GAP = 8;

export class Tips {
  /** @type {HTMLElement | null} */
  #open = null;
  #listeners = new AbortController();

  /**
   * @param {HTMLElement} page has the buttons, `data-tip="name"`
   * @param {HTMLElement} texts has the sentences, `data-tip-text="name"`
   */
  constructor(page, texts) {
    const { signal } = this.#listeners;
    for (const button of page.querySelectorAll('[data-tip]')) {
      if (!(button instanceof HTMLElement)) continue;
      const text = find(texts, `[data-tip-text="${button.dataset.tip}"]`);
      button.setAttribute('aria-describedby', text.id);
      const show = () => this.#show(button, text);
      button.addEventListener('click', show, { signal });
      button.addEventListener('pointerenter', show, { signal });
      button.addEventListener('blur', () => this.#hide(), { signal });
      button.addEventListener(
        'pointerleave',
        (event) => {
          if (event.pointerType === 'mouse') this.#hide();
        },
        { signal },
      );
    }
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#hide(), {
      signal,
    });
    document.addEventListener(
      'pointerdown',
      ({ target }) => {
        if (!(target instanceof Element && target.closest('[data-tip]'))) this.#hide();
      },
      { signal },
    );
  }

  dispose() {
    this.#hide();
    this.#listeners.abort();
  }

  /**
   * @param {HTMLElement} button
   * @param {HTMLElement} text
   */
  #show(button, text) {
    if (this.#open === text) return;
    this.#hide();
    this.#open = text;
    text.showPopover();
    const at = button.getBoundingClientRect();
    const size = text.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - size.width - GAP);
    const below = at.bottom + GAP;
    const fits = below + size.height <= innerHeight - GAP;
    text.style.left = `${Math.max(GAP, left)}px`;
    text.style.top = `${fits ? below : at.top - GAP - size.height}px`;
  }

  #hide() {
    this.#open?.hidePopover();
    this.#open = null;
  }
}
