/** Digits in forms that no network is trained with, drawn on the real pad and read. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadModule } from '../wasm/module.js';
import { launch, serveDist, waitForState, withPage } from './browser.js';
import { replay, reportFailures, watchReadings } from './replay.js';

/** @typedef {import('../../web/src/protocol.js').Stroke} Stroke */

/** The preset has 20. */
const EPOCHS = 8;
const DRAWINGS = 200;
const LEAST_RIGHT = 0.97;
const SEED = 7;

/** @returns {Promise<{label: number, strokes: Stroke[]}[]>} as many of each digit */
async function writeHeldOut() {
  const module = await loadModule();
  const writer = new module.DigitWriter(SEED, true);
  try {
    return Array.from({ length: DRAWINGS }, (_, i) => {
      const label = i % 10;
      return { label, strokes: /** @type {Stroke[]} */ (writer.write(label).strokes) };
    });
  } finally {
    writer.delete();
  }
}

test(`of ${DRAWINGS} digits in forms that it has not met, "For drawing" reads ${100 * LEAST_RIGHT} %`, async (t) => {
  const drawings = await writeHeldOut();
  const browser = await launch();
  t.after(() => browser.close());
  const server = await serveDist({ isolation: true });
  t.after(server.close);
  await withPage(
    browser,
    `${server.url}?preset=drawing&data=embedded&epochs=${EPOCHS}&autostart=1`,
    async (page) => {
      await waitForState(page, 'training');
      await page.waitForSelector('body[data-state="done"]', { timeout: 0 });
      const failures = [];
      let unsure = 0;
      for (const { label, strokes } of drawings) {
        const replayed = await replay(page, strokes);
        if (!replayed.isSure) unsure++;
        if (replayed.prediction !== label) failures.push({ label, strokes, replayed });
      }
      const right = 1 - failures.length / DRAWINGS;
      t.diagnostic(`${(100 * right).toFixed(1)} % right, ${unsure} not sure`);
      if (failures.length > 0) {
        t.diagnostic(`those read wrong: ${await reportFailures('read-wrong.html', failures)}`);
      }
      assert.ok(right >= LEAST_RIGHT, `${failures.length} of ${DRAWINGS} are read wrong`);
    },
    { before: watchReadings },
  );
});
