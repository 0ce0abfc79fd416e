/** Training on several threads: the same curve, on hosts with the headers and without. */

import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, before, test } from 'node:test';
import { button, launch, metric, serveDist, waitForState, withPage } from './browser.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const skip = availableParallelism() < 2 && 'this machine has one core';

/** @param {Page} page */
const variant = (page) => page.locator('[data-part="variant"]').textContent();

/** @param {Page} page */
const curve = async (page) => [
  await metric(page, 'train-loss'),
  await metric(page, 'validation-loss'),
];

for (const isolation of [true, false]) {
  const host = isolation ? 'a host that isolates the page' : 'a host without the headers';
  test(`${host}: one thread and two give the same curve`, { skip }, async () => {
    const server = await serveDist({ base: '/some/where/', isolation });
    try {
      /** @type {number[][]} */
      const curves = [];
      for (const threads of [1, 2]) {
        const url = `${server.url}?epochs=2&autostart=1&threads=${threads}`;
        await withPage(browser, url, async (page) => {
          await waitForState(page, 'done');
          const name = threads === 1 ? '1 thread' : '2 threads';
          assert.equal(await variant(page), `relaxed SIMD, ${name}`);
          assert.equal(
            await page.getByLabel('Threads', { exact: true }).inputValue(),
            String(threads),
          );
          curves.push(await curve(page));
        });
      }
      assert.deepEqual(curves[0], curves[1]);
      assert.ok(curves[0]?.every((loss) => loss > 0 && loss < 1));
    } finally {
      await server.close();
    }
  });
}

test('the number changes while it trains, and stays in the link', { skip }, async () => {
  const server = await serveDist({ isolation: true });
  try {
    await withPage(browser, `${server.url}?epochs=1000`, async (page) => {
      await waitForState(page, 'ready');
      await button(page, 'Train').click();
      await waitForState(page, 'training');
      const threads = page.getByLabel('Threads', { exact: true });
      assert.equal(await threads.inputValue(), 'auto');
      for (const [choice, shown] of /** @type {const} */ ([
        ['2', '2 threads'],
        ['1', '1 thread'],
      ])) {
        await threads.selectOption(choice);
        await page.waitForFunction(
          (text) => document.querySelector('[data-part="variant"]')?.textContent?.endsWith(text),
          shown,
        );
        assert.match(page.url(), new RegExp(`threads=${choice}`));
        assert.equal(await page.locator('body').getAttribute('data-state'), 'training');
      }
      await threads.selectOption('auto');
      await page.waitForFunction(() => !location.search.includes('threads'));
    });
  } finally {
    await server.close();
  }
});
