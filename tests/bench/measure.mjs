/** One run: opens the stage, lets the sections play, closes it. */

import { cpus } from 'node:os';
import { checkFloors } from './floors.mjs';
import { Kernels } from './kernels.mjs';
import { Lab } from './lab.mjs';
import { describeMachine } from './machine.mjs';
import { NoiseWatch } from './noise.mjs';
import { NumpyProcess } from './numpy.mjs';
import { RunProgress } from './progress.mjs';
import { describe } from './rounds.mjs';
import { describePiece, kernels } from './sections/kernels.mjs';
import { presets } from './sections/presets.mjs';
import { samples } from './sections/samples.mjs';
import { start } from './sections/start.mjs';
import { augmentation, batches, peers, threads, widths } from './sections/training.mjs';
import { openSite } from './site.mjs';

/** @typedef {import('./floors.mjs').Results} Results */

const SECTIONS = {
  ...{ peers, kernels, threads, batches, widths, augmentation, presets, samples, start },
};

/**
 * @param {import('./options.mjs').BenchOptions} options
 * @param {import('./setup.mjs').Found} found
 * @returns {Promise<import('./report.mjs').Run>}
 */
export async function measure({ quick, sections }, found) {
  const startedAt = Date.now();
  const watch = new NoiseWatch();
  const progress = new RunProgress(sections, quick);
  /** @type {(() => unknown)[]} */
  const closers = [() => progress.end()];
  try {
    const site = await openSite({ peers: found.peers });
    closers.unshift(site.close);
    const lab = await Lab.open(site.url);
    closers.unshift(() => lab.close());
    const numpy = found.python ? new NumpyProcess(found.python) : null;
    closers.unshift(() => numpy?.close());
    const context = {
      ...{ lab, site, numpy, quick, peers: found.peers, cores: cpus().length },
      kernels: await Kernels.start(lab, watch),
      progress: (/** @type {number} */ fraction, /** @type {string} */ text) =>
        progress.update(fraction, text),
    };
    /** @type {Results} */
    const results = {};
    for (const name of sections) {
      progress.begin(name);
      Object.assign(results, { [name]: await SECTIONS[name](context) });
    }
    return {
      date: new Date(startedAt).toISOString(),
      ...{ quick, durationSeconds: Math.round((Date.now() - startedAt) / 1000) },
      machine: describeMachine({
        browser: lab.browser.version(),
        numpy: (await numpy?.call('describe')) ?? null,
      }),
      ...{ data: site.data, noise: watch.verdict(spreads(results)), absent: found.absent, results },
      floors: checkFloors(results),
    };
  } finally {
    for (const close of closers) await close();
  }
}

/**
 * @param {Results} results
 * @returns {import('./noise.mjs').Spread[]}
 */
function spreads(results) {
  const { kernels: products, start: page, samples: more, augmentation: augmented } = results;
  const list = /** @type {const} */ (['peers', 'threads', 'batches', 'widths']).flatMap((section) =>
    (results[section] ?? []).map((row) => ({
      label: `${section}: ${describe(row)}`,
      spread: row.spread,
    })),
  );
  for (const { label, spread } of (augmented ?? []).flatMap((row) => [row.plain, row.augmented])) {
    list.push({ label: `augmentation: ${label}`, spread });
  }
  for (const { variant, piece, spread } of products?.rows ?? []) {
    list.push({ label: `kernels: ${describePiece(piece)}, ${variant}`, spread });
  }
  if (more) {
    for (const name of /** @type {const} */ (['once', 'twice', 'early', 'late', 'measuring'])) {
      list.push({ label: `samples: ${name}`, spread: more[name].spread });
    }
  }
  if (page) list.push({ label: 'start: opening the page', spread: page.spread });
  return list;
}
