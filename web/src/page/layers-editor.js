/**
 * The hidden layers as a list, "128" or "conv8x5": change, remove, add.
 */

import { denseWidth } from '../layers-text.js';
import { LIMITS } from '../limits.js';
import { part, setText } from './parts.js';

const FIRST_WIDTH = 100;

/** A list of more layers than this is set tighter. */
const MOST_ROOMY = 4;

export class LayersEditor {
  #list;
  #add;
  #onChange;
  /** @type {string | null} */
  #layers = null;

  /**
   * @param {HTMLElement} root
   * @param {{onChange: (layers: string[]) => void}} callbacks with layers as they were typed
   */
  constructor(root, { onChange }) {
    this.#list = part(root, 'layer-list');
    this.#add = part(root, 'add-layer', HTMLButtonElement);
    this.#onChange = onChange;
    this.#add.addEventListener('click', () => {
      const layers = this.#typed();
      // A second "norm" or "pool2" at the end would seldom be meant.
      const last = layers.findLast((layer) => denseWidth(layer) !== null);
      onChange([...layers, last ?? String(FIRST_WIDTH)]);
    });
  }

  /** @param {string} layers "100,200" */
  show(layers) {
    if (layers === this.#layers) return;
    this.#layers = layers;
    const texts = layers === '' ? [] : layers.split(',');
    // Rows that stay keep their focus: only what is missing is made, only what is left over removed.
    while (this.#list.children.length > texts.length) this.#list.lastElementChild?.remove();
    texts.forEach((text, index) => {
      const row = this.#list.children[index] ?? this.#list.appendChild(this.#createRow(index));
      const input = row.querySelector('input');
      if (input !== null) input.value = text;
      const unit = row.querySelector('.unit');
      if (unit !== null) setText(unit, /^\d+$/.test(text) ? 'neurons' : '');
    });
    this.#list.classList.toggle('is-empty', texts.length === 0);
    this.#list.classList.toggle('is-long', texts.length > MOST_ROOMY);
    const { count } = LIMITS.layers;
    this.#add.disabled = texts.length >= count;
    setText(this.#add, this.#add.disabled ? `Up to ${count} layers` : 'Add a layer');
  }

  /** Shows the same layers again, whatever was typed. */
  revert() {
    const layers = this.#layers ?? '';
    this.#layers = null;
    this.show(layers);
  }

  #typed() {
    return [...this.#list.querySelectorAll('input')].map(({ value }) => value.trim());
  }

  /** @param {number} index */
  #createRow(index) {
    const row = document.createElement('li');
    const label = document.createElement('label');
    const name = document.createElement('span');
    const input = document.createElement('input');
    const unit = document.createElement('span');
    const remove = document.createElement('button');
    name.className = 'visually-hidden';
    name.textContent = `Hidden layer ${index + 1}`;
    unit.className = 'unit';
    unit.ariaHidden = 'true';
    remove.type = 'button';
    remove.className = 'quiet square';
    remove.textContent = '×';
    remove.ariaLabel = `Remove hidden layer ${index + 1}`;
    label.append(name, input);
    row.append(label, unit, remove);
    input.addEventListener('change', () => this.#onChange(this.#typed()));
    remove.addEventListener('click', () => {
      this.#onChange(this.#typed().filter((_, i) => i !== index));
      this.#add.focus();
    });
    return row;
  }
}
