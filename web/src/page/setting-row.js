/**
 * One setting as a row: its label, its tip, and the control that its kind asks for.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('./more-fields.js').MoreField} MoreField
 * @typedef {import('../setting-kinds.js').Setting} Setting
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

import { SETTINGS, writeSetting } from '../setting-fields.js';

export class SettingRow {
  element = document.createElement('div');
  #control;
  #isUsed;
  /** @type {HTMLButtonElement | null} */
  #usual = null;
  #shown = '';

  /**
   * @param {MoreField} field
   * @param {{onChange: (text: string) => void}} callbacks told what `readSetting` reads
   */
  constructor(field, { onChange }) {
    const { key, label: text, isUsed = () => true, usual } = field;
    /** @type {Setting} */
    const setting = SETTINGS[key];
    this.#isUsed = isUsed;
    this.#control = createControl(field, setting);
    this.#control.id = `setting-${setting.name}`;
    this.#control.dataset.part = key;
    const label = document.createElement('label');
    label.htmlFor = this.#control.id;
    label.textContent = text;
    const parts = [label, createTipButton(setting.name, text)];
    this.element.className = 'row';
    if (setting.isFlag) {
      this.element.classList.add('row-flag');
      this.element.append(this.#control, ...parts);
    } else {
      this.element.append(...parts, this.#control);
    }

    // A text that is as it was shown has been answered already.
    const offer = () => this.#text !== this.#shown && onChange(this.#text);
    this.#control.addEventListener('change', offer);
    if (usual === undefined) return;
    this.element.classList.add('row-text');
    this.#usual = createUsualButton(text);
    this.#usual.addEventListener('click', () => onChange(usual));
    this.#control.before(this.#usual);
    this.#control.addEventListener('keydown', (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== 'Enter') return;
      event.preventDefault();
      offer();
    });
  }

  /**
   * @param {MoreField} field
   * @param {Config} config
   */
  show({ key, usual }, config) {
    const value = config[key];
    const text = writeSetting(value);
    const control = this.#control;
    if (typeof value === 'boolean') /** @type {HTMLInputElement} */ (control).checked = value;
    // A long text is broken only where it has spaces.
    else control.value = usual === undefined ? text : text.replaceAll(',', ', ');
    this.#shown = this.#text;
    this.element.hidden = !this.#isUsed(config);
    if (this.#usual !== null) this.#usual.disabled = value === usual;
  }

  get #text() {
    const control = this.#control;
    const isFlag = control instanceof HTMLInputElement && control.type === 'checkbox';
    return isFlag ? writeSetting(control.checked) : control.value;
  }
}

/**
 * @param {MoreField} field
 * @param {Setting} setting
 * @returns {Control}
 */
function createControl({ names = {}, usual }, { choices, isFlag }) {
  if (choices !== undefined) {
    const select = document.createElement('select');
    select.append(...choices.map((choice) => new Option(names[choice] ?? choice, choice)));
    return select;
  }
  if (usual !== undefined) {
    const area = document.createElement('textarea');
    area.rows = 2;
    area.placeholder = 'none';
    area.spellcheck = false;
    area.autocapitalize = 'off';
    return area;
  }
  const input = document.createElement('input');
  if (isFlag) input.type = 'checkbox';
  else input.inputMode = 'decimal';
  return input;
}

/**
 * @param {string} name of the tip
 * @param {string} label
 */
function createTipButton(name, label) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tip';
  button.dataset.tip = name;
  button.ariaLabel = `About ${label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`;
  button.textContent = '?';
  return button;
}

/** @param {string} label */
function createUsualButton(label) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet row-usual';
  button.textContent = 'Usual';
  button.title = `The usual ${label.toLowerCase()}`;
  return button;
}
