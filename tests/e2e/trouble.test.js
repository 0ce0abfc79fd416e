/** What goes wrong, and data of one's own: each ends in a sentence, and nothing is lost. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  button,
  DIST,
  metric,
  serveDist,
  serveOddly,
  setUp,
  waitForState,
  withPage,
} from './browser.js';
import { toIdx } from '../../assets/mnist/embedded.mjs';

const shared = setUp({ base: '/inkling/' });

const QUICK = '?epochs=1&layers=16';
const ANY_ERROR = /./;

/**
 * @param {number} count
 * @param {number} side
 * @param {number} classes
 */
function smallSet(count, side, classes) {
  const pixels = Uint8Array.from({ length: count * side * side }, (_, i) => (i * 7919) % 251);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  return [
    {
      name: 'images',
      mimeType: '',
      buffer: Buffer.from(gzipSync(toIdx([count, side, side], pixels))),
    },
    { name: 'labels', mimeType: '', buffer: Buffer.from(toIdx([count], labels)) },
  ];
}

/**
 * @param {import('playwright-core').Page} page
 * @param {{name: string, mimeType: string, buffer: Buffer}[]} files
 */
const pick = (page, files) => page.locator('[data-part="files"]').setInputFiles(files);

/** @param {import('playwright-core').Page} page */
const dataProblem = (page) => page.locator('[data-panel="data"] [data-part="problem"]:visible');

test('files of one’s own, gzipped or not, in any order, of another size', () =>
  withPage(shared.browser, `${shared.url}${QUICK}`, async (page) => {
    await waitForState(page, 'ready');
    await pick(page, smallSet(200, 12, 4).reverse());
    await page.waitForSelector('[data-metric="training-images"][data-value="170"]');
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    assert.equal(await page.locator('[data-digit]').count(), 4);
  }));

test('a refused file says why, and the data set and the training from before stay', () =>
  withPage(shared.browser, `${shared.url}${QUICK}`, async (page) => {
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    const accuracy = await metric(page, 'validation-accuracy');
    const [images, labels] = smallSet(200, 12, 4);
    assert.ok(images && labels);
    const damaged = Buffer.from(images.buffer);
    damaged.writeUInt32LE(1, damaged.length - 8); // the checksum
    for (const [files, sentence] of /** @type {const} */ ([
      [[{ ...images, buffer: Buffer.from('<!doctype html><p>Not found') }], /images/],
      [[{ ...images, buffer: damaged }, labels], /damaged|gzip/i],
      [[images], /labels/],
      [[{ ...labels, buffer: labels.buffer.subarray(0, 100) }, images], /labels.*208|208.*labels/],
    ])) {
      await pick(page, [...files]);
      await button(page, 'Start a new network').click();
      await dataProblem(page).filter({ hasText: sentence }).waitFor({ timeout: 10_000 });
      assert.equal(await metric(page, 'training-images'), 8500);
      assert.equal(await metric(page, 'validation-accuracy'), accuracy);
      assert.equal(await page.locator('body').getAttribute('data-state'), 'done');
    }
  }));

test('an address that is not there, and one that is a web page', () =>
  withPage(
    shared.browser,
    `${shared.url}${QUICK}`,
    async (page) => {
      await waitForState(page, 'ready');
      await button(page, 'From a URL').click();
      const form = page.locator('[data-part="url-form"]');
      await form.locator('textarea').fill('data/none.gz');
      await button(page, 'Load').click();
      await dataProblem(page)
        .filter({ hasText: /404|not found|not there/i })
        .waitFor();
      await form.locator('textarea').fill('index.html');
      await button(page, 'Load').click();
      await dataProblem(page)
        .filter({ hasText: /web page|HTML/i })
        .waitFor();
      assert.equal(await metric(page, 'training-images'), 8500);
    },
    { expectedErrors: /404/ },
  ));

test('a host that decodes .gz files and calls them text serves the page as well', async () => {
  let decoded = 0;
  const host = await serveOddly((name, response) => {
    if (!name.endsWith('.gz')) return false;
    decoded += 1;
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(gunzipSync(readFileSync(join(DIST, name))));
    return true;
  });
  try {
    await withPage(shared.browser, `${host.url}${QUICK}`, async (page) => {
      await waitForState(page, 'ready');
      assert.equal(await metric(page, 'training-images'), 8500);
    });
    assert.ok(decoded >= 2);
  } finally {
    await host.close();
  }
});

test('data that do not arrive: a sentence and a way to try again', async () => {
  let isBroken = true;
  const host = await serveOddly((name, response) => {
    if (!isBroken || !name.endsWith('.gz')) return false;
    response.writeHead(200, { 'content-length': 1_000_000 });
    response.write(Buffer.alloc(5000, 0x1f));
    setTimeout(() => response.destroy(), 100);
    return true;
  });
  try {
    await withPage(
      shared.browser,
      `${host.url}${QUICK}`,
      async (page) => {
        await waitForState(page, 'error');
        await page
          .locator('.status-text', { hasText: /There are no images to train on/ })
          .waitFor();
        isBroken = false;
        await button(page, 'Try again').click();
        await waitForState(page, 'ready');
        assert.equal(await metric(page, 'training-images'), 8500);
      },
      { expectedErrors: ANY_ERROR },
    );
  } finally {
    await host.close();
  }
});

test('the full set where the build has none: a sentence, and the embedded images', (t) =>
  withPage(shared.browser, `${shared.url}${QUICK}&data=full`, async (page) => {
    await waitForState(page, 'ready');
    if ((await metric(page, 'training-images')) === 50_000) {
      t.diagnostic('this build has the full set');
      return;
    }
    await dataProblem(page)
      .filter({ hasText: /npm run mnist/ })
      .waitFor();
    assert.equal(await metric(page, 'training-images'), 8500);
  }));

test('the worker dies: the chart and the settings stay, and one button starts again', () =>
  withPage(
    shared.browser,
    `${shared.url}?epochs=300&layers=16&seed=4`,
    async (page) => {
      await waitForState(page, 'ready');
      await button(page, 'Train').click();
      await page.waitForFunction(
        () =>
          Number(document.querySelector('[data-metric="epoch"]')?.getAttribute('data-value')) >= 2,
      );
      const [worker] = page.workers();
      assert.ok(worker);
      worker.evaluate(() => self.close()).catch(() => {});
      await waitForState(page, 'error');
      await page
        .locator('.status-text', { hasText: /The chart and the settings are kept/ })
        .waitFor();
      assert.ok((await metric(page, 'validation-accuracy')) > 0.5);
      assert.equal(await page.getByLabel('Seed', { exact: true }).inputValue(), '4');
      await button(page, 'Start again').click();
      await waitForState(page, 'training');
      await page.waitForFunction(
        () =>
          Number(document.querySelector('[data-metric="epoch"]')?.getAttribute('data-value')) >= 1,
      );
    },
    { expectedErrors: ANY_ERROR },
  ));

test('a browser without WebAssembly SIMD gets a sentence that says which have it', async () => {
  const host = await serveOddly((name, response) => {
    if (name !== 'worker.js') return false;
    response.writeHead(200, { 'content-type': 'text/javascript' });
    response.end(`WebAssembly.validate = () => false;\n${readFileSync(join(DIST, name), 'utf8')}`);
    return true;
  });
  try {
    await withPage(shared.browser, host.url, async (page) => {
      await waitForState(page, 'error');
      await page.locator('.status-text', { hasText: /SIMD.*Chrome/ }).waitFor();
    });
  } finally {
    await host.close();
  }
});

test('on a host with isolation headers it works as well', async () => {
  const isolated = await serveDist({ isolation: true });
  try {
    await withPage(shared.browser, `${isolated.url}${QUICK}`, async (page) => {
      await waitForState(page, 'ready');
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);
      await button(page, 'Train').click();
      await waitForState(page, 'done');
      assert.ok((await metric(page, 'validation-accuracy')) > 0.8);
    });
  } finally {
    await isolated.close();
  }
});
