/**
 * Twenty validation images with what the network reads in each. Wrong ones carry a mark. One of
 * them can be chosen, to look at it as the network does.
 *
 * @typedef {import('../protocol.js').GalleryItem} GalleryItem
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./palette.js').Palette} Palette
 */

import { formatCount } from './format.js';
import { showImage } from './image-picture.js';
import { part, setText } from './parts.js';

/**
 * @typedef {object} Tile
 * @property {HTMLLIElement} element
 * @property {HTMLButtonElement} button
 * @property {HTMLImageElement} picture
 * @property {HTMLSpanElement} caption
 */

export class Gallery {
  #title;
  #list;
  #onChoose;
  #palette;
  /** @type {Tile[]} */
  #tiles = [];
  /** @type {readonly GalleryItem[]} */
  #items = [];
  #isGuessed = true;
  #chosen = -1;

  /**
   * @param {HTMLElement} root
   * @param {{palette: Palette, onChoose: (item: GalleryItem) => void}} options
   */
  constructor(root, { palette, onChoose }) {
    this.#title = part(root, 'title');
    this.#list = part(root, 'list');
    this.#palette = palette;
    this.#onChoose = onChoose;
  }

  /** @param {Notebook} notebook */
  render({ gallery, isGalleryGuessed }) {
    if (gallery === this.#items) return;
    const isSameImages =
      gallery.length === this.#items.length &&
      gallery.every(({ image }, index) => isSameImage(image, this.#items[index]?.image));
    this.#items = gallery;
    this.#isGuessed = isGalleryGuessed;
    while (this.#tiles.length < gallery.length) this.#addTile();
    while (this.#tiles.length > gallery.length) this.#tiles.pop()?.element.remove();
    if (!isSameImages) {
      this.choose(-1);
      this.#paint();
    }
    this.#tiles.forEach((tile, index) => this.#caption(tile, gallery[index]));
    setText(this.#title, this.#heading());
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#paint();
  }

  /** Marks one as chosen, or with -1 none. @param {number} index */
  choose(index) {
    this.#chosen = index;
    this.#tiles.forEach(({ button }, i) =>
      button.setAttribute('aria-pressed', String(i === index)),
    );
  }

  #heading() {
    const count = this.#items.length;
    if (count === 0) return 'Validation images';
    const images = formatCount(count, 'validation image');
    if (this.#isGuessed) return `${images}, and an untrained network's guesses`;
    const right = this.#items.filter(({ label, prediction }) => label === prediction).length;
    return `${images}, ${right} read correctly`;
  }

  #addTile() {
    const element = document.createElement('li');
    const button = document.createElement('button');
    const picture = new Image();
    const caption = document.createElement('span');
    button.type = 'button';
    button.className = 'tile';
    caption.className = 'tile-caption';
    picture.alt = '';
    button.append(picture, caption);
    element.append(button);
    const index = this.#tiles.length;
    button.addEventListener('click', () => {
      const item = this.#items[index];
      if (item === undefined) return;
      this.choose(index);
      this.#onChoose(item);
    });
    button.setAttribute('aria-pressed', String(index === this.#chosen));
    this.#list.append(element);
    this.#tiles.push({ element, button, picture, caption });
  }

  /**
   * @param {Tile} tile
   * @param {GalleryItem | undefined} item
   */
  #caption({ button, caption }, item) {
    if (item === undefined) return;
    const { label, prediction } = item;
    const isWrong = !this.#isGuessed && label !== prediction;
    button.classList.toggle('is-wrong', isWrong);
    button.classList.toggle('is-guess', this.#isGuessed);
    setText(caption, isWrong ? `✕ ${prediction}` : String(prediction));
    const verdict = label === prediction ? 'right' : `wrong, it is ${label}`;
    const name = `Reads ${prediction}, ${verdict}`;
    if (button.getAttribute('aria-label') !== name) {
      button.setAttribute('aria-label', name);
      button.title = name;
    }
  }

  #paint() {
    this.#tiles.forEach(({ picture }, index) => {
      const image = this.#items[index]?.image;
      if (image !== undefined) showImage(picture, image, this.#palette);
    });
  }
}

/**
 * @param {import('../protocol.js').GrayImage} a
 * @param {import('../protocol.js').GrayImage | undefined} b
 */
function isSameImage(a, b) {
  return b !== undefined && a.pixels.every((value, i) => value === b.pixels[i]);
}
