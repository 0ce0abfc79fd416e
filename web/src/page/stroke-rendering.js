/**
 * Strokes on the pad, for people. The network's image of them is made in C++ (cpp/drawing/brush.h),
 * with the same curve and the same brush.
 *
 * @typedef {import('../protocol.js').Stroke} Stroke
 */

import { pressureWidth, smoothCurve } from './strokes.js';

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
