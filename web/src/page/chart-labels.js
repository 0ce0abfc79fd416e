/**
 * The labels at the ends of a chart's lines.
 *
 * @typedef {{text: string, color: string, x: number, y: number}} Label in canvas pixels
 */

import { spreadLabels } from './chart-math.js';

/** Distances in CSS pixels. */
const GAP = 15;
const MARGIN = 8;
const HEIGHT = 14;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {readonly Label[]} labels from left to right
 * @param {object} options
 * @param {number} options.top of the plot, in canvas pixels
 * @param {number} options.bottom
 * @param {number} options.ratio canvas pixels in a CSS pixel
 * @param {string} options.fontFamily
 * @param {string} options.paper the colour behind
 */
export function drawLabels(context, labels, { top, bottom, ratio, fontFamily, paper }) {
  context.save();
  context.font = `${12 * ratio}px ${fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';

  // Only labels that share a stretch of the scale have to make room for each other.
  const meet = labels.some(({ text, x }, index) => {
    const next = labels[index + 1];
    return next !== undefined && next.x !== x && x + context.measureText(text).width > next.x;
  });
  const heights = (meet ? [labels] : groupByPlace(labels)).flatMap((group) =>
    spreadLabels(
      group.map(({ y }) => y),
      GAP * ratio,
      top + 4 * ratio,
      bottom - 8 * ratio,
    ),
  );
  labels.forEach(({ text, color, x }, index) => {
    const [left, middle] = [x + MARGIN * ratio, heights[index] ?? 0];
    // On paper of its own, the text is apart from the lines under it.
    context.fillStyle = paper;
    context.fillRect(
      left - ratio,
      middle - (HEIGHT / 2) * ratio,
      context.measureText(text).width + 2 * ratio,
      HEIGHT * ratio,
    );
    context.fillStyle = color;
    context.fillText(text, left, middle);
  });
  context.restore();
}

/**
 * @param {readonly Label[]} labels
 * @returns {Label[][]}
 */
function groupByPlace(labels) {
  /** @type {Label[][]} */
  const groups = [];
  for (const label of labels) {
    const group = groups.at(-1);
    if (group?.[0]?.x === label.x) group.push(label);
    else groups.push([label]);
  }
  return groups;
}
