/**
 * A square pad to draw on with mouse, finger or pen. It keeps strokes, not pixels, so that undo, a
 * new size and another theme draw them again as they were.
 *
 * @typedef {import('../protocol.js').Stroke} Stroke
 * @typedef {import('../protocol.js').StrokePoint} StrokePoint
 * @typedef {import('./palette.js').Palette} Palette
 */

import { drawStrokes } from './stroke-rendering.js';

export class DrawingPad {
  #canvas;
  #context;
  #palette;
  #onChange;
  /** @type {Stroke[]} */
  #strokes = [];
  /** @type {number | null} */
  #pointer = null;
  #frame = 0;
  #resizes;
  #listeners = new AbortController();

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{palette: Palette, onChange: () => void}} options
   */
  constructor(canvas, { palette, onChange }) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser gives no canvas to draw on.');
    this.#canvas = canvas;
    this.#context = context;
    this.#palette = palette;
    this.#onChange = onChange;
    const { signal } = this.#listeners;
    canvas.addEventListener('pointerdown', this.#begin, { signal });
    canvas.addEventListener('pointermove', this.#move, { signal });
    canvas.addEventListener('pointerup', this.#end, { signal });
    canvas.addEventListener('pointercancel', this.#end, { signal });
    // Safari scrolls and magnifies on touch in spite of `touch-action`.
    canvas.addEventListener('touchstart', (event) => event.preventDefault(), {
      signal,
      passive: false,
    });
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(canvas);
  }

  /** @returns {readonly Stroke[]} */
  get strokes() {
    return this.#strokes;
  }

  get isBlank() {
    return this.#strokes.length === 0;
  }

  /** @param {Stroke[]} strokes */
  setStrokes(strokes) {
    this.#strokes = strokes;
    this.#changed();
  }

  undo() {
    if (!this.isBlank) this.setStrokes(this.#strokes.slice(0, -1));
  }

  clear() {
    if (!this.isBlank) this.setStrokes([]);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#scheduleDrawing();
  }

  dispose() {
    this.#listeners.abort();
    this.#resizes.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  #begin = (/** @type {PointerEvent} */ event) => {
    if (this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    try {
      this.#canvas.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already, as one made by a script is: the line ends at the pad's edge.
    }
    this.#strokes = [...this.#strokes, [this.#point(event, this.#canvas.getBoundingClientRect())]];
    this.#changed();
  };

  #move = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== this.#pointer) return;
    const stroke = this.#strokes.at(-1);
    if (stroke === undefined) return;
    const box = this.#canvas.getBoundingClientRect();
    // A frame brings one event, but a fast hand has passed more points in it.
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const each of passed.length > 0 ? passed : [event]) stroke.push(this.#point(each, box));
    this.#changed();
  };

  #end = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === this.#pointer) this.#pointer = null;
  };

  /**
   * @param {PointerEvent} event
   * @param {DOMRect} box
   * @returns {StrokePoint}
   */
  #point({ clientX, clientY, pressure, pointerType }, box) {
    const x = (clientX - box.left) / box.width;
    const y = (clientY - box.top) / box.height;
    // A mouse says 0.5 and most fingers 0 or 1: only a pen's pressure means something.
    return pointerType === 'pen' && pressure > 0 ? [x, y, pressure] : [x, y];
  }

  #changed() {
    this.#scheduleDrawing();
    this.#onChange();
  }

  #resize() {
    const size = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (size > 0 && size !== this.#canvas.width) {
      this.#canvas.width = size;
      this.#canvas.height = size;
      this.#draw();
    }
  }

  #scheduleDrawing() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    const size = this.#canvas.width;
    this.#context.clearRect(0, 0, size, size);
    drawStrokes(this.#context, this.#strokes, size, this.#palette.ink);
  }
}
