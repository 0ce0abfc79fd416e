/** "How fast is this?": measures every variant, and leaves the network that trains alone. */

import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, before, test } from 'node:test';
import {
  button,
  launch,
  metric,
  serveDist,
  serveOddly,
  waitForState,
  withPage,
} from './browser.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Four variants, each with a worker to start and 1.5 s to train; more on a machine that is busy. */
const MEASURED_MS = 90_000;

const LINK = '?epochs=24&layers=64&seed=3';

/** @param {Page} page */
const sheet = (page) => page.getByRole('dialog', { name: 'How fast is this?' });

/** @param {Page} page */
const rows = (page) =>
  sheet(page)
    .locator('[data-part="here"] .speed-row')
    .evaluateAll((elements) =>
      elements.map((element) => ({
        name: element.querySelector('.speed-name')?.textContent ?? '',
        speed: Number(element.querySelector('.speed-figure')?.textContent?.replace(/\D/g, '')),
        note: element.querySelector('.speed-note')?.textContent ?? '',
      })),
    );

/** @param {Page} page */
async function open(page) {
  await button(page, 'How fast is this?').click();
  await sheet(page).waitFor();
}

/** @param {Page} page */
const untilMeasured = (page) =>
  button(page, 'Measure again').and(page.locator(':enabled')).waitFor({ timeout: MEASURED_MS });

/** @param {Page} page */
async function curve(page) {
  await waitForState(page, 'done');
  return [await metric(page, 'train-loss'), await metric(page, 'validation-loss')];
}

test('all variants are measured; the training goes on afterwards as if nothing had been', async () => {
  const server = await serveDist({ isolation: true });
  try {
    /** @type {number[]} */
    let undisturbed = [];
    await withPage(browser, `${server.url}${LINK}&autostart=1`, async (page) => {
      undisturbed = await curve(page);
    });
    await withPage(browser, `${server.url}${LINK}`, async (page) => {
      await waitForState(page, 'ready');
      await button(page, 'Train').click();
      await waitForState(page, 'training');
      await open(page);
      await untilMeasured(page);
      assert.equal(await page.locator('body').getAttribute('data-state'), 'paused');
      const measured = await rows(page);
      assert.deepEqual(
        measured.map(({ name }) => name),
        ['relaxed SIMD, threads', 'relaxed SIMD', 'SIMD', 'no SIMD'],
      );
      for (const { name, speed, note } of measured) {
        const isMissing = name === 'relaxed SIMD, threads' && availableParallelism() < 2;
        if (isMissing) assert.match(note, /only one core/);
        else assert.ok(speed > 1000, `${name}: ${speed} images/s`);
      }
      const [, relaxed, , scalar] = measured;
      assert.ok((relaxed?.speed ?? 0) > (scalar?.speed ?? Infinity), 'SIMD is worth its while');
      await sheet(page)
        .getByText(/^SIMD makes it \d+(\.\d)? times as fast/)
        .waitFor();

      await page.keyboard.press('Escape');
      await sheet(page).waitFor({ state: 'hidden' });
      assert.deepEqual(await curve(page), undisturbed);
    });
  } finally {
    await server.close();
  }
});

test('closed midway, it stops measuring, and the training goes on', async () => {
  const server = await serveDist({ isolation: true });
  try {
    await withPage(browser, `${server.url}?epochs=1000`, async (page) => {
      await waitForState(page, 'ready');
      const before = page.workers().length;
      await button(page, 'Train').click();
      await waitForState(page, 'training');
      await open(page);
      await page.waitForFunction(() => document.querySelector('.speed-figure')?.textContent !== '');
      assert.ok(page.workers().length > before, 'another worker trains');
      // Keys of the page do not reach it.
      await page.keyboard.press('s');
      await page.keyboard.press('Escape');
      await waitForState(page, 'training');
      // A browser gives a thread that sleeps in WebAssembly two seconds before it ends it.
      while (page.workers().length > before) {
        await page.waitForTimeout(100);
      }

      const step = await metric(page, 'step');
      await page.waitForFunction(
        (then) =>
          Number(document.querySelector('[data-metric="step"]')?.getAttribute('data-value')) > then,
        step,
      );
      await button(page, 'Pause').click();
      await waitForState(page, 'paused');
      await open(page);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
      assert.equal(await page.locator('body').getAttribute('data-state'), 'paused', 'as it was');
    });
  } finally {
    await server.close();
  }
});

test('figures of other libraries stand beside, marked as measured elsewhere', async () => {
  const figures = {
    ...{ date: '2026-01-02', machine: 'A machine', browser: 'A browser 1' },
    rows: [{ name: 'a', label: 'Library A', samplesPerSecond: 1234, batch: 32, threads: 2 }],
  };
  const host = await serveOddly((name, response) => {
    if (name !== 'bench.json') return false;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(figures));
    return true;
  });
  try {
    await withPage(
      browser,
      `${host.url}?layers=32`,
      async (page) => {
        await waitForState(page, 'ready');
        await open(page);
        const elsewhere = sheet(page).getByRole('region', { name: 'Measured elsewhere' });
        await elsewhere.waitFor();
        const text = await elsewhere.innerText();
        for (const piece of [/A machine; A browser 1; 2026-01-02/, /article’s network/]) {
          assert.match(text, piece);
        }
        assert.match(text, /Library A\s+batch 32, 2 threads\s+1,230 images\/s/);
        await button(page, 'Close').click();
        await sheet(page).waitFor({ state: 'hidden' });
      },
      // Its bench.json is not the one of the build, which the service worker keeps.
      { context: { serviceWorkers: 'block' } },
    );
  } finally {
    await host.close();
  }
});
