/** Alternating rounds: whatever the machine does meanwhile meets everyone alike. */

import { median, spread } from './statistics.mjs';

/** @typedef {import('./contestants.mjs').Entrant} Entrant */
/** @typedef {import('./contestants.mjs').Contestant} Contestant */
/** @typedef {import('./contestants.mjs').Round} Round */

/** All times are given for as many samples: the size of MNIST's training set. */
export const SAMPLES_OF_AN_EPOCH = 60_000;

/** @param {Pick<Round, 'seconds' | 'samples'>} round @returns {number} seconds for as many samples */
export const epochSeconds = ({ seconds, samples }) => (seconds / samples) * SAMPLES_OF_AN_EPOCH;

/**
 * @typedef {object} Accuracy
 * @property {number} samples trained until then
 * @property {number} accuracy on the test set, 0..1
 */

/**
 * What the machine gives at one moment.
 * @typedef {object} Check
 * @property {number} gigaflops of a fixed piece of work
 * @property {number} cores how much two cores then did of it, in what one does alone
 * @property {boolean} hasTwoCores whether that is more than one
 * @property {number | null} [handover] nanoseconds in which a cache line went from one of them to the
 *   other; null where that could not be measured
 */

/**
 * What one contestant did.
 * @typedef {Omit<Entrant, 'start'> & {
 *   runs: string,
 *   rounds: (Round & {checks: Check[]})[],
 *   repeated: number,
 *   shared: number,
 *   seconds: number,
 *   samplesPerSecond: number,
 *   spread: number,
 *   learned: Accuracy | null,
 *   final: Accuracy | null,
 * }} Row `runs` is what the contestant says of itself; `repeated` how often a round was measured again,
 *   and `shared` how many were kept after the last attempt although two cores did no more than one;
 *   `checks` are those before and, where rounds are measured again, after it;
 *   `seconds` is the median for 60,000 samples; `learned` is the accuracy after as many samples as everyone has learnt, `final` after the last round
 */

/**
 * @typedef {object} Plan
 * @property {number} rounds
 * @property {number} enoughRounds so many will do once the time is up
 * @property {number} seconds that there are for the rounds of each contestant, with all that is not timed
 * @property {number} roundSeconds how long one should last; as many samples as fit
 * @property {number} warmUpSamples what everyone trains first, untimed
 * @property {number} warmUpSeconds and no longer than this
 * @property {boolean} measureAccuracy
 * @property {number} repeats how often a round is measured again, at most, before or after which two cores
 *   did no more than one
 */

/**
 * A contestant in the middle of it.
 * @typedef {Pick<Row, 'runs' | 'rounds' | 'repeated' | 'shared' | 'learned' | 'final'> & {
 *   entrant: Entrant,
 *   contestant: Contestant,
 *   trained: number,
 *   samplesPerRound: number,
 * }} Runner
 */

/** The first stretch of the warm-up; each is twice as long as the one before. */
const FIRST_STRETCH = 320;

/**
 * Trains until the warm-up is over.
 * @param {Contestant} contestant
 * @param {number} batch
 * @param {Plan} plan
 * @returns {Promise<{samples: number, secondsPerSample: number}>} the time as in its last stretch
 */
async function warmUp(contestant, batch, { warmUpSamples, warmUpSeconds }) {
  let samples = 0;
  let seconds = 0;
  let stretch = wholeBatches(FIRST_STRETCH, batch);
  let secondsPerSample = 0;
  while (samples < warmUpSamples && seconds < warmUpSeconds) {
    const left = wholeBatches(warmUpSamples - samples, batch);
    const round = await contestant.round(Math.min(stretch, left));
    samples += round.samples;
    seconds += round.seconds;
    // A short rest at the end says little about the speed.
    if (round.samples >= stretch / 2) secondsPerSample = round.seconds / round.samples;
    const fitting = wholeBatches((warmUpSeconds - seconds) / secondsPerSample, batch);
    stretch = Math.max(wholeBatches(FIRST_STRETCH, batch), Math.min(2 * stretch, fitting));
  }
  return { samples, secondsPerSample };
}

/**
 * @param {number} samples
 * @param {number} batch
 * @returns {number} the nearest number of samples in whole batches, at least one
 */
const wholeBatches = (samples, batch) => batch * Math.max(1, Math.round(samples / batch));

/**
 * @param {Entrant[]} entrants
 * @param {Plan} plan
 * @param {object} context
 * @param {() => Promise<Check>} context.check
 * @param {(fraction: number, text: string) => void} context.progress
 * @returns {Promise<Row[]>}
 */
export async function alternate(entrants, plan, { check, progress }) {
  /** @type {Runner[]} */
  const runners = [];
  const steps = entrants.length * (plan.rounds + 1);
  try {
    for (const [i, entrant] of entrants.entries()) {
      progress(i / steps, `${describe(entrant)}: warming up`);
      const contestant = await entrant.start();
      /** @type {Runner} */
      const runner = {
        ...{ entrant, contestant, trained: 0, samplesPerRound: 0 },
        ...{
          runs: await contestant.describe(),
          rounds: [],
          repeated: 0,
          shared: 0,
          learned: null,
          final: null,
        },
      };
      runners.push(runner);
      const { samples, secondsPerSample } = await warmUp(contestant, entrant.batch, plan);
      runner.trained = samples;
      runner.samplesPerRound = wholeBatches(plan.roundSeconds / secondsPerSample, entrant.batch);
      if (plan.measureAccuracy) {
        runner.learned = { samples, accuracy: await contestant.accuracy() };
      }
    }
    const isTimeUp = timer(1000 * plan.seconds * entrants.length);
    for (let round = 0; round < plan.rounds; round++) {
      if (round >= plan.enoughRounds && isTimeUp()) break;
      // Each round begins with another one, so that nobody always follows the same neighbour.
      const order = runners.map((_, i) => runners[(i + round) % runners.length]);
      for (const [i, runner] of order.entries()) {
        if (!runner) continue;
        const done = entrants.length * (round + 1) + i;
        progress(done / steps, `${describe(runner.entrant)}: round ${round + 1} of ${plan.rounds}`);
        await measureRound(runner, plan.repeats, check);
      }
    }
    for (const runner of runners) {
      if (!plan.measureAccuracy) break;
      progress(1, `${describe(runner.entrant)}: its accuracy`);
      runner.final = { samples: runner.trained, accuracy: await runner.contestant.accuracy() };
    }
    return runners.map(toRow);
  } finally {
    for (const { contestant } of runners) await contestant.dispose();
  }
}

/**
 * One round of one contestant, again where there were not two cores for it.
 * @param {Runner} runner
 * @param {number} repeats
 * @param {() => Promise<Check>} check
 */
async function measureRound(runner, repeats, check) {
  let before = await check();
  for (let left = repeats; ; left--) {
    const result = await runner.contestant.round(runner.samplesPerRound);
    runner.trained += result.samples;
    const checks = repeats > 0 ? [before, await check()] : [before];
    const hadTwoCores = checks.every(({ hasTwoCores }) => hasTwoCores);
    if (left === 0 || hadTwoCores) {
      runner.shared += repeats === 0 || hadTwoCores ? 0 : 1;
      runner.rounds.push({ ...result, checks });
      return;
    }
    runner.repeated += 1;
    before = /** @type {Check} */ (checks.at(-1));
  }
}

/** @param {number} ms @returns {() => boolean} whether they are over */
function timer(ms) {
  const end = performance.now() + ms;
  return () => performance.now() > end;
}

/**
 * @param {Runner} runner
 * @returns {Row}
 */
function toRow({ entrant: { start: _, ...entrant }, runs, rounds, repeated, shared, ...rest }) {
  const times = rounds.map(epochSeconds);
  const seconds = median(times);
  return {
    ...{ ...entrant, runs, rounds, repeated, shared, seconds, spread: spread(times) },
    ...{ samplesPerSecond: SAMPLES_OF_AN_EPOCH / seconds },
    ...{ learned: rest.learned, final: rest.final },
  };
}

/** @param {Pick<Entrant, 'label' | 'layers' | 'batch' | 'threads'>} entrant */
export function describe({ label, layers, batch, threads }) {
  return `${label}, ${layers.replaceAll(',', '-')}, batch ${batch}, ${threads} thread${threads === 1 ? '' : 's'}`;
}
