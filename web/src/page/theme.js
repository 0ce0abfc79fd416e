/**
 * Light, dark, or as the system has it.
 */

import { recall, remember } from './memory.js';

const THEMES = ['system', 'light', 'dark'];

export class Theme {
  #select;
  #root;
  #onChange;
  #system = matchMedia('(prefers-color-scheme: dark)');

  /**
   * @param {HTMLSelectElement} select
   * @param {{root: HTMLElement, onChange: () => void}} options root carries `data-theme`
   */
  constructor(select, { root, onChange }) {
    this.#select = select;
    this.#root = root;
    this.#onChange = onChange;
    const kept = recall('theme');
    select.value = kept !== null && THEMES.includes(kept) ? kept : 'system';
    this.#set();
    select.addEventListener('change', () => {
      remember('theme', select.value);
      this.#set();
      onChange();
    });
    this.#system.addEventListener('change', this.#systemChanged);
  }

  dispose() {
    this.#system.removeEventListener('change', this.#systemChanged);
  }

  #systemChanged = () => this.#onChange();

  #set() {
    this.#root.dataset.theme = this.#select.value;
  }
}
