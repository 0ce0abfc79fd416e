/**
 * What the network sees: the pad, the small image that it really gets and how that is made, and its
 * answer. The answer follows the drawing and, while it trains, the network.
 *
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('../protocol.js').GalleryItem} GalleryItem
 * @typedef {import('../protocol.js').Preparation} Preparation
 * @typedef {import('../protocol.js').Reading} Reading
 * @typedef {import('../protocol.js').Stroke} Stroke
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./palette.js').Palette} Palette
 */

import { DrawingPad } from './drawing-pad.js';
import { LatestOnly } from './latest-only.js';
import { part } from './parts.js';
import { PreparationView } from './preparation-view.js';
import { ReadingView } from './reading-view.js';

/** While it trains, the same drawing is read again at most this often: ten times a second. */
const REFRESH_MS = 100;

export class SightPanel {
  #root;
  #pad;
  #padFrame;
  #undo;
  #clear;
  #view;
  #preparationView;
  #readDrawing;
  #readImage;
  #onLeaveImage;
  #lessons;
  #latest = new LatestOnly();
  /** A validation image that is looked at instead of the drawing. @type {GalleryItem | null} */
  #item = null;
  #readMs = -Infinity;
  /** The network that read last. @type {Notebook['run']['state'] | null} */
  #reader = null;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {Palette} options.palette
   * @param {(strokes: readonly Stroke[], preparation: Preparation) => Promise<Reading>} options.readDrawing
   * @param {(image: GrayImage) => Promise<Reading>} options.readImage
   * @param {() => void} options.onLeaveImage the drawing is looked at again
   * @param {import('./lessons.js').Lessons} options.lessons
   */
  constructor(root, { palette, readDrawing, readImage, onLeaveImage, lessons }) {
    this.#readDrawing = readDrawing;
    this.#readImage = readImage;
    this.#onLeaveImage = onLeaveImage;
    this.#lessons = lessons;
    this.#root = root;
    this.#padFrame = part(root, 'pad-frame');
    this.#undo = part(root, 'undo', HTMLButtonElement);
    this.#clear = part(root, 'clear', HTMLButtonElement);
    this.#view = new ReadingView(root, {
      palette,
      onBack: () => this.#leaveImage(),
      onClaim: (digit) => this.claim(digit),
    });
    this.#preparationView = new PreparationView(root, { palette, onChange: () => this.#read() });
    this.#pad = new DrawingPad(part(root, 'pad', HTMLCanvasElement), {
      palette,
      onChange: () => this.#padChanged(),
    });
    this.#undo.addEventListener('click', () => this.undo());
    this.#clear.addEventListener('click', () => this.clear());
    this.#padChanged();
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    const { run, state, data } = notebook;
    if (data !== null) {
      this.#view.setClasses(data.classes);
      this.#preparationView.setShape(data.columns, data.rows);
    }
    const isMoving = state === 'training' || notebook.isCorrecting;
    const isDue = performance.now() - this.#readMs >= REFRESH_MS || !isMoving;
    if (state === 'loading' || state === 'error' || data === null) return;
    if (run.state === this.#reader || !isDue) return;
    this.#reader = run.state;
    this.#read();
  }

  /** @param {GalleryItem} item */
  showImage(item) {
    this.#item = item;
    this.#view.showImage(item);
    this.#read();
  }

  undo() {
    this.#pad.undo();
  }

  clear() {
    this.#leaveImage();
    this.#pad.clear();
  }

  /** The person says what the drawing is. @param {number} digit */
  claim(digit) {
    if (this.#view.canClaim) this.#lessons.claim(this.#pad, digit);
  }

  /** Brings the pad and the bars into view, for whoever is about to draw. */
  focus() {
    this.#root.scrollIntoView({ block: 'nearest' });
    this.#padFrame.classList.add('is-called');
    this.#padFrame.addEventListener(
      'animationend',
      () => this.#padFrame.classList.remove('is-called'),
      { once: true },
    );
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#pad.setPalette(palette);
    this.#view.setPalette(palette);
    this.#preparationView.setPalette(palette);
  }

  dispose() {
    this.#pad.dispose();
  }

  #padChanged() {
    this.#padFrame.classList.toggle('has-ink', !this.#pad.isBlank);
    this.#undo.disabled = this.#pad.isBlank;
    this.#clear.disabled = this.#pad.isBlank;
    this.#lessons.forget();
    if (this.#item !== null) this.#leaveImage();
    else this.#read();
  }

  #leaveImage() {
    if (this.#item === null) return;
    this.#item = null;
    this.#onLeaveImage();
    this.#showBlank();
    this.#read();
  }

  #showBlank() {
    this.#view.showBlank();
    this.#preparationView.show(null, []);
  }

  #read() {
    this.#readMs = performance.now();
    this.#latest.run(async () => {
      const item = this.#item;
      if (item === null && this.#pad.isBlank) {
        this.#showBlank();
        return;
      }
      const { strokes } = this.#pad;
      try {
        const reading =
          item === null
            ? await this.#readDrawing(strokes, this.#preparationView.preparation)
            : await this.#readImage(item.image);
        // The pad may have been cleared, or another image chosen, while the network read.
        if (item === this.#item && (item !== null || !this.#pad.isBlank)) {
          this.#view.show(reading, item);
          this.#preparationView.show(reading, strokes);
        }
      } catch {
        this.#view.showUnread();
      }
    });
  }
}
