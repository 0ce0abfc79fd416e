/**
 * How many threads train: the number that a person asked for, or the one that is fastest here.
 *
 * The fastest number depends on the network (a small one has too little to share out), on the
 * processor, and on what else the machine does, so it is found by trying: on the real training, whose
 * results are the same to the last bit with any number. The candidates take turns of some
 * milliseconds, so that whatever disturbs the machine meanwhile disturbs them all; the median of a
 * candidate's turns counts. As the machine's load changes, it is tried again now and then.
 *
 * Time here is time spent in training steps, as the training loop reports it.
 *
 * @typedef {import('../protocol.js').ThreadWish} ThreadWish
 */

const TURN_MS = 25;
/** Of each candidate. In the first one, code is compiled and threads are woken: it does not count. */
const TURNS = 4;
/** More threads must win by more than this: they take cores that the page could use. */
const MARGIN = 1.03;
/** What a trial has found stays unless another number is as much faster: a short trial can be wrong. */
const CHANGE = 1.1;

/** Time between two trials, and at least this many times as long as a trial takes. */
const AGAIN_MS = 10_000;
const AGAIN_TRIALS = 20;
/** A speed below this share of what was found last asks for a trial at once, */
const DROP = 2 / 3;
/** but not sooner than this after the last one. Also the time over which the speed is measured. */
const WATCH_MS = 1000;

/**
 * @typedef {object} Trial
 * @property {number} turn
 * @property {number} index of the candidate whose turn it is
 * @property {number[][]} speeds samples per millisecond, by candidate
 * @property {number} durationMs
 */

export class ThreadChoice {
  #apply;
  /** 1, 2, 4 and so on, and the most that there can be. @type {number[]} */
  #candidates;
  /** @type {ThreadWish} */
  #wish = 'auto';
  #count = 1;
  /** @type {Trial | null} */
  #trial = null;
  /** Whether `count` was found by a trial of this network. */
  #isFound = false;
  /** Samples and time of the turn, or of the watch between two trials. */
  #samples = 0;
  #durationMs = 0;
  /** What the last trial found. */
  #speed = 0;
  #sinceTrialMs = 0;
  #restMs = AGAIN_MS;

  /**
   * @param {object} options
   * @param {number} options.most threads that the module can compute with
   * @param {(count: number) => number} options.apply tells the module; returns how many it is now
   */
  constructor({ most, apply }) {
    this.#apply = apply;
    this.#candidates = [];
    for (let count = 1; count < most; count *= 2) this.#candidates.push(count);
    this.#candidates.push(most);
    this.set('auto');
  }

  /** How many threads train; while it is tried, as it was before. */
  get count() {
    return this.#count;
  }

  /** @param {ThreadWish} wish more than there can be are taken as that many */
  set(wish) {
    this.#wish = wish;
    const most = this.#candidates.at(-1) ?? 1;
    this.#count = this.#apply(wish === 'auto' ? most : Math.min(wish, most));
    this.startAnew();
  }

  /** Another network or batch: what was found before need not hold for it. */
  startAnew() {
    this.#trial = null;
    this.#isFound = false;
    this.#clearWatch();
    if (this.#wish === 'auto' && this.#candidates.length > 1) this.#startTrial();
    else this.#apply(this.#count);
  }

  /**
   * To be told of each slice of training; changes the number of threads for the next one.
   * @param {number} samples
   * @param {number} durationMs
   */
  observe(samples, durationMs) {
    if (this.#wish !== 'auto' || this.#candidates.length === 1) return;
    this.#samples += samples;
    this.#durationMs += durationMs;
    if (this.#trial === null) this.#watch(durationMs);
    else if (this.#durationMs >= TURN_MS) this.#endTurn(this.#trial);
  }

  /** @param {number} durationMs */
  #watch(durationMs) {
    this.#sinceTrialMs += durationMs;
    if (this.#durationMs < WATCH_MS) return;
    const isSlow = this.#samples / this.#durationMs < DROP * this.#speed;
    this.#clearWatch();
    if (isSlow || this.#sinceTrialMs >= this.#restMs) this.#startTrial();
  }

  #startTrial() {
    this.#clearWatch();
    const speeds = this.#candidates.map(() => []);
    this.#trial = { turn: 0, index: 0, speeds, durationMs: 0 };
    this.#apply(this.#candidates[0] ?? 1);
  }

  /** @param {Trial} trial */
  #endTurn(trial) {
    trial.durationMs += this.#durationMs;
    if (trial.turn > 0) trial.speeds[trial.index]?.push(this.#samples / this.#durationMs);
    this.#clearWatch();
    trial.index = (trial.index + 1) % this.#candidates.length;
    if (trial.index === 0) trial.turn++;
    if (trial.turn === TURNS) this.#settle(trial);
    else this.#apply(this.#candidates[trial.index] ?? 1);
  }

  /** @param {Trial} trial */
  #settle({ speeds, durationMs }) {
    const medians = speeds.map(median);
    const best = Math.max(...medians);
    const found = this.#candidates.indexOf(this.#count);
    const isKept = this.#isFound && (medians[found] ?? 0) * CHANGE >= best;
    const chosen = isKept ? found : medians.findIndex((speed) => speed * MARGIN >= best);
    this.#speed = medians[chosen] ?? 0;
    this.#count = this.#apply(this.#candidates[chosen] ?? 1);
    this.#restMs = Math.max(AGAIN_MS, AGAIN_TRIALS * durationMs);
    this.#sinceTrialMs = 0;
    this.#isFound = true;
    this.#trial = null;
  }

  #clearWatch() {
    this.#samples = 0;
    this.#durationMs = 0;
  }
}

/** @param {number[]} values an odd number of them */
function median(values) {
  return values.sort((a, b) => a - b)[(values.length - 1) / 2] ?? 0;
}
