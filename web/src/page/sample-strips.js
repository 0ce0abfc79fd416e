/**
 * What the training is given where the settings change its images: distorted images, and digits that
 * are written in the tab. While it trains, others are shown now and then.
 *
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('../protocol.js').Requests} Requests
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {Requests['samples']['result']} Samples
 */

import { showImage } from './image-picture.js';
import { LatestOnly } from './latest-only.js';
import { find, part } from './parts.js';

/** As many as the gallery has in a row. */
const COUNT = 20;

/** Time between two looks while it trains. */
const REFRESH_MS = 1000;

const KINDS = /** @type {const} */ (['distorted', 'written']);

export class SampleStrips {
  #root;
  #fetchSamples;
  #palette;
  #latest = new LatestOnly();
  #calm = matchMedia('(prefers-reduced-motion: reduce)');
  /** @type {Samples} */
  #samples = { distorted: [], written: [] };
  /** Whose settings they are. @type {Notebook['run'] | null} */
  #run = null;
  #draw = 0;
  #askedMs = 0;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {Palette} options.palette
   * @param {(count: number, draw: number) => Promise<Samples>} options.fetchSamples
   */
  constructor(root, { palette, fetchSamples }) {
    this.#root = root;
    this.#palette = palette;
    this.#fetchSamples = fetchSamples;
  }

  /** @param {Notebook} notebook */
  render({ run, state, data }) {
    if (state === 'loading' || state === 'error' || data === null) return;
    const isOther = run !== this.#run;
    const isMoving = state === 'training' && !document.hidden && !this.#calm.matches;
    const isDue = performance.now() - this.#askedMs >= REFRESH_MS;
    if (!isOther && !(isMoving && isDue && !this.#root.hidden)) return;
    this.#draw = isOther ? 0 : this.#draw + 1;
    this.#run = run;
    this.#askedMs = performance.now();
    this.#latest.run(() => this.#fetch());
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#paint();
  }

  async #fetch() {
    const run = this.#run;
    try {
      const samples = await this.#fetchSamples(COUNT, this.#draw);
      if (run !== this.#run) return;
      this.#samples = samples;
      this.#paint();
    } catch {
      // What was shown last stays; why the worker does not answer is said elsewhere.
    }
  }

  #paint() {
    for (const kind of KINDS) {
      const images = this.#samples[kind];
      const row = part(this.#root, kind);
      row.hidden = images.length === 0;
      const list = find(row, '.gallery-list');
      while (list.childElementCount < images.length) list.append(new Image());
      list.querySelectorAll('img').forEach((picture, i) => {
        const image = images[i];
        if (image !== undefined) showImage(picture, image, this.#palette);
      });
    }
    this.#root.hidden = KINDS.every((kind) => this.#samples[kind].length === 0);
  }
}
