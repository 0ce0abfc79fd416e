/** One line of the speed sheet: a name, a bar, and its figures. */

import { setText } from './parts.js';

/**
 * @typedef {object} SpeedLine
 * @property {string} name
 * @property {number} share of the scale, 0..1
 * @property {string} speed images per second; "" where there is none
 * @property {string} gflops "" where there is none
 * @property {string} note in faint ink
 * @property {boolean} [isAbsent] it cannot be measured: the note stands in the place of the bar
 * @property {boolean} [isActive] it is measured now
 */

export class SpeedRowView {
  element = document.createElement('li');
  #name = document.createElement('span');
  #bar = document.createElement('span');
  #fill = document.createElement('span');
  #note = document.createElement('span');
  #speed = document.createElement('span');
  #gflops = document.createElement('span');

  constructor() {
    this.element.className = 'speed-row';
    this.#name.className = 'speed-name';
    this.#bar.className = 'speed-bar';
    this.#fill.className = 'speed-fill';
    this.#note.className = 'speed-note';
    this.#speed.className = 'speed-figure';
    this.#gflops.className = 'speed-figure';
    this.#bar.ariaHidden = 'true';
    this.#bar.append(this.#fill);
    this.element.append(this.#name, this.#bar, this.#note, this.#speed, this.#gflops);
  }

  /** @param {SpeedLine} line */
  show({ name, share, speed, gflops, note, isAbsent = false, isActive = false }) {
    setText(this.#name, name);
    setText(this.#note, note);
    setText(this.#speed, speed === '' ? '' : `${speed} images/s`);
    setText(this.#gflops, gflops === '' ? '' : `${gflops} GFLOP/s`);
    this.element.classList.toggle('is-active', isActive);
    this.element.classList.toggle('is-absent', isAbsent);
    this.setShare(share);
  }

  /** @param {number} share */
  setShare(share) {
    this.#fill.style.transform = `scaleX(${share.toFixed(4)})`;
  }
}
