/**
 * One kept drawing: a small picture, its label, a mark where the network reads something else, and a
 * button that deletes it.
 *
 * @typedef {import('./kept-drawings.js').KeptDrawing} KeptDrawing
 * @typedef {import('./palette.js').Palette} Palette
 */

import { setText } from './parts.js';
import { article } from './reading-words.js';
import { drawStrokes } from './stroke-rendering.js';

/** Twice as fine as it is shown, for fine screens. */
const PIXELS = 80;

export class KeptTile {
  element = document.createElement('li');
  #canvas = document.createElement('canvas');
  #caption = document.createElement('span');
  #drawing;

  /**
   * @param {KeptDrawing} drawing
   * @param {{palette: Palette, onDelete: () => void}} options
   */
  constructor(drawing, { palette, onDelete }) {
    this.#drawing = drawing;
    this.element.className = 'kept';
    this.#canvas.width = this.#canvas.height = PIXELS;
    this.#canvas.setAttribute('role', 'img');
    this.#caption.className = 'tile-caption';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'kept-delete';
    button.textContent = '×';
    button.ariaLabel = button.title = `Delete this ${drawing.label}`;
    button.addEventListener('click', onDelete);
    this.element.append(this.#canvas, this.#caption, button);
    this.paint(palette);
    this.mark(null);
  }

  /** @param {Palette} palette */
  paint({ ink }) {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, PIXELS, PIXELS);
    drawStrokes(context, this.#drawing.strokes, PIXELS, ink);
  }

  /** @param {number | null} prediction null: not read, or by nobody who has learnt to */
  mark(prediction) {
    const { label } = this.#drawing;
    const isWrong = prediction !== null && prediction !== label;
    this.element.classList.toggle('is-wrong', isWrong);
    setText(this.#caption, isWrong ? `${label} as ${prediction}` : String(label));
    const name = `${article(label)} ${label}`;
    this.#canvas.ariaLabel = this.#canvas.title = isWrong
      ? `${name}, read as ${article(prediction)} ${prediction}`
      : name;
  }
}
