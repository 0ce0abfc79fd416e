/**
 * A reading: the image the network got, the digit in big, and a bar for each class.
 *
 * @typedef {import('../protocol.js').Reading} Reading
 * @typedef {import('../protocol.js').GalleryItem} GalleryItem
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('./palette.js').Palette} Palette
 */

import { formatPercent } from './format.js';
import { paintImage } from './image-painting.js';
import { part, setText } from './parts.js';

const DIGITS = 10;

/** @typedef {{row: HTMLLIElement, fill: HTMLElement, value: HTMLElement}} Bar */

export class ReadingView {
  #image;
  #digit;
  #note;
  #back;
  #list;
  #palette;
  /** @type {Bar[]} */
  #bars = [];
  /** @type {GrayImage | null} */
  #shown = null;

  /**
   * @param {HTMLElement} root
   * @param {{palette: Palette, onBack: () => void}} options
   */
  constructor(root, { palette, onBack }) {
    this.#image = part(root, 'image', HTMLCanvasElement);
    this.#digit = part(root, 'prediction');
    this.#note = part(root, 'note');
    this.#back = part(root, 'back');
    this.#list = part(root, 'bars');
    this.#palette = palette;
    this.#back.addEventListener('click', onBack);
    this.setClasses(DIGITS);
  }

  /** @param {number} count */
  setClasses(count) {
    if (count === this.#bars.length) return;
    this.#bars = Array.from({ length: count }, (_, digit) => createBar(digit));
    this.#list.replaceChildren(...this.#bars.map(({ row }) => row));
    this.#list.classList.toggle('is-long', count > DIGITS);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#paint();
  }

  /** The chosen image, before it is read. @param {GalleryItem} item */
  showImage({ image }) {
    this.#shown = image;
    this.#paint();
  }

  /**
   * @param {Reading} reading
   * @param {GalleryItem | null} item the validation image that was read, null for the drawing
   */
  show(reading, item) {
    if (reading.blank) {
      this.showBlank();
      return;
    }
    this.#shown = reading.image;
    this.#paint();
    const { prediction, probabilities, step } = reading;
    this.#setPrediction(String(prediction));
    probabilities.forEach((probability, digit) => {
      const bar = this.#bars[digit];
      if (bar !== undefined) setBar(bar, probability, digit === prediction);
    });
    setText(this.#note, noteFor(step, prediction, item));
    this.#back.hidden = item === null;
  }

  showBlank() {
    this.#shown = null;
    this.#paint();
    this.#setPrediction('');
    for (const bar of this.#bars) setBar(bar, null, false);
    setText(this.#note, '');
    this.#back.hidden = true;
  }

  /** The network cannot be asked. What it said last stays, and a note says that it is old. */
  showUnread() {
    setText(this.#note, 'The network cannot be asked now.');
  }

  /** @param {string} prediction */
  #setPrediction(prediction) {
    setText(this.#digit, prediction === '' ? '–' : prediction);
    this.#digit.dataset.value = prediction;
  }

  #paint() {
    const image = this.#shown;
    if (image === null) {
      this.#image.getContext('2d')?.clearRect(0, 0, this.#image.width, this.#image.height);
      this.#image.setAttribute('aria-label', 'The image that the network gets: empty');
      return;
    }
    paintImage(this.#image, image, this.#palette.ink);
    const size = `${image.columns} × ${image.rows}`;
    this.#image.setAttribute('aria-label', `The image that the network gets, ${size} pixels`);
  }
}

/**
 * @param {number} step
 * @param {number} prediction
 * @param {GalleryItem | null} item
 */
function noteFor(step, prediction, item) {
  if (step === 0) return 'It has not learnt yet, so this is a guess.';
  if (item === null) return '';
  return item.label === prediction
    ? 'in a validation image, and is right'
    : `in a validation image, but it is ${item.label}`;
}

/**
 * @param {number} digit
 * @returns {Bar}
 */
function createBar(digit) {
  const row = document.createElement('li');
  row.className = 'digit';
  row.dataset.digit = String(digit);
  row.dataset.value = '';
  const name = document.createElement('span');
  name.className = 'digit-name';
  name.textContent = String(digit);
  const track = document.createElement('span');
  track.className = 'digit-track';
  const fill = document.createElement('span');
  fill.className = 'digit-fill';
  track.append(fill);
  const value = document.createElement('span');
  value.className = 'digit-value';
  row.append(name, track, value);
  return { row, fill, value };
}

/**
 * @param {Bar} bar
 * @param {number | null} probability
 * @param {boolean} isWinner
 */
function setBar({ row, fill, value }, probability, isWinner) {
  row.classList.toggle('is-winner', isWinner);
  row.dataset.value = probability === null ? '' : String(probability);
  fill.style.transform = `scaleX(${(probability ?? 0).toFixed(4)})`;
  setText(value, probability === null ? '' : formatPercent(probability));
}
