/** What training costs as it goes on: twice the samples, the 200th epoch, the measuring. */

import { articleConfig, startInkling } from '../contestants.mjs';
import { SAMPLES_OF_AN_EPOCH } from '../rounds.mjs';
import { median, spread } from '../statistics.mjs';

const EARLY_EPOCH = 3;
const LATE_EPOCH = 200;
/** On a slow machine, 200 take minutes. */
const QUICK_LATE_EPOCH = 30;

/** @typedef {{rounds: number[], median: number, spread: number}} Figure */

/**
 * @typedef {object} SamplesResult
 * @property {Figure} once seconds of 60,000 samples
 * @property {Figure} twice seconds of 120,000 samples
 * @property {Figure} early samples a second in epoch 3
 * @property {Figure} late samples a second around `lateEpoch`
 * @property {number} lateEpoch
 * @property {Figure} measuring seconds of measuring 10,000 images
 * @property {Figure} training seconds of training 60,000, in the same epochs
 * @property {number} lateEpochs how many epochs the late session had trained in the end
 */

/** @param {number[]} rounds @returns {Figure} */
const figure = (rounds) => ({ rounds, median: median(rounds), spread: spread(rounds) });

/**
 * With one thread.
 * @param {import('./training.mjs').Context} context
 * @returns {Promise<SamplesResult>}
 */
export async function samples(context) {
  const { quick, kernels, progress } = context;
  const rounds = quick ? 5 : 9;
  const lateEpoch = quick ? QUICK_LATE_EPOCH : LATE_EPOCH;
  const recipe = { variant: 'relaxed', threads: 1, config: articleConfig({}) };
  const start = () => startInkling(context, recipe);
  const [fresh, old] = [await start(), await start()];
  try {
    await fresh.call('round', SAMPLES_OF_AN_EPOCH / 2);
    const [once, twice] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    for (let round = 0; round < rounds; round++) {
      progress(0.1 * (round / rounds), `twice the samples: round ${round + 1} of ${rounds}`);
      for (const [times, list] of /** @type {const} */ ([
        [1, once],
        [2, twice],
      ])) {
        await kernels.check();
        const { seconds, samples: trained } = await fresh.call(
          'round',
          times * SAMPLES_OF_AN_EPOCH,
        );
        list.push((seconds / trained) * times * SAMPLES_OF_AN_EPOCH);
      }
    }

    // The rounds lie around the late epoch, one epoch each.
    const before = lateEpoch - Math.ceil(rounds / 2);
    for (let epoch = 0; epoch < before; epoch++) {
      progress(0.1 + (0.7 * epoch) / before, `on the way to epoch ${lateEpoch}: ${epoch}`);
      await old.call('epoch');
    }
    const [early, late, measuring, training] = [[], [], [], []].map(
      (list) => /** @type {number[]} */ (list),
    );
    for (let round = 0; round < rounds; round++) {
      progress(0.8 + 0.2 * (round / rounds), `epochs ${EARLY_EPOCH} and ${before + round + 1}`);
      await fresh.call('reset');
      for (let epoch = 1; epoch < EARLY_EPOCH; epoch++) await fresh.call('epoch');
      await kernels.check();
      const third = await fresh.call('epoch');
      await kernels.check();
      const nth = await old.call('epoch');
      early?.push(third.training.samples / third.training.seconds);
      late?.push(nth.training.samples / nth.training.seconds);
      measuring?.push((third.measuring.seconds / third.measuring.samples) * 10_000);
      training?.push((third.training.seconds / third.training.samples) * SAMPLES_OF_AN_EPOCH);
    }
    return {
      ...{ once: figure(once), twice: figure(twice), lateEpoch, lateEpochs: before + rounds },
      ...{ early: figure(early ?? []), late: figure(late ?? []) },
      ...{ measuring: figure(measuring ?? []), training: figure(training ?? []) },
    };
  } finally {
    await fresh.dispose();
    await old.dispose();
  }
}
