/** My digits: said what they are, learnt, undone, kept, deleted, saved and loaded. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseRecordings } from '../../web/src/recordings.js';
import { button, drawStroke, metric, ONE, setUp, waitForState, withPage, ZERO } from './browser.js';

/** @typedef {import('playwright-core').Page} Page */

const shared = setUp({ base: '/inkling/' });

/** As it is written in many countries. @type {[number, number][]} */
const LOOPED_NINE = [
  [0.62, 0.28],
  [0.5, 0.2],
  [0.38, 0.3],
  [0.45, 0.45],
  [0.6, 0.4],
  [0.64, 0.3],
  [0.62, 0.6],
  [0.5, 0.8],
  [0.36, 0.74],
  [0.45, 0.62],
  [0.72, 0.55],
];

const folder = await mkdtemp(join(tmpdir(), 'inkling-digits-'));
after(() => rm(folder, { recursive: true, force: true }));

/** @param {Page} page @returns {Promise<void>} the network has read what is on the pad */
async function waitForReading(page) {
  await page.waitForSelector('[data-digit="0"] button:not(:disabled)');
}

/**
 * @param {Page} page
 * @param {[number, number][]} stroke
 */
async function draw(page, stroke) {
  const clear = button(page, 'Clear drawing');
  if (await clear.isEnabled()) await clear.click();
  await drawStroke(page, stroke);
  await waitForReading(page);
}

/** @param {Page} page @param {number} digit */
const claim = (page, digit) => page.getByRole('button', { name: `It is a ${digit}` });

/** @param {Page} page */
const opener = (page) => page.getByRole('button', { name: /^My digits/ });

/** @param {Page} page @param {number} count */
const waitForCount = (page, count) =>
  page.waitForFunction(
    (text) => document.querySelector('[data-part="digits"]')?.textContent === text,
    count === 0 ? 'My digits' : `My digits ${count}`,
  );

/** @param {Page} page */
const sheet = (page) => page.getByRole('dialog', { name: 'My digits' });

test('one click teaches a digit: before and after are said, and Undo takes it back', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=32`, async (page) => {
    const lesson = page.locator('[data-part="lesson"]');
    const bars = () =>
      page
        .locator('[data-digit]')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-value')));
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    await draw(page, LOOPED_NINE);
    const prediction = () => page.locator('[data-metric="prediction"]').getAttribute('data-value');
    const before = await bars();
    const predictionBefore = await prediction();
    assert.notEqual(predictionBefore, '9', 'MNIST has no such nines');
    const validation = await metric(page, 'validation-accuracy');
    await claim(page, 9).click();
    await page.waitForFunction(() =>
      document.querySelector('[data-part="lesson"]')?.textContent?.startsWith('Your digits'),
    );
    const said = (await lesson.textContent()) ?? '';
    const [, rightBefore, all, rightAfter, now] =
      /^Your digits: (\d+) of (\d+) right before, (\d+) of 1 now\. Validation [\d.]+.% before, ([\d.]+.%) now\.$/.exec(
        said,
      ) ?? assert.fail(said);
    const headline = page.locator('.headline-number');
    assert.equal(await headline.textContent(), now);
    assert.deepEqual([rightBefore, all, rightAfter], ['0', '1', '1']);
    await page.waitForSelector('[data-metric="prediction"][data-value="9"]');
    await waitForCount(page, 1);

    // What was said goes with the drawing, and it can still be undone.
    await button(page, 'Undo').click();
    await page.waitForFunction(
      () => document.querySelector('[data-part="lesson"]')?.textContent === '',
    );
    await draw(page, LOOPED_NINE);
    await button(page, 'Undo learning').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-part="lesson"]')?.textContent?.startsWith('Undone'),
    );
    await page.waitForFunction(
      (old) =>
        document.querySelector('[data-metric="prediction"]')?.getAttribute('data-value') === old,
      predictionBefore,
    );
    assert.equal(await metric(page, 'validation-accuracy'), validation);
    assert.deepEqual(await bars(), before, 'the same network as before, to the last bit');
    await waitForCount(page, 1);
  }));

test('training that runs waits for a lesson and goes on', () =>
  withPage(shared.browser, `${shared.url}?epochs=1000&layers=32`, async (page) => {
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await draw(page, ZERO);
    await page.waitForFunction(
      () => document.querySelector('[data-metric="epoch"]')?.getAttribute('data-value') !== '0',
    );
    await page.keyboard.press('0');
    await page.waitForFunction(() =>
      document.querySelector('[data-part="lesson"]')?.textContent?.startsWith('Your digits'),
    );
    await waitForState(page, 'training');
    const step = await metric(page, 'step');
    await page.waitForFunction(
      (old) =>
        Number(document.querySelector('[data-metric="step"]')?.getAttribute('data-value')) >
        old + 50,
      step,
    );
    await waitForCount(page, 1);
    await page.getByText('No Undo: it has trained on.').waitFor();
    assert.equal(await button(page, 'Undo learning').isVisible(), false);
  }));

test('digits are kept for the next visit, one is deleted by key, all after a question', () =>
  withPage(shared.browser, `${shared.url}?layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await draw(page, ONE);
    await page.keyboard.press('1');
    await waitForCount(page, 1);
    await page.getByText('Kept in My digits').waitFor();
    await draw(page, ZERO);
    await claim(page, 6).click();
    await waitForCount(page, 2);
    // A slip: the same drawing again, and what it really is.
    await claim(page, 0).click();
    await page.waitForFunction(() =>
      document.querySelector('[data-part="lesson"]')?.textContent?.startsWith('Kept'),
    );

    await page.reload();
    await waitForState(page, 'ready');
    await waitForCount(page, 2);
    await opener(page).click();
    const labels = () => sheet(page).locator('.kept').allTextContents();
    await page.waitForFunction(() => document.querySelectorAll('.kept').length === 2);
    assert.deepEqual(await labels(), ['0×', '1×'], 'the newest first');
    await page.getByRole('button', { name: 'Delete this 0' }).focus();
    await page.keyboard.press('Enter');
    await waitForCount(page, 1);
    assert.deepEqual(await labels(), ['1×']);
    const focused = () => page.evaluate(() => document.activeElement?.ariaLabel);
    assert.equal(await focused(), 'Delete this 1');
    await button(page, 'Put it back').click();
    await waitForCount(page, 2);
    await page.waitForFunction(() => document.activeElement?.ariaLabel === 'Delete this 0');
    assert.deepEqual(await labels(), ['0×', '1×'], 'in its place');
    assert.ok(await button(page, 'Put it back').isHidden());
    await page.keyboard.press('Enter');
    await waitForCount(page, 1);

    await button(page, 'Delete all').click();
    await page.keyboard.press('Escape');
    assert.ok(await sheet(page).isVisible(), 'Escape answers the question');
    await waitForCount(page, 1);
    await button(page, 'Delete all').click();
    await sheet(page).getByRole('group').getByRole('button', { name: 'Delete all' }).click();
    await waitForCount(page, 0);
    await page.reload();
    await waitForState(page, 'ready');
    await opener(page).click();
    await page.getByText('None yet').waitFor();
  }));

test('digits are downloaded with their times, loaded again, and not doubled', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=32`, async (page) => {
    const words = page.locator('[data-panel="digits"] [data-part="words"]');
    const load = async (/** @type {string} */ name) => {
      await page
        .locator('[data-panel="digits"] input[type=file]')
        .setInputFiles(join(folder, name));
    };
    await waitForState(page, 'ready');
    await draw(page, ONE);
    await page.keyboard.press('1');
    await waitForCount(page, 1);
    await draw(page, ZERO);
    await page.keyboard.press('0');
    await waitForCount(page, 2);

    await opener(page).click();
    const downloading = page.waitForEvent('download');
    await button(page, 'Download my drawings').click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), 'my-digits.jsonl');
    await download.saveAs(join(folder, 'mine.jsonl'));
    const text = await readFile(join(folder, 'mine.jsonl'), 'utf8');
    const recordings = parseRecordings(text, 'mine.jsonl');
    assert.deepEqual(
      recordings.map(({ writer, label }) => [writer, label]),
      [
        ['me', 1],
        ['me', 0],
      ],
    );
    for (const { strokes, times } of recordings) {
      const ms = times?.flat() ?? [];
      assert.equal(ms.length, strokes.flat().length);
      assert.equal(ms[0], 0);
      assert.ok((ms.at(-1) ?? 0) > 0, 'drawing takes time');
    }

    await load('mine.jsonl');
    await words.filter({ hasText: 'All 2 drawings were here already.' }).waitFor();
    await waitForCount(page, 2);

    const [one, zero] = text.trim().split('\n');
    await writeFile(join(folder, 'bad.jsonl'), `${one}\n{"label":3}\n`);
    await load('bad.jsonl');
    await words.filter({ hasText: 'bad.jsonl, line 2: "strokes" must be' }).waitFor();
    await waitForCount(page, 2);

    await button(page, 'Delete all').click();
    await sheet(page).getByRole('group').getByRole('button', { name: 'Delete all' }).click();
    await waitForCount(page, 0);
    await button(page, 'Close').click();
    await button(page, 'Train').click();
    await waitForState(page, 'done');
    await opener(page).click();
    // What is a 1 is called a 7 in the file: read wrong.
    await writeFile(
      join(folder, 'mixed.jsonl'),
      `${zero}\n${one?.replace('"label":1', '"label":7')}\n`,
    );
    await load('mixed.jsonl');
    await words.filter({ hasText: '2 drawings loaded. The network read 1 of 2 right.' }).waitFor();
    await page.getByText('2 drawings, 1 read right').waitFor();
    assert.deepEqual(await sheet(page).locator('.kept.is-wrong').allTextContents(), ['7 as 1×']);
    await button(page, 'Teach these').waitFor();
  }));

test('a browser that stores nothing says so, and keeps them until the tab closes', () =>
  withPage(
    shared.browser,
    `${shared.url}?layers=16`,
    async (page) => {
      await waitForState(page, 'ready');
      await draw(page, ONE);
      await page.keyboard.press('1');
      await waitForCount(page, 1);
      await opener(page).click();
      await page.getByText('they are kept until the tab closes').waitFor();
    },
    {
      before: async (page) => {
        await page.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('Refused.', 'SecurityError');
          };
        });
      },
    },
  ));
