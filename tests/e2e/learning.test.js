/** Training, pausing, reading: what a visitor does, on a host without special headers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, drawStroke, metric, ONE, setUp, waitForState, withPage, ZERO } from './browser.js';

const shared = setUp({ base: '/some/where/' });

test('trains to the end: states, figures, progress, and the drawing is read', async () => {
  await withPage(shared.browser, `${shared.url}?epochs=4`, async (page) => {
    await waitForState(page, 'ready');
    assert.equal(await metric(page, 'training-images'), 8500);
    assert.ok(Number.isNaN(await metric(page, 'validation-accuracy')), 'nothing is measured yet');

    await button(page, 'Train').click();
    await waitForState(page, 'training');
    await page.waitForFunction(() => /\d+\/4 · /.test(document.title));
    await waitForState(page, 'done');

    assert.equal(await metric(page, 'epoch'), 4);
    assert.equal(await metric(page, 'step'), 4 * Math.ceil(8500 / 32));
    const validation = await metric(page, 'validation-accuracy');
    assert.ok(validation > 0.91 && validation < 0.96, `validation ${validation}`);
    assert.ok((await metric(page, 'train-accuracy')) > 0.94);
    assert.ok((await metric(page, 'train-loss')) < 0.25);
    assert.ok((await metric(page, 'validation-loss')) < 0.35);
    assert.ok(
      Number.isNaN(await metric(page, 'test-accuracy')),
      'the embedded set has no test images',
    );
    assert.ok((await metric(page, 'samples-per-second')) > 1000);
    const bar = page.getByRole('progressbar', { name: 'Training progress' });
    assert.equal(
      Number(await bar.getAttribute('aria-valuenow')),
      Number(await bar.getAttribute('aria-valuemax')),
    );

    await drawStroke(page, ONE);
    await page.waitForSelector('[data-metric="prediction"][data-value="1"]');
    const bars = await page
      .locator('[data-digit]')
      .evaluateAll((elements) =>
        elements.map((element) => [
          Number(element.getAttribute('data-digit')),
          Number(element.getAttribute('data-value')),
        ]),
      );
    assert.deepEqual(
      bars.map(([digit]) => digit),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    assert.ok(Math.abs(bars.reduce((sum, [, value]) => sum + (value ?? NaN), 0) - 1) < 1e-4);
    await button(page, 'Clear drawing').click();
    await page.waitForSelector('[data-metric="prediction"][data-value=""]', { state: 'attached' });
    await drawStroke(page, ZERO);
    await page.waitForSelector('[data-metric="prediction"][data-value="0"]');
  });
});

test('the same link gives the same figures', async () => {
  /** @type {number[][]} */
  const figures = [];
  for (const run of [1, 2]) {
    await withPage(
      shared.browser,
      `${shared.url}?epochs=1&layers=32&seed=7&autostart=1`,
      async (page) => {
        await waitForState(page, 'done');
        figures.push([
          run,
          await metric(page, 'validation-loss'),
          await metric(page, 'train-loss'),
        ]);
      },
    );
  }
  assert.deepEqual(figures[0]?.slice(1), figures[1]?.slice(1));
  assert.ok(figures[0]?.slice(1).every((value) => value > 0 && value < 2));
});

test('pause, step and resume; a drawing is read while the network learns', async () => {
  await withPage(shared.browser, `${shared.url}?epochs=1000`, async (page) => {
    await waitForState(page, 'ready');
    await drawStroke(page, ZERO);
    await page.waitForFunction(
      () => document.querySelector('[data-metric="prediction"]')?.getAttribute('data-value') !== '',
    );
    await button(page, 'Train').click();
    await waitForState(page, 'training');
    // The reading follows the training: at least five readings a second.
    const changes = await page.evaluate(async () => {
      const bar = document.querySelector('[data-digit="0"]');
      let count = 0;
      const observer = new MutationObserver((records) => (count += records.length > 0 ? 1 : 0));
      observer.observe(/** @type {Element} */ (bar), {
        attributes: true,
        attributeFilter: ['data-value'],
      });
      await new Promise((resolve) => setTimeout(resolve, 2000));
      observer.disconnect();
      return count;
    });
    assert.ok(changes >= 10, `${changes} readings in two seconds`);

    await button(page, 'Pause').click();
    await waitForState(page, 'paused');
    const step = await metric(page, 'step');
    await page.waitForTimeout(300);
    assert.equal(await metric(page, 'step'), step, 'a paused run stands still');
    await button(page, 'Step').click();
    await page.waitForFunction(
      (before) =>
        document.querySelector('[data-metric="step"]')?.getAttribute('data-value') ===
        String(before + 1),
      step,
    );
    await button(page, 'Resume').click();
    await waitForState(page, 'training');
    await page.waitForFunction(
      (before) =>
        Number(document.querySelector('[data-metric="step"]')?.getAttribute('data-value')) >
        before + 5,
      step,
    );
    await button(page, 'Reset').click();
    await waitForState(page, 'ready');
    assert.equal(await metric(page, 'step'), 0);
    assert.equal(await metric(page, 'epoch'), 0);
  });
});
