/** How many units of work fill a slice, learnt from the slices before; each phase by itself. */

/** @typedef {import('./inkling-module.js').Phase} Phase */

/**
 * How long a slice should take: the worker looks at its messages between two slices, and a message may
 * have to wait for a whole one.
 */
export const SLICE_MS = 12;
/** Time between two messages on how something goes: the page draws as often (page/render-loop.js). */
export const MESSAGE_MS = 50;
/** How much of the estimate the newest slice makes. */
const NEWEST_SHARE = 0.3;
/** A slice is at most this many times as long as the one before, whatever a coarse clock says. */
const GROWTH = 2;

export class Pace {
  /** @type {Map<Phase, {units: number, msPerUnit: number}>} */
  #phases = new Map();

  /**
   * @param {Phase} phase
   * @returns {number} units for the next slice; 1 for the first
   */
  unitsFor(phase) {
    const known = this.#phases.get(phase);
    if (!known) return 1;
    const fitting = Math.floor(SLICE_MS / known.msPerUnit);
    return Math.max(1, Math.min(fitting, GROWTH * known.units));
  }

  /**
   * To be told of whole slices only: one that ended its phase did fewer units than it was asked for.
   * @param {Phase} phase
   * @param {number} units
   * @param {number} durationMs
   */
  observe(phase, units, durationMs) {
    const newest = durationMs / units;
    const msPerUnit = this.#phases.get(phase)?.msPerUnit ?? newest;
    this.#phases.set(phase, { units, msPerUnit: msPerUnit + NEWEST_SHARE * (newest - msPerUnit) });
  }

  /** Forgets what it learnt: the network or the batch has another size now. */
  clear() {
    this.#phases.clear();
  }
}
