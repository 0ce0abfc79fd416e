/** What README and page show of a run: a chart, and the few figures behind it. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../cpp/toolchain/paths.mjs';
import { BATCH } from './contestants.mjs';
import { barChart } from './chart.mjs';

const FOLDER = join(ROOT, 'assets');

/** @typedef {import('./report.mjs').Run} Run */

/**
 * @param {Run} run
 * @returns {string} the chart: who took part at the article's batch size
 */
export function chartOf({ date, machine, noise, results: { peers = [] } }) {
  const bars = peers
    .filter(({ batch }) => batch === BATCH)
    .map((row) => ({ ...row, isOurs: row.name.startsWith('inkling') }));
  const { processor, cores, browser } = machine;
  const notes = [
    `${processor}, ${cores} cores; ${browser}; ${date.slice(0, 10)}. Medians.`,
    'NumPy runs natively, all else in the browser.',
  ];
  if (!noise.quiet) notes.push('The machine was busy with other work: not to be trusted.');
  const title = `Training samples per second, MNIST, 784-100-200-10, batch ${BATCH}`;
  return barChart(bars, { title, notes });
}

/** @param {Run} run */
export function slimJson({ date, machine, noise, results: { peers = [] } }) {
  const { processor, cores, system, browser } = machine;
  return {
    ...{ date: date.slice(0, 10), browser, quiet: noise.quiet },
    machine: `${processor}, ${cores} cores, ${system}`,
    rows: peers.map(({ name, label, samplesPerSecond, batch, threads }) => ({
      ...{ name, label, samplesPerSecond: Math.round(samplesPerSecond), batch, threads },
    })),
  };
}

/** @param {Run} run @returns {Promise<string[]>} the files */
export async function publish(run) {
  const files = [join(FOLDER, 'bench.svg'), join(FOLDER, 'bench.json')];
  await writeFile(files[0] ?? '', chartOf(run));
  await writeFile(files[1] ?? '', `${JSON.stringify(slimJson(run), null, 2)}\n`);
  return files;
}
