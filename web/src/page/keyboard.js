/**
 * Keys for everything that is done often, and the sheet that names them. Keys are left alone where
 * they mean something else: in fields, on buttons, and together with Ctrl, Alt or the command key.
 */

import { recall, remember } from './memory.js';
import { part } from './parts.js';

/** @typedef {'toggle' | 'step' | 'reset' | 'clear' | 'undo'} Command */

/** R resets together with Shift only: it destroys what was trained. @type {Readonly<Record<string, Command>>} */
const KEYS = { ' ': 'toggle', s: 'step', r: 'reset', c: 'clear', z: 'undo' };

export class Keyboard {
  #sheet;
  #enabled;
  #onCommand;
  #onDigit;
  #listeners = new AbortController();

  /**
   * @param {HTMLDialogElement} sheet
   * @param {{opener: HTMLElement, onCommand: (command: Command) => void,
   *   onDigit: (digit: number) => void}} options
   */
  constructor(sheet, { opener, onCommand, onDigit }) {
    this.#sheet = sheet;
    this.#onCommand = onCommand;
    this.#onDigit = onDigit;
    this.#enabled = part(sheet, 'single-keys', HTMLInputElement);
    this.#enabled.checked = recall('keys') !== 'off';
    const { signal } = this.#listeners;
    this.#enabled.addEventListener('change', () =>
      remember('keys', this.#enabled.checked ? 'on' : 'off'),
    );
    opener.addEventListener('click', () => sheet.showModal(), { signal });
    sheet.addEventListener('click', (event) => {
      if (event.target === sheet) sheet.close();
    });
    document.addEventListener('keydown', this.#onKey, { signal });
  }

  dispose() {
    this.#listeners.abort();
  }

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key, target } = event;
    const isCovered = document.querySelector('dialog[open]') !== null;
    if (isCovered || !(target instanceof Element) || isTyping(target)) return;
    if ((event.ctrlKey || event.metaKey) && key === 'z') {
      event.preventDefault();
      this.#onCommand('undo');
      return;
    }
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    if (isModified || event.repeat || !this.#enabled.checked) return;
    if (key === '?') {
      this.#sheet.showModal();
      return;
    }
    if (/^\d$/.test(key)) {
      this.#onDigit(Number(key));
      return;
    }
    const command = KEYS[key.toLowerCase()];
    if (command === undefined || (command === 'reset' && !event.shiftKey)) return;
    if (key === ' ' && target.closest('button, summary, a, label')) return;
    event.preventDefault();
    this.#onCommand(command);
  };
}

/** @param {Element} target */
function isTyping(target) {
  return target.closest('input, select, textarea, [contenteditable]') !== null;
}
