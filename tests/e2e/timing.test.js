/**
 * How long things take on the page. Nothing else runs beside this file, as other files do beside each
 * other: see the steps.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  button,
  drawStroke,
  metric,
  serveDist,
  setUp,
  traceMainThread,
  waitForState,
  withPage,
  ZERO,
} from './browser.js';

/** One second on a machine that is idle; the tests may share theirs. */
const FIRST_BATCH_MS = 3000;

const shared = setUp({ base: '/some/where/' });

test('no main-thread task over 50 ms while it trains, and the worker answers within 50 ms', async (t) => {
  await withPage(shared.browser, `${shared.url}?epochs=1000`, async (page) => {
    await waitForState(page, 'ready');
    const stop = await traceMainThread(shared.browser, page);
    await button(page, 'Train').click();
    await waitForState(page, 'training');
    await drawStroke(page, ZERO);
    await page.waitForTimeout(3000);
    const pauses = [];
    for (let i = 0; i < 7; i++) {
      pauses.push(
        await page.evaluate(async () => {
          const pauseButton = [...document.querySelectorAll('button')].find(
            (b) => b.textContent?.trim() === 'Pause',
          );
          const startedAt = performance.now();
          pauseButton?.click();
          while (document.body.dataset.state === 'training') {
            await new Promise((resolve) => setTimeout(resolve, 0));
          }
          if (document.body.dataset.state !== 'paused') throw new Error('not paused');
          return performance.now() - startedAt;
        }),
      );
      await button(page, 'Resume').click();
      await waitForState(page, 'training');
      await page.waitForTimeout(200);
    }
    const tasks = await stop();
    pauses.sort((a, b) => a - b);
    t.diagnostic(
      `pause answered in ${pauses.map((ms) => ms.toFixed(0)).join(' ')} ms; ` +
        `${tasks.length} main-thread tasks, the longest of ` +
        `${tasks
          .slice(0, 3)
          .map((ms) => ms.toFixed(0))
          .join(', ')} ms of processor time`,
    );
    assert.ok((pauses[3] ?? Infinity) <= 50, `median ${pauses[3]} ms`);
    assert.ok(tasks.length > 100, 'the trace has the tasks of the main thread');
    assert.ok((tasks[0] ?? Infinity) <= 50, `${tasks.slice(0, 5)} ms`);
  });
});

test('trains on the article at a good speed', async (t) => {
  await withPage(shared.browser, `${shared.url}?epochs=12`, async (page) => {
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    const speed = await metric(page, 'samples-per-second');
    t.diagnostic(`${Math.round(speed)} samples/s`);
    // Measured on an idle machine: over 35,000. The floor here only catches a scalar build.
    assert.ok(speed > 15_000, `${speed} samples/s`);
  });
});

test('the first batch is trained soon after the page opens', async (t) => {
  const server = await serveDist({ isolation: true });
  try {
    await withPage(
      shared.browser,
      `${server.url}?autostart=1`,
      async (page) => {
        const firstBatchMs = await page.evaluate(async () => {
          const step = document.querySelector('[data-metric="step"]');
          while (!(Number(step?.getAttribute('data-value')) > 0)) {
            await new Promise(requestAnimationFrame);
          }
          return performance.now();
        });
        t.diagnostic(`${Math.round(firstBatchMs)} ms from the navigation to the first batch`);
        assert.ok(firstBatchMs < FIRST_BATCH_MS, `${firstBatchMs} ms`);
      },
      { coverage: false },
    );
  } finally {
    await server.close();
  }
});
