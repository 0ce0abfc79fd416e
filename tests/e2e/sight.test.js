/** What the network sees, made visible: the stages of a drawing, and what the training is given. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  button,
  DESKTOP,
  drawStroke,
  metric,
  ONE,
  setUp,
  waitForState,
  withPage,
} from './browser.js';

const shared = setUp({ base: '/sight/' });

/** A small stroke in the lower left of the pad. @type {[number, number][]} */
const SMALL = ONE.map(([x, y]) => [x * 0.3, 0.65 + y * 0.3]);

/** The strips ask once a second; an answer that was late makes the time to the next one shorter. */
const LEAST_SPACING_MS = 800;

/**
 * The ink's extent and centre in the image that the network gets, in its pixels.
 * @param {import('playwright-core').Page} page
 */
const inkOf = (page) =>
  page.locator('[data-part="image"]').evaluate((canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(
      0,
      0,
      width,
      height,
    );
    const rows = [];
    let mass = 0;
    let moment = 0;
    for (let i = 0; i < width * height; i++) {
      const ink = data[4 * i + 3] ?? 0;
      if (ink > 0) rows.push(Math.floor(i / width));
      mass += ink;
      moment += ink * ((i % width) + 0.5);
    }
    return { height: Math.max(...rows) - Math.min(...rows) + 1, centreX: moment / mass };
  });

/**
 * Waits for a reading whose image has such ink.
 * @param {import('playwright-core').Page} page
 * @param {(ink: {height: number, centreX: number}) => boolean} isRight
 */
async function waitForInk(page, isRight) {
  for (let tries = 0; tries < 100; tries++) {
    if (isRight(await inkOf(page))) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`the ink is ${JSON.stringify(await inkOf(page))}`);
}

/** @param {import('playwright-core').Page} page */
const heightOf = (page) => page.evaluate(() => document.documentElement.scrollHeight);

/**
 * In MNIST the middle of 28 pixels is the middle of the fifteenth; as near as whole pixels allow,
 * and a hundredth for the rounding of the bytes.
 * @param {number} x
 */
const isMiddle = (x) => Math.abs(x - 14.5) <= 0.51;

test('the stages of a drawing: scaled and centred, or not, for as long as one wants', () =>
  withPage(shared.browser, `${shared.url}?layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await page.getByText('How the drawing becomes 28 × 28').click();
    await drawStroke(page, SMALL);
    await waitForInk(page, ({ height, centreX }) => height === 20 && isMiddle(centreX));

    assert.equal(await heightOf(page), DESKTOP.height, 'the bars stay in the window');
    const stages = page.getByRole('list', { name: 'From the pad to the network' });
    assert.equal(await stages.getByRole('button').count(), 4);
    await button(page, 'Scale').focus();
    await page.getByText('It is scaled to fit 20 × 20 pixels').waitFor();
    await button(page, 'Centre').hover();
    await page.getByText('The centre of its ink comes to the middle').waitFor();

    await page.getByLabel('Scaling').uncheck();
    await waitForInk(page, ({ height, centreX }) => height < 12 && isMiddle(centreX));
    await page.getByLabel('Centring').uncheck();
    await page.getByText('Without scaling and centring: an experiment').waitFor();
    await page.getByText('it stays where it was drawn').waitFor();
    // The stroke is in the left third of the pad.
    await waitForInk(page, ({ height, centreX }) => height < 12 && centreX < 28 / 3);

    assert.doesNotMatch(page.url(), /scaling|centring/);
    await page.reload();
    await waitForState(page, 'ready');
    assert.ok(await page.locator('[data-part="scaling"]').isChecked());
    assert.ok(await page.locator('[data-part="centring"]').isChecked());
  }));

test('a validation image has no stages', () =>
  withPage(shared.browser, `${shared.url}?layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await page.getByText('How the drawing becomes 28 × 28').click();
    await page.locator('[data-panel="gallery"] button').first().click();
    await page.getByText('A validation image is 28 × 28 already').waitFor();
    assert.ok(await page.getByLabel('Scaling').isDisabled());
    await button(page, 'Back to the drawing').click();
    await page.getByText('What you drew, and the box around the ink.').waitFor();
    assert.ok(await page.getByLabel('Scaling').isEnabled());
  }));

test('accuracy as drawn is measured, and told in figures and in words; loss is not', () =>
  withPage(shared.browser, `${shared.url}?epochs=2`, async (page) => {
    await waitForState(page, 'ready');
    assert.ok(Number.isNaN(await metric(page, 'drawn-accuracy')));
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    const drawn = await metric(page, 'drawn-accuracy');
    assert.ok(drawn > 0.5 && drawn <= 1, `as drawn ${drawn}`);
    const nameOf = (/** @type {string} */ chart) =>
      page.getByRole('figure', { name: chart }).locator('canvas').getAttribute('aria-label');
    const percent = Number(/as drawn ([\d.]+)/.exec((await nameOf('Accuracy')) ?? '')?.[1]);
    assert.ok(Math.abs(percent - 100 * drawn) < 0.06, `${percent} against ${drawn}`);
    assert.doesNotMatch((await nameOf('Loss')) ?? '', /as drawn/);
  }));

test('Article trains on the images as they are: no strip', () =>
  withPage(shared.browser, `${shared.url}?epochs=1000`, async (page) => {
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await page.waitForFunction(
      () =>
        Number(document.querySelector('[data-metric="epoch"]')?.getAttribute('data-value')) >= 1,
    );
    assert.ok(await page.locator('[data-panel="samples"]').isHidden());
  }));

/**
 * When the strips changed in so many milliseconds of training.
 * @param {import('playwright-core').Page} page
 * @param {number} ms
 */
async function changesWhileTraining(page, ms) {
  await button(page, 'Train').click();
  await waitForState(page, 'training');
  return page.evaluate(async (until) => {
    const look = () =>
      [...document.querySelectorAll('[data-panel="samples"] img')]
        .map((picture) => /** @type {HTMLImageElement} */ (picture).src)
        .join();
    const changes = [];
    let before = look();
    for (const end = performance.now() + until; performance.now() < end;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = look();
      if (now !== before) changes.push(performance.now());
      before = now;
    }
    return changes;
  }, ms);
}

const DISTORTED = 'epochs=1000&layers=32&augment=rotate15&styles=0.3';

test('distorted and written images have a row each, as the settings want them', () =>
  withPage(shared.browser, `${shared.url}?${DISTORTED}`, async (page) => {
    await waitForState(page, 'ready');
    const distorted = page.getByRole('img', { name: 'Training images, distorted' });
    const written = page.getByRole('img', { name: 'Digits written for the training' });
    await distorted.waitFor();
    await written.waitFor();
    assert.equal(await heightOf(page), DESKTOP.height, 'and nothing scrolls');

    // The link sets things under "More settings", which is open then.
    const share = page.getByLabel('Written digits', { exact: true });
    await share.fill('0');
    await share.press('Enter');
    await written.waitFor({ state: 'hidden' });
    assert.ok(await distorted.isVisible());
    await share.fill('0.3');
    await share.press('Enter');
    await written.waitFor();
  }));

test('while it trains, the strips show others about once a second', () =>
  withPage(shared.browser, `${shared.url}?${DISTORTED}`, async (page) => {
    await waitForState(page, 'ready');
    await page.getByRole('img', { name: 'Training images, distorted' }).waitFor();
    const changes = await changesWhileTraining(page, 3500);
    assert.ok(changes.length >= 2 && changes.length <= 4, `${changes.length} changes`);
    const spacings = changes.slice(1).map((ms, i) => ms - (changes[i] ?? 0));
    assert.ok(Math.min(...spacings) >= LEAST_SPACING_MS, `${spacings}`);
  }));

test('the strips stand still where reduced motion is wanted', () =>
  withPage(
    shared.browser,
    `${shared.url}?${DISTORTED}`,
    async (page) => {
      await waitForState(page, 'ready');
      await page.getByRole('img', { name: 'Training images, distorted' }).waitFor();
      assert.deepEqual(await changesWhileTraining(page, 2500), []);
    },
    { context: { reducedMotion: 'reduce' } },
  ));
