/** The page without a network, after one visit; and after a new build. */

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, launch, serveDist, untilPageIsKept, waitForState, withPage } from './browser.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Failed requests are what these tests are about. */
const expectedErrors = /Failed to load resource/;

test('after one visit the page loads, trains and reads without any server', async () => {
  const server = await serveDist({ base: '/some/where/' });
  await withPage(
    browser,
    server.url,
    async (page) => {
      await waitForState(page, 'ready');
      await untilPageIsKept(page);
      await server.close();
      await page.goto(`${server.url}?epochs=1&layers=16&autostart=1`);
      await waitForState(page, 'done');
      const variant = await page.locator('[data-part="variant"]').textContent();
      const hasCores = availableParallelism() > 1;
      assert.match(variant ?? '', hasCores ? /^relaxed SIMD, \d threads?$/ : /^relaxed SIMD$/);
    },
    { expectedErrors },
  );
});

test('a new build is used at the next visit, whole', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'inkling-builds-'));
  await cp(DIST, dir, { recursive: true });
  const server = await serveDist({ dir });
  try {
    await withPage(
      browser,
      server.url,
      async (page) => {
        await waitForState(page, 'ready');
        await untilPageIsKept(page);

        // What another build looks like: another version in every address.
        const html = await readFile(join(dir, 'index.html'), 'utf8');
        const [, version = ''] = /main\.js\?v=(\w+)/.exec(html) ?? [];
        assert.match(version, /^[0-9a-f]{10}$/);
        for (const file of ['index.html', 'service-worker.js']) {
          const text = await readFile(join(dir, file), 'utf8');
          await writeFile(join(dir, file), text.replaceAll(version, 'newversion'));
        }

        /** @type {string[]} */
        const urls = [];
        page.on('request', (request) => urls.push(request.url()));
        await page.reload();
        await waitForState(page, 'ready');
        const code = urls.filter(
          (url) => /\.(js|mjs|wasm|css)\b/.test(url) && !/service-worker/.test(url),
        );
        assert.ok(code.length >= 3, String(urls));
        assert.deepEqual(
          code.filter((url) => !url.endsWith('?v=newversion')),
          [],
        );
      },
      { expectedErrors },
    );
  } finally {
    await server.close();
    await rm(dir, { recursive: true, force: true });
  }
});
