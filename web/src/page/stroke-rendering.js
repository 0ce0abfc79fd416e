/**
 * Strokes to pixels: on the pad for people, and as the bytes that the network gets. The bytes depend
 * on the strokes alone, not on the pad's size, the theme or the screen.
 *
 * @typedef {import('./strokes.js').Stroke} Stroke
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 */

import { pressureWidth, smoothCurve } from './strokes.js';

/** Width and height of the network's drawing, in pixels; the brush is 20 of them wide. */
const DRAWING_SIZE = 280;

/** The brush's width, in fractions of the pad. */
const BRUSH = 20 / 280;

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {readonly Stroke[]} strokes
 * @param {number} size of the pad, in the context's units
 * @param {string} color
 */
export function drawStrokes(context, strokes, size, color) {
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) drawStroke(context, stroke, size);
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {number} size
 */
function drawStroke(context, stroke, size) {
  const segments = smoothCurve(stroke);
  const first = stroke[0];
  if (first === undefined) return;
  if (segments.length === 0) {
    context.beginPath();
    context.arc(
      first[0] * size,
      first[1] * size,
      (BRUSH * size * pressureWidth(first)) / 2,
      0,
      2 * Math.PI,
    );
    context.fill();
    return;
  }
  const hasPressure = first[2] !== undefined;
  context.lineWidth = BRUSH * size;
  context.beginPath();
  context.moveTo(first[0] * size, first[1] * size);
  for (const { from, control1, control2, to } of segments) {
    if (hasPressure) {
      context.beginPath();
      context.moveTo(from[0] * size, from[1] * size);
      context.lineWidth = (BRUSH * size * (pressureWidth(from) + pressureWidth(to))) / 2;
    }
    context.bezierCurveTo(
      control1[0] * size,
      control1[1] * size,
      control2[0] * size,
      control2[1] * size,
      to[0] * size,
      to[1] * size,
    );
    if (hasPressure) context.stroke();
  }
  if (!hasPressure) context.stroke();
}

/** Renders drawings for the network, with one canvas for all of them. */
export class DrawingRenderer {
  #context;

  constructor() {
    const canvas = new OffscreenCanvas(DRAWING_SIZE, DRAWING_SIZE);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('This browser gives no canvas to draw on.');
    this.#context = context;
  }

  /**
   * @param {readonly Stroke[]} strokes
   * @returns {GrayImage}
   */
  render(strokes) {
    const context = this.#context;
    context.fillStyle = '#000';
    context.fillRect(0, 0, DRAWING_SIZE, DRAWING_SIZE);
    drawStrokes(context, strokes, DRAWING_SIZE, '#fff');
    const { data } = context.getImageData(0, 0, DRAWING_SIZE, DRAWING_SIZE);
    const pixels = new Uint8Array(DRAWING_SIZE * DRAWING_SIZE);
    for (let i = 0; i < pixels.length; i++) pixels[i] = data[4 * i] ?? 0;
    return { rows: DRAWING_SIZE, columns: DRAWING_SIZE, pixels };
  }
}
