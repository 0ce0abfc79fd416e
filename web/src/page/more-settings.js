/**
 * The fold "More settings": closed for those who need none of them, open where one is set.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('../setting-fields.js').SettingKey} SettingKey
 * @typedef {import('./more-fields.js').MoreField} MoreField
 */

import { DEFAULT_PRESET } from '../presets.js';
import { SETTINGS } from '../setting-fields.js';
import { presetConfig } from '../settings.js';
import { MORE_FIELDS, MORE_GROUPS } from './more-fields.js';
import { part, setText } from './parts.js';
import { SettingRow } from './setting-row.js';

export class MoreSettings {
  #root;
  #count;
  /** @type {Map<SettingKey, SettingRow>} */
  #rows = new Map();
  /** @type {Config | null} */
  #shown = null;

  /**
   * @param {HTMLDetailsElement} root
   * @param {object} options
   * @param {HTMLElement} options.tips gets the sentences of the fields
   * @param {(key: SettingKey, text: string, row: Element) => void} options.onChange told what
   *   `readSetting` reads
   */
  constructor(root, { tips, onChange }) {
    this.#root = root;
    this.#count = part(root, 'count');
    const body = part(root, 'more-body');
    for (const { title, fields } of MORE_GROUPS) {
      const group = document.createElement('fieldset');
      group.className = 'more-group';
      const legend = document.createElement('legend');
      legend.textContent = title;
      group.append(legend);
      for (const field of fields) {
        const row = new SettingRow(field, {
          onChange: (text) => onChange(field.key, text, row.element),
        });
        this.#rows.set(field.key, row);
        group.append(row.element);
        tips.append(createTipText(field));
      }
      body.append(group);
    }
  }

  /** @param {Config} config */
  show(config) {
    const before = this.#shown;
    this.#shown = config;
    for (const field of MORE_FIELDS) this.#rows.get(field.key)?.show(field, config);
    const usual = presetConfig(DEFAULT_PRESET);
    const set = MORE_FIELDS.filter(({ key }) => config[key] !== usual[key]);
    setText(this.#count, set.length === 0 ? '' : `${set.length} set`);
    // Who has closed it on what is set finds it closed until something changes in it.
    const isNew = MORE_FIELDS.some(({ key }) => before === null || before[key] !== config[key]);
    if (isNew && set.length > 0) this.#root.open = true;
  }

  /**
   * The row of a setting, to write beside it; the fold is open then.
   * @param {SettingKey} key
   * @returns {Element | null} null for a setting that is not one of these
   */
  reveal(key) {
    const row = this.#rows.get(key)?.element ?? null;
    if (row !== null) this.#root.open = true;
    return row;
  }
}

/** @param {MoreField} field */
function createTipText({ key, tip }) {
  const { name } = SETTINGS[key];
  const text = document.createElement('p');
  text.className = 'tip-text';
  text.popover = 'manual';
  text.role = 'tooltip';
  text.id = `tip-${name}`;
  text.dataset.tipText = name;
  text.textContent = tip;
  return text;
}
