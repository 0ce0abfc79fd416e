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
import { article, claimsADigit, describeReading, leadOf } from './reading-words.js';

const DIGITS = 10;

/** @typedef {{row: HTMLLIElement, button: HTMLButtonElement, fill: HTMLElement, value: HTMLElement}} Bar */

export class ReadingView {
  #image;
  #lead;
  #digit;
  #note;
  #back;
  #hint;
  #list;
  #palette;
  #onClaim;
  #canClaim = false;
  #isUntrained = true;
  /** @type {Bar[]} */
  #bars = [];
  /** @type {GrayImage | null} */
  #shown = null;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {Palette} options.palette
   * @param {() => void} options.onBack
   * @param {(digit: number) => void} options.onClaim the person says what the drawing is
   */
  constructor(root, { palette, onBack, onClaim }) {
    this.#image = part(root, 'image', HTMLCanvasElement);
    this.#lead = part(root, 'lead');
    this.#digit = part(root, 'prediction');
    this.#note = part(root, 'note');
    this.#back = part(root, 'back');
    this.#hint = part(root, 'claim-hint');
    this.#list = part(root, 'bars');
    this.#palette = palette;
    this.#onClaim = onClaim;
    this.#back.addEventListener('click', onBack);
    this.setClasses(DIGITS);
  }

  /** @param {number} count */
  setClasses(count) {
    if (count === this.#bars.length) return;
    this.#bars = Array.from({ length: count }, (_, digit) => createBar(digit));
    this.#bars.forEach(({ button }, digit) =>
      button.addEventListener('click', () => this.#onClaim(digit)),
    );
    this.#showClaims();
    this.#list.replaceChildren(...this.#bars.map(({ row }) => row));
    this.#list.classList.toggle('is-long', count > DIGITS);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#paint();
  }

  /** Whether a drawing has been read, and the person can say what it is. */
  get canClaim() {
    return this.#canClaim;
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
    const isSure = claimsADigit(reading);
    this.#setPrediction(isSure ? String(reading.prediction) : '', isSure);
    setText(this.#lead, leadOf(reading));
    reading.probabilities.forEach((probability, digit) => {
      const bar = this.#bars[digit];
      if (bar !== undefined) setBar(bar, probability, isSure && digit === reading.prediction);
    });
    setText(this.#note, describeReading(reading, item?.label ?? null));
    this.#back.hidden = item === null;
    this.#isUntrained = reading.step === 0;
    this.#setClaims(item === null);
  }

  showBlank() {
    this.#shown = null;
    this.#paint();
    this.#setPrediction('');
    setText(this.#lead, 'It reads');
    for (const bar of this.#bars) setBar(bar, null, false);
    setText(this.#note, '');
    this.#back.hidden = true;
    this.#setClaims(false);
  }

  /** The network cannot be asked. What it said last stays, and a note says that it is old. */
  showUnread() {
    setText(this.#note, 'The network cannot be asked now.');
  }

  /**
   * @param {string} prediction "" where it claims none
   * @param {boolean} [isSure]
   */
  #setPrediction(prediction, isSure = true) {
    setText(this.#digit, prediction || (isSure ? '–' : '?'));
    this.#digit.dataset.value = prediction;
    this.#digit.dataset.sure = String(isSure);
  }

  /** @param {boolean} canClaim */
  #setClaims(canClaim) {
    this.#canClaim = canClaim;
    this.#showClaims();
  }

  #showClaims() {
    // An untrained network learns nothing from being told what a drawing is.
    this.#hint.hidden = !this.#canClaim || this.#isUntrained;
    for (const { button } of this.#bars) button.disabled = !this.#canClaim;
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
 * @param {number} digit
 * @returns {Bar}
 */
function createBar(digit) {
  const row = document.createElement('li');
  row.className = 'digit';
  row.dataset.digit = String(digit);
  row.dataset.value = '';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'digit-claim';
  const label = document.createElement('span');
  label.className = 'visually-hidden';
  label.textContent = `It is ${article(digit)} `;
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
  button.append(label, name, track, value);
  row.append(button);
  return { row, button, fill, value };
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
