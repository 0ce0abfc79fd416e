/** The page itself: layout, accessibility, keyboard, links, and its content security policy. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import {
  button,
  DESKTOP,
  drawStroke,
  metric,
  ONE,
  PHONE,
  setUp,
  waitForState,
  withPage,
} from './browser.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const shared = setUp({ base: '/inkling/' });

/** @param {import('playwright-core').Page} page */
const scrollSize = (page) =>
  page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
  }));

/** @param {import('playwright-core').Page} page */
async function trainToEnd(page) {
  await button(page, 'Train').click();
  await waitForState(page, 'done');
}

test('nothing scrolls at 1440 x 900, before and after training', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    assert.deepEqual(await scrollSize(page), DESKTOP);
    await trainToEnd(page);
    assert.deepEqual(await scrollSize(page), DESKTOP);
  }));

test('there is one worker; where it can load ahead it starts before the page is read', () =>
  withPage(shared.browser, 'about:blank', async (page) => {
    await page.addInitScript(() => {
      const Usual = Worker;
      globalThis.Worker = class extends Usual {
        /** @param {ConstructorParameters<typeof Worker>} options */
        constructor(...options) {
          super(...options);
          made.push({ name: options[1]?.name, isEarly: document.body === null });
        }
      };
      /** @type {unknown[]} */
      const made = [];
      Object.assign(globalThis, { made });
    });
    const made = async (/** @type {string} */ query) => {
      await page.goto(`${shared.url}?layers=16${query}`);
      await waitForState(page, 'ready');
      return page.evaluate(() => /** @type {any} */ (globalThis).made);
    };
    assert.deepEqual(await made(''), [{ name: 'ahead', isEarly: true }]);
    assert.deepEqual(await made('&data=full'), [{ name: '', isEarly: false }]);
  }));

test('a phone sees one column and Train at once, and nothing overlaps', () =>
  withPage(
    shared.browser,
    `${shared.url}?epochs=1&layers=conv2x5,pool4,64`,
    async (page) => {
      await waitForState(page, 'ready');
      assert.equal((await scrollSize(page)).width, PHONE.width);
      const train = await button(page, 'Train').boundingBox();
      assert.ok(train && train.y > 0 && train.y + train.height <= PHONE.height, 'in view');
      assert.ok(train.height >= 40, 'large enough for a thumb');
      await trainToEnd(page);
      assert.equal((await scrollSize(page)).width, PHONE.width);
      await page.setViewportSize({ width: 320, height: PHONE.height });
      assert.equal((await scrollSize(page)).width, 320);
      await page.setViewportSize(PHONE);
      const tops = await page.evaluate(() =>
        ['headline', 'accuracy', 'sight', 'loss', 'gallery', 'settings'].map((name) => {
          const box = /** @type {Element} */ (
            document.querySelector(`[data-panel="${name}"]`)
          ).getBoundingClientRect();
          return [box.top, box.bottom];
        }),
      );
      for (let i = 1; i < tops.length; i++) {
        const above = tops[i - 1]?.[1] ?? NaN;
        assert.ok((tops[i]?.[0] ?? NaN) >= above - 1, `panel ${i} begins below panel ${i - 1}`);
      }
    },
    { viewport: PHONE, context: { hasTouch: true, isMobile: true } },
  ));

test('on a phone the pad and all bars are seen together, and the settings unfold into view', () =>
  withPage(
    shared.browser,
    `${shared.url}?epochs=1&layers=16`,
    async (page) => {
      await waitForState(page, 'ready');
      await trainToEnd(page);
      await button(page, 'Draw a digit').click();
      await drawStroke(page, ONE);
      await page.waitForSelector('[data-digit="1"] button:not(:disabled)');
      const boxOf = async (/** @type {string} */ selector) =>
        (await page.locator(selector).boundingBox()) ?? assert.fail(selector);
      const bar = await boxOf('.controls');
      const pad = await boxOf('.pad');
      const bars = await boxOf('.bars');
      assert.ok(pad.y >= 0 && pad.width >= 280, 'the pad is in view, and large enough');
      assert.ok(bars.y + bars.height <= bar.y, 'no bar is under the bar at the bottom');

      await page.getByText('What to train').click();
      await page.waitForFunction(
        (least) =>
          (document.querySelector('#preset')?.getBoundingClientRect().bottom ?? NaN) < least,
        bar.y,
      );
      assert.ok((await boxOf('.fold-summary')).y >= 0);
    },
    { viewport: PHONE, context: { hasTouch: true, isMobile: true } },
  ));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing serious (${colorScheme})`, () =>
    withPage(
      shared.browser,
      `${shared.url}?epochs=1&layers=16`,
      async (page) => {
        const check = async () => {
          const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
          const serious = violations.filter((/** @type {any} */ { impact }) =>
            ['serious', 'critical'].includes(impact),
          );
          assert.deepEqual(
            serious.map(
              (/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html)}`,
            ),
            [],
          );
        };
        await waitForState(page, 'ready');
        await check();
        await page.getByText('More settings', { exact: true }).click();
        await check();
        await drawStroke(page, ONE);
        await page.waitForSelector('[data-digit="1"] button:not(:disabled)');
        await page.keyboard.press('1');
        await page.getByRole('button', { name: 'My digits 1' }).click();
        await check();
        await button(page, 'Close').click();
        await page.getByText('How the drawing becomes').click();
        await trainToEnd(page);
        await check();
      },
      {
        context: { colorScheme },
        before: async (page) => void (await page.addInitScript({ path: AXE })),
      },
    ));
}

test('the policy allows no inline code and no eval, and nothing comes from elsewhere', async () => {
  /** @type {string[]} */
  const requests = [];
  await withPage(
    shared.browser,
    `${shared.url}?epochs=1&layers=16`,
    async (page) => {
      await waitForState(page, 'ready');
      const policy = await page
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute('content');
      assert.match(policy ?? '', /default-src 'none'/);
      assert.doesNotMatch(policy ?? '', /unsafe-inline|'unsafe-eval'|https?:|\*/);
      await trainToEnd(page);
    },
    { before: async (page) => void page.on('request', (request) => requests.push(request.url())) },
  );
  assert.ok(requests.length > 5);
  const { origin } = new URL(shared.url);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith(origin) && !url.startsWith('data:')),
    [],
  );
});

test('the keyboard does everything: Space, S, Shift+R, ?, and reads the chart', () =>
  withPage(shared.browser, `${shared.url}?epochs=2&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await page.keyboard.press('s');
    await page.waitForSelector('[data-metric="step"][data-value="1"]');
    await page.keyboard.press('r');
    await page.keyboard.press('s');
    await page.waitForSelector('[data-metric="step"][data-value="2"]');
    await page.keyboard.press('Shift+R');
    await page.waitForSelector('[data-metric="step"][data-value="0"]');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await page.locator('#learning').focus();
    await page.keyboard.press('Space');
    await waitForState(page, 'done');
    const figure = page.getByRole('figure', { name: 'Accuracy' });
    await figure.focus();
    await page.keyboard.press('End');
    const reading = figure.locator('[data-part="reading"]');
    const validation = await metric(page, 'validation-accuracy');
    const text = (await reading.textContent()) ?? '';
    assert.match(text, /epoch 2/);
    const percent = Number(/validation ([\d.]+)/.exec(text)?.[1]);
    assert.ok(Math.abs(percent - 100 * validation) < 0.06, `${text} against ${validation}`);
    await page.keyboard.press('ArrowLeft');
    assert.match((await reading.textContent()) ?? '', /epoch 1/);
  }));

for (const [width, height] of [
  [1280, 720],
  [1366, 768],
]) {
  test(`nothing is cut at ${width} x ${height}`, () =>
    withPage(
      shared.browser,
      shared.url,
      async (page) => {
        await waitForState(page, 'ready');
        assert.deepEqual(await scrollSize(page), { width, height });
      },
      { viewport: { width: width ?? 0, height: height ?? 0 } },
    ));
}

test('the gallery shows wrong readings, and a click puts an image into the small view', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await trainToEnd(page);
    const items = page.locator('[data-part="list"] button');
    assert.equal(await items.count(), 20);
    await items.nth(3).click();
    // A digit, or "?" where it is not sure.
    await page.locator('[data-metric="prediction"]').filter({ hasText: /\d|\?/ }).waitFor();
    await button(page, 'Back to the drawing').click();
    await page.waitForSelector('[data-metric="prediction"][data-value=""]', { state: 'attached' });
  }));

test('the pad: undo takes back a stroke, a finger draws without scrolling the page', () =>
  withPage(
    shared.browser,
    `${shared.url}?layers=16`,
    async (page) => {
      await waitForState(page, 'ready');
      const pad = page.getByLabel('Drawing pad');
      await pad.scrollIntoViewIfNeeded();
      const box = await pad.boundingBox();
      assert.ok(box);
      const before = await page.evaluate(() => scrollY);
      const client = await page.context().newCDPSession(page);
      const x = box.x + box.width / 2;
      for (const [type, share] of /** @type {const} */ ([
        ['touchStart', 0.2],
        ['touchMove', 0.4],
        ['touchMove', 0.7],
        ['touchEnd', null],
      ])) {
        const touchPoints = share === null ? [] : [{ x, y: box.y + share * box.height }];
        await client.send('Input.dispatchTouchEvent', { type, touchPoints });
      }
      await page.waitForFunction(
        () =>
          document.querySelector('[data-metric="prediction"]')?.getAttribute('data-value') !== '',
      );
      assert.equal(await page.evaluate(() => scrollY), before);
      await button(page, 'Undo').click();
      await page.waitForSelector('[data-metric="prediction"][data-value=""]', {
        state: 'attached',
      });
    },
    { viewport: PHONE, context: { hasTouch: true, isMobile: true } },
  ));

test('without JavaScript there is a sentence instead of a blank page', () =>
  withPage(
    shared.browser,
    shared.url,
    async (page) => {
      assert.match((await page.locator('body').innerText()) ?? '', /needs JavaScript/);
    },
    { context: { javaScriptEnabled: false }, coverage: false },
  ));
