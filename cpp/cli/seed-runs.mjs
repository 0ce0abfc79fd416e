/** What trainings that differ in their seed have reached, and what that says of the next one. */

/**
 * What there is of each training; null where it was not measured.
 * @typedef {object} SeedRun
 * @property {number} seed
 * @property {number} epochs
 * @property {number | null} validationAccuracy
 * @property {number | null} drawnAccuracy
 * @property {number | null} testAccuracy
 * @property {number | null} strokeAccuracy
 * @property {number | null} durationMs of the training steps
 */

/** @typedef {Exclude<keyof SeedRun, 'seed' | 'epochs'>} Quantity */

export const QUANTITIES = /** @type {const} */ ([
  ...['validationAccuracy', 'drawnAccuracy', 'testAccuracy', 'strokeAccuracy', 'durationMs'],
]);

/**
 * @typedef {object} Spread
 * @property {number} mean
 * @property {number | null} deviation of the sample; none of a single value
 * @property {number} min
 * @property {number} max
 */

/**
 * @param {number} seed
 * @param {import('./training.mjs').Done} ending
 * @returns {SeedRun}
 */
export function seedRun(seed, { state, result, testAccuracy, score }) {
  return {
    ...{ seed, epochs: state.epoch, validationAccuracy: result.validationAccuracy },
    drawnAccuracy: result.drawnAccuracy,
    ...{ testAccuracy, strokeAccuracy: score?.accuracy ?? null },
    durationMs: Math.round(state.trainingMs),
  };
}

/**
 * @param {readonly SeedRun[]} runs
 * @returns {Record<Quantity, Spread | null>} null for what was not measured
 */
export function summarize(runs) {
  const spreads = QUANTITIES.map((quantity) => {
    const values = runs.map((run) => run[quantity]).filter((value) => value !== null);
    return [quantity, values.length > 0 ? spreadOf(values) : null];
  });
  return Object.fromEntries(spreads);
}

/**
 * @param {readonly number[]} values at least one
 * @returns {Spread}
 */
export function spreadOf(values) {
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null;
  return { mean, deviation, min: Math.min(...values), max: Math.max(...values) };
}

/** @param {readonly number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
