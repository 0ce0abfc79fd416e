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
  /** Of each point, in milliseconds since the drawing began. @type {number[][]} */
  #times = [];
  #startMs = 0;
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

  /** @returns {readonly number[][]} of the strokes' points */
  get times() {
    return this.#times;
  }

  get isBlank() {
    return this.#strokes.length === 0;
  }

  undo() {
    this.#keep(this.#strokes.length - 1);
  }

  clear() {
    this.#keep(0);
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
    if (this.isBlank) this.#startMs = event.timeStamp;
    this.#strokes = [...this.#strokes, []];
    this.#times = [...this.#times, []];
    this.#add([event]);
  };

  #move = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== this.#pointer) return;
    // A frame brings one event, but a fast hand has passed more points in it.
    const passed = event.getCoalescedEvents?.() ?? [];
    this.#add(passed.length > 0 ? passed : [event]);
  };

  #end = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId === this.#pointer) this.#pointer = null;
  };

  /** Points of the stroke that is being drawn. @param {readonly PointerEvent[]} events */
  #add(events) {
    const stroke = this.#strokes.at(-1);
    const times = this.#times.at(-1);
    // It is undone already, with the pen still down.
    if (stroke === undefined || times === undefined) return;
    const box = this.#canvas.getBoundingClientRect();
    for (const event of events) {
      stroke.push(this.#point(event, box));
      times.push(Math.max(0, Math.round(event.timeStamp - this.#startMs)));
    }
    this.#changed();
  }

  /** @param {number} count of the first strokes */
  #keep(count) {
    if (this.isBlank) return;
    this.#strokes = this.#strokes.slice(0, count);
    this.#times = this.#times.slice(0, count);
    this.#changed();
  }

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
