/**
 * Whether the machine was quiet enough for the figures to be trusted. Before each round one fixed
 * piece of work is timed, the same that gives the processor's peak: what changes there is the machine.
 * And once more while another core computes: a virtual machine's cores may be threads of one core at
 * times, and two threads are then no faster than one.
 */

import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { quantile, spread } from './statistics.mjs';

/** A spread beyond this is not trusted. */
export const TRUSTED_SPREAD = 0.1;
/** Processes that wait for a processor before the benchmark has begun. */
const QUIET_LOAD = 0.5;
/** Share of the processors' time that the host of a virtual machine kept for others. */
const QUIET_STEAL = 0.01;
/** Two workers that together do less than this, in the work of one alone, have shared a core. */
const LEAST_OF_TWO_CORES = 1.5;
/** Share of the checks in which two cores were one. */
const QUIET_SHARING = 0.02;

/**
 * @typedef {object} Noise
 * @property {boolean} quiet
 * @property {string[]} sentences why not, or that it was
 * @property {number} peakSpread
 * @property {number} load at the start: the average of the last minute
 * @property {number} steal share of the processors' time; 0 where the system does not say
 * @property {number} sharing share of the checks in which two cores did as much as one
 */

/** @typedef {{label: string, spread: number}} Spread */

/** Ticks of all processors since the machine was started: all of them, and those stolen. */
export function processorTicks() {
  try {
    const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/);
    // user nice system idle iowait irq softirq steal; what follows is contained in these
    const ticks = fields.slice(0, 8).map(Number);
    return { all: ticks.reduce((sum, n) => sum + n, 0), stolen: ticks[7] ?? 0 };
  } catch {
    return { all: 0, stolen: 0 };
  }
}

/** Watches the machine from its creation on. */
export class NoiseWatch {
  #ticks = processorTicks();
  #load = loadavg()[0] ?? 0;
  /** @type {number[]} GFLOP/s */
  #peaks = [];
  #shared = 0;

  /**
   * The fixed piece of work, just measured.
   * @param {number} alone GFLOP/s
   * @param {number} beside while another core computed as well
   * @returns {{cores: number, hasTwoCores: boolean}} how much both did, in what one does alone; whether
   *   they were two
   */
  observe(alone, beside) {
    const cores = (2 * beside) / alone;
    const hasTwoCores = cores >= LEAST_OF_TWO_CORES;
    this.#peaks.push(alone);
    if (!hasTwoCores) this.#shared += 1;
    return { cores, hasTwoCores };
  }

  /**
   * @param {Spread[]} rows
   * @returns {Noise}
   */
  verdict(rows) {
    const now = processorTicks();
    const elapsed = now.all - this.#ticks.all;
    const steal = elapsed > 0 ? (now.stolen - this.#ticks.stolen) / elapsed : 0;
    const sharing = this.#shared / Math.max(1, this.#peaks.length);
    return judge({ peaks: this.#peaks, rows, load: this.#load, steal, sharing });
  }
}

/**
 * @param {{peaks: readonly number[], rows: readonly Spread[], load: number, steal: number,
 *   sharing: number}} seen
 * @returns {Noise}
 */
export function judge({ peaks, rows, load, steal, sharing }) {
  const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(0)} %`;
  const peakSpread = peaks.length > 0 ? spread(peaks) : 0;
  const sentences = [];
  if (load > QUIET_LOAD) {
    sentences.push(`Other programs were running at the start: a load of ${load.toFixed(1)}.`);
  }
  if (steal > QUIET_STEAL) {
    sentences.push(`The host kept ${percent(steal)} of the processors' time for others.`);
  }
  if (sharing > QUIET_SHARING) {
    sentences.push(
      `In ${percent(sharing)} of the checks two cores together did no more than one: then two threads cannot be faster.`,
    );
  }
  if (peakSpread > TRUSTED_SPREAD) {
    sentences.push(
      `The same fixed piece of work ran at ${quantile(peaks, 0.1).toFixed(0)} to ` +
        `${quantile(peaks, 0.9).toFixed(0)} GFLOP/s during the run (a spread of ${percent(peakSpread)}).`,
    );
  }
  const noisy = rows.filter((row) => row.spread > TRUSTED_SPREAD);
  if (noisy.length > 0) {
    const list = noisy
      .map((row) => `\n  ${percent(row.spread).padStart(5)}  ${row.label}`)
      .join('');
    sentences.push(`Not to be trusted, for a spread beyond ${percent(TRUSTED_SPREAD)}:${list}`);
  }
  // Load, steal and shared cores explain noise; only noise itself condemns.
  const quiet = peakSpread <= TRUSTED_SPREAD && noisy.length === 0;
  sentences.unshift(
    quiet
      ? `The machine was quiet: spreads within ${percent(TRUSTED_SPREAD)}.`
      : 'THE MACHINE WAS TOO NOISY TO TRUST these figures; run again when it is quiet.',
  );
  return { quiet, sentences, peakSpread, load, steal, sharing };
}
