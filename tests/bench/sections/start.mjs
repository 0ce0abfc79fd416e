/**
 * From opening the built page, in a window that is there, to the first batch that it has trained. Nothing
 * is in its cache.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from '../../../web/tools/build.mjs';
import { serve } from '../../../web/tools/serve.mjs';
import { median, spread } from '../statistics.mjs';

const TIMEOUT_MS = 60_000;
const WINDOW_MS = 1500;

/**
 * @typedef {object} StartResult
 * @property {'full' | 'embedded'} data
 * @property {number[]} rounds seconds
 * @property {number} seconds the median
 * @property {number} spread
 */

/**
 * @param {import('./training.mjs').Context} context
 * @returns {Promise<StartResult>}
 */
export async function start({ lab, quick, kernels, progress }) {
  const rounds = quick ? 5 : 9;
  const manifest = JSON.parse(await readFile(join(DIST, 'data/manifest.json'), 'utf8'));
  const data = manifest.full ? 'full' : 'embedded';
  const server = await serve({ dir: DIST, isolation: true });
  const times = [];
  try {
    // The first visit finds the browser itself cold, and is left out.
    for (let round = 0; round <= rounds; round++) {
      progress(round / rounds, `visit ${round} of ${rounds}`);
      await kernels.check();
      const seconds = await visit(lab.browser, `${server.url}?data=${data}&autostart=1`);
      if (round > 0) times.push(seconds);
    }
  } finally {
    await server.close();
  }
  return { data, rounds: times, seconds: median(times), spread: spread(times) };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<number>} seconds since the page was asked for, looked at every frame
 */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    // The browser draws a new window for it, which takes one core half a second.
    await page.waitForTimeout(WINDOW_MS);
    await page.goto(url, { waitUntil: 'commit' });
    const stepped = await page.waitForFunction(
      () => {
        const step = document.querySelector('[data-metric="step"]')?.getAttribute('data-value');
        return Number(step) > 0 && performance.now();
      },
      null,
      { timeout: TIMEOUT_MS, polling: 'raf' },
    );
    return Number(await stepped.jsonValue()) / 1000;
  } finally {
    await context.close();
  }
}
