/**
 * The mathematics of the charts, apart from their pixels.
 *
 * @typedef {import('../protocol.js').EpochResult} EpochResult
 * @typedef {import('../protocol.js').RunningPoint} RunningPoint
 * @typedef {'accuracy' | 'loss'} Quantity
 *
 * @typedef {object} ChartColumns aligned: index i of all belongs to x[i]
 * @property {number[]} x in epochs
 * @property {(number | null)[]} running
 * @property {(number | null)[][]} measured for each of the quantity's lines
 *
 * @typedef {object} Line measured after each epoch
 * @property {string} name for people
 * @property {Exclude<keyof EpochResult, 'epoch'>} key
 */

/** @type {Record<Quantity, readonly Line[]>} */
export const LINES = {
  accuracy: [
    { name: 'training', key: 'trainAccuracy' },
    { name: 'validation', key: 'validationAccuracy' },
    { name: 'as drawn', key: 'drawnAccuracy' },
  ],
  loss: [
    { name: 'training', key: 'trainLoss' },
    { name: 'validation', key: 'validationLoss' },
  ],
};

/** Positions nearer than this are one position of the chart. */
const SAME_X = 1e-6;

/** Ends of a scale, times a power of ten. Few, so that the scale changes rarely. */
const NICE = [1, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** What the zoomed scale of accuracy spans at least. */
const LEAST_ERROR = 0.001;

/** How much more than what is shown a scale spans. */
const MARGIN = 1.1;

/** Values above this many times the most of the others are a spike that leaves the scale. */
const SPIKE = 4;

/** Of how many values it is found what most of them are below. */
const SAMPLES = 500;

/** A loss of guessing among ten classes is ln 10 = 2.3: the scale's top before anything is known. */
const FIRST_LOSS_TOP = 2.5;

/**
 * At most `limit` points, each the mean of 1, 2, 4, 8... neighbours. The groups double instead of
 * growing by one, so that what is drawn already stays where it is.
 * @param {readonly RunningPoint[]} points
 * @param {number} limit
 * @returns {RunningPoint[]}
 */
export function thinPoints(points, limit) {
  let size = 1;
  while (Math.ceil(points.length / size) > limit) size *= 2;
  if (size === 1) return [...points];
  const thinned = [];
  for (let start = 0; start < points.length; start += size) {
    const group = points.slice(start, start + size);
    thinned.push({
      epochs: group[group.length - 1]?.epochs ?? 0,
      loss: mean(group.map((point) => point.loss)),
      accuracy: mean(group.map((point) => point.accuracy)),
    });
  }
  return thinned;
}

/**
 * @param {readonly EpochResult[]} results in order of their epochs
 * @param {readonly RunningPoint[]} points in order of their positions
 * @param {Quantity} quantity
 * @returns {ChartColumns}
 */
export function chartColumns(results, points, quantity) {
  /** @type {ChartColumns} */
  const columns = { x: [], running: [], measured: LINES[quantity].map(() => []) };
  let next = 0;
  /**
   * @param {EpochResult | null} result
   * @param {number | null} running
   */
  const push = (result, running, x = result?.epoch ?? 0) => {
    columns.x.push(x);
    columns.running.push(running);
    LINES[quantity].forEach(({ key }, i) => columns.measured[i]?.push(result?.[key] ?? null));
  };
  for (const point of points) {
    let result = results[next];
    while (result !== undefined && result.epoch < point.epochs - SAME_X) {
      push(result, null);
      result = results[++next];
    }
    if (result !== undefined && Math.abs(result.epoch - point.epochs) <= SAME_X) {
      push(result, point[quantity]);
      next++;
      continue;
    }
    push(null, point[quantity], point.epochs);
  }
  for (const result of results.slice(next)) push(result, null);
  return columns;
}

/**
 * An epoch's values in words: "training 99.90 %, validation 98.07 %".
 * @param {EpochResult} result
 * @param {Quantity} quantity
 * @param {(value: number) => string} format
 */
export function describeResult(result, quantity, format) {
  return LINES[quantity].map(({ name, key }) => `${name} ${format(result[key])}`).join(', ');
}

/**
 * The scale of accuracy, whole or from just below the lowest of the last third of the epochs.
 * @param {readonly EpochResult[]} results
 * @param {boolean} lastPart
 * @returns {[number, number]}
 */
export function accuracyRange(results, lastPart) {
  if (!lastPart) return [0, 1];
  if (results.length === 0) return [0.8, 1];
  const largestError = Math.max(
    ...lastThird(results).map(
      (result) => 1 - Math.min(...LINES.accuracy.map(({ key }) => result[key])),
    ),
  );
  return [Math.max(0, 1 - niceAbove(Math.max(LEAST_ERROR, largestError * MARGIN))), 1];
}

/**
 * The scale of loss, whole or up to just above the highest of the last third of the epochs.
 * @param {readonly EpochResult[]} results
 * @param {readonly RunningPoint[]} points
 * @param {boolean} lastPart
 * @returns {[number, number]}
 */
export function lossRange(results, points, lastPart) {
  const measured = (lastPart ? lastThird(results) : results).flatMap((result) => [
    result.trainLoss,
    result.validationLoss,
  ]);
  if (lastPart && measured.length > 0) return [0, niceAbove(maxFinite(measured) * MARGIN)];
  const tops = [measured, points.map((point) => point.loss)].map(maxWithoutSpikes);
  return [0, Math.max(FIRST_LOSS_TOP, niceAbove(maxFinite(tops)))];
}

/**
 * The smallest nice number that is not below the value.
 * @param {number} value
 */
export function niceAbove(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = NICE.find((candidate) => candidate * power >= value * (1 - 1e-9));
  return (step ?? 10) * power;
}

/**
 * The epoch's result, or before the first one the running point, nearest to a position.
 * @param {readonly EpochResult[]} results
 * @param {readonly RunningPoint[]} points
 * @param {number} x in epochs
 * @returns {EpochResult | RunningPoint | null}
 */
export function nearestReading(results, points, x) {
  if (results.length > 0) return nearest(results, (result) => result.epoch, x);
  return nearest(points, (point) => point.epochs, x);
}

/**
 * Heights for labels that should be at `wanted` but must not overlap: sorted, pushed apart, kept
 * between `top` and `bottom`.
 * @param {readonly number[]} wanted
 * @param {number} gap
 * @param {number} top
 * @param {number} bottom
 * @returns {number[]} in the order of `wanted`
 */
export function spreadLabels(wanted, gap, top, bottom) {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let lowest = top;
  for (const index of order) {
    placed[index] = Math.max(wanted[index] ?? 0, lowest);
    lowest = (placed[index] ?? 0) + gap;
  }
  let highest = bottom;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, highest);
    highest = (placed[index] ?? 0) - gap;
  }
  return placed;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => number} position
 * @param {number} x
 * @returns {T | null}
 */
function nearest(items, position, x) {
  let best = null;
  let bestDistance = Infinity;
  for (const item of items) {
    const distance = Math.abs(position(item) - x);
    if (distance < bestDistance) [best, bestDistance] = [item, distance];
  }
  return best;
}

/** @param {readonly EpochResult[]} results */
function lastThird(results) {
  return results.slice(Math.floor((results.length * 2) / 3));
}

/** @param {readonly number[]} values */
function maxFinite(values) {
  return values.reduce((max, value) => (Number.isFinite(value) && value > max ? value : max), 0);
}

/**
 * The largest value, unless it is far above what most are: then as much as is shown of a spike.
 * @param {readonly number[]} values
 */
function maxWithoutSpikes(values) {
  const stride = Math.ceil(values.length / SAMPLES);
  const sorted = values
    .filter((value, index) => index % stride === 0 && Number.isFinite(value))
    .sort((a, b) => a - b);
  const most = sorted[Math.ceil(sorted.length * 0.75) - 1] ?? Infinity;
  return Math.min(maxFinite(values), SPIKE * most);
}

/** @param {readonly number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
