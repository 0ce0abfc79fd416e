/** What is made of repeated measurements. */

/**
 * @param {readonly number[]} values at least one
 * @param {number} share 0..1: 0 gives the smallest, 1 the largest; between two values, in proportion
 * @returns {number}
 */
export function quantile(values, share) {
  if (values.length === 0) throw new Error('There is nothing to take a quantile of.');
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = /** @type {number} */ (sorted[below]);
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}

/**
 * @param {readonly number[]} values at least one
 * @returns {number}
 */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * How far the measurements lie apart: the width of the middle four fifths, as a share of the median.
 * One stray value among ten does not count, a machine that is busy half of the time does.
 * @param {readonly number[]} values at least one
 * @returns {number}
 */
export function spread(values) {
  return (quantile(values, 0.9) - quantile(values, 0.1)) / median(values);
}
