/**
 * Cross-origin isolation, which threads need: from the service worker where the host does not send
 * the headers, and never at the price of a page that somebody uses already.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROTOCOL_VERSION } from '../../web/src/protocol.js';
import {
  DIST,
  serveDist,
  serveOddly,
  setUp,
  untilKept,
  untilPageIsKept,
  waitForState,
  withPage,
} from './browser.js';

/** @typedef {import('playwright-core').Page} Page */

/** A host without the headers. */
const shared = setUp({ base: '/some/where/' });

/** Longer than the page waits for its service worker. */
const LATE_MS = 2500;

/**
 * Opens the page and waits until it is ready.
 * @param {string} url
 * @param {(page: Page, loads: () => number) => Promise<void>} body gets how often the tab has loaded
 *   a page by now
 * @param {Parameters<typeof withPage>[3]} [options]
 */
async function visit(url, body, options = {}) {
  let loads = 0;
  await withPage(
    shared.browser,
    url,
    async (page) => {
      await waitForState(page, 'ready');
      await body(page, () => loads);
    },
    {
      ...options,
      before: async (page) => {
        page.on('framenavigated', () => (loads += 1));
        await options.before?.(page);
      },
    },
  );
}

/** @param {Page} page */
const isIsolated = (page) => page.evaluate(() => crossOriginIsolated);

/** @param {Page} page @param {string} file @returns {Promise<boolean>} whether the cache has it */
const isKept = (page, file) =>
  page.evaluate(async (url) => Boolean(await caches.match(url, { ignoreSearch: true })), file);

/** Until all files are kept, also those that no page here loads. @param {Page} page */
const untilAllIsKept = (page) => untilKept(page, './wasm/inkling-scalar.wasm');

/** A host whose service worker has another script, or is late. @param {(code: string) => string} change */
const serveWorkerOddly = (change, delayMs = 0) =>
  serveOddly((name, response) => {
    if (name !== 'service-worker.js') return false;
    const code = change(readFileSync(join(DIST, name), 'utf8'));
    response.writeHead(200, { 'content-type': 'text/javascript' });
    setTimeout(() => response.end(code), delayMs);
    return true;
  });

test('the first visit is loaded twice before it is ready, and then never again', () =>
  visit(shared.url, async (page, loads) => {
    assert.equal(await isIsolated(page), true);
    assert.equal(loads(), 2);
    await untilAllIsKept(page);
    assert.equal(loads(), 2);

    await page.goto(shared.url);
    await waitForState(page, 'ready');
    assert.equal(await isIsolated(page), true);
    assert.equal(loads(), 3);
  }));

test('who waits for the first visit to be loaded gets the page that stays', () =>
  withPage(shared.browser, shared.url, async (page) => {
    // No waiting but that of page.goto.
    assert.equal(await isIsolated(page), true);
  }));

test('the worker, and one that it starts itself, have shared memory', () =>
  visit(shared.url, async (page) => {
    const [worker] = page.workers();
    assert.ok(worker);
    assert.deepEqual(await worker.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer]), [
      true,
      'function',
    ]);
    const answer = await worker.evaluate(
      (version) =>
        new Promise((resolve, reject) => {
          const nested = new Worker(location.href, { type: 'module' });
          nested.onmessage = ({ data }) => resolve(data.id);
          nested.onerror = () => reject(new Error('It has not started.'));
          nested.postMessage({ id: 7, type: 'init', version });
        }),
      PROTOCOL_VERSION,
    );
    assert.equal(answer, 7);
  }));

test('without a server it is isolated as well, from the end of the first visit on', async () => {
  const server = await serveDist({ base: '/some/where/' });
  await visit(
    server.url,
    async (page) => {
      await untilPageIsKept(page);
      await server.close();
      await page.goto(server.url);
      await waitForState(page, 'ready');
      assert.equal(await isIsolated(page), true);
    },
    { expectedErrors: /Failed to load resource/ },
  );
});

test('a visit that was broken off leaves no page that would come up without its data', async () => {
  const host = await serveOddly((name, response) => {
    if (!name.endsWith('.gz')) return false;
    response.writeHead(404).end();
    return true;
  });
  try {
    await withPage(
      shared.browser,
      host.url,
      async (page) => {
        await waitForState(page, 'error');
        await untilKept(page, './data/manifest.json');
        assert.equal(await isKept(page, './main.js'), true);
        assert.equal(await isKept(page, './'), false);
      },
      { expectedErrors: /404/ },
    );
  } finally {
    await host.close();
  }
});

test('a host that sends the headers: loaded once, and all is kept once the worker is active', async () => {
  const host = await serveDist({ isolation: true });
  try {
    await visit(host.url, async (page, loads) => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
      assert.equal(await isKept(page, './'), true);
      assert.equal(await isIsolated(page), true);
      assert.equal(loads(), 1);
    });
  } finally {
    await host.close();
  }
});

test('service workers are blocked: no isolation, loaded once', () =>
  visit(
    shared.url,
    async (page, loads) => {
      assert.equal(await isIsolated(page), false);
      assert.equal(loads(), 1);
    },
    { context: { serviceWorkers: 'block' } },
  ));

test('one core: loaded once, and kept all the same', () =>
  visit(
    shared.url,
    async (page, loads) => {
      await untilAllIsKept(page);
      assert.equal(await isIsolated(page), false);
      assert.equal(loads(), 1);
    },
    {
      before: async (page) => {
        await page.addInitScript(() =>
          Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 }),
        );
      },
    },
  ));

test('a service worker that does not take the page: it is loaded twice, not for ever', async () => {
  const host = await serveWorkerOddly(() => '');
  try {
    await visit(
      host.url,
      async (page, loads) => {
        assert.equal(await isIsolated(page), false);
        assert.equal(loads(), 2);
      },
      {
        before: async (page) => {
          // As after a reload that passes the service worker by.
          await page.addInitScript(() =>
            Object.defineProperty(navigator.serviceWorker, 'controller', { value: null }),
          );
        },
      },
    );
  } finally {
    await host.close();
  }
});

test('a late service worker: the visit goes on without it, the next one is isolated', async () => {
  const host = await serveWorkerOddly((code) => code, LATE_MS);
  try {
    await visit(host.url, async (page, loads) => {
      await untilAllIsKept(page);
      assert.equal(await isIsolated(page), false);
      assert.equal(loads(), 1);

      await page.reload();
      await waitForState(page, 'ready');
      assert.equal(await isIsolated(page), true);
      assert.equal(loads(), 2);
    });
  } finally {
    await host.close();
  }
});
