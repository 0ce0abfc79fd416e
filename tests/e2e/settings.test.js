/** The settings: by field, by link, by question, and what training makes of them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { button, DESKTOP, metric, setUp, waitForState, withPage } from './browser.js';

const shared = setUp({ base: '/inkling/' });

/** @param {import('playwright-core').Page} page */
async function trainToEnd(page) {
  await button(page, 'Train').click();
  await waitForState(page, 'done');
}

test('a link sets everything; what it cannot mean is said and replaced', () =>
  withPage(
    shared.browser,
    `${shared.url}?layers=30,20&activation=tanh&lr=0.05&batch=64&epochs=3&seed=9`,
    async (page) => {
      await waitForState(page, 'ready');
      assert.equal(await page.getByLabel('Learning rate', { exact: true }).inputValue(), '0.05');
      assert.equal(await page.getByLabel('Batch', { exact: true }).inputValue(), '64');
      assert.equal(await page.getByLabel('Epochs', { exact: true }).inputValue(), '3');
      assert.equal(await page.getByLabel('Seed', { exact: true }).inputValue(), '9');
      assert.equal(await page.getByLabel('Activation', { exact: true }).inputValue(), 'tanh');
      const parameters = 785 * 30 + 31 * 20 + 21 * 10;
      await page.getByText(`${parameters.toLocaleString('en')} parameters`).waitFor();

      await page.goto(`${shared.url}?lr=fast&batch=0&preset=nonsense&layers=1,x&threads=none`);
      await waitForState(page, 'ready');
      const notices = await page.locator('[data-panel="notices"] li').allTextContents();
      for (const word of ['fast', 'batch', 'nonsense', '1,x', 'threads']) {
        assert.ok(
          notices.some((text) => text.includes(word)),
          `a sentence on ${word}: ${notices}`,
        );
      }
      assert.equal(await page.getByLabel('Learning rate', { exact: true }).inputValue(), '0.1');
    },
  ));

test('settings go into the address; a new network is made only after a question', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    const seed = page.getByLabel('Seed', { exact: true });
    await seed.fill('5');
    await seed.press('Enter');
    await page.waitForFunction(() => location.search.includes('seed=5'));
    await trainToEnd(page);
    const accuracy = await metric(page, 'validation-accuracy');

    await seed.fill('6');
    await seed.press('Enter');
    await page.getByText(/the trained one .* would be lost/).waitFor();
    await button(page, 'Keep').click();
    assert.equal(await metric(page, 'validation-accuracy'), accuracy);
    assert.equal(await seed.inputValue(), '5');

    await seed.fill('6');
    await seed.press('Enter');
    await button(page, 'Start a new network').click();
    await waitForState(page, 'ready');
    assert.equal(await metric(page, 'step'), 0);
    await page.waitForFunction(() => location.search.includes('seed=6'));
  }));

test('a question goes away with what makes it needless, and the fields show what is trained', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await trainToEnd(page);
    const seed = page.getByLabel('Seed', { exact: true });
    const question = page.locator('[data-panel="question"]');
    const ask = async () => {
      await seed.fill('9');
      await seed.press('Tab');
      await question.waitFor();
      assert.equal(await seed.inputValue(), '9');
    };
    // To train on is to keep the network.
    await ask();
    await button(page, 'Train').click();
    await waitForState(page, 'training');
    await question.waitFor({ state: 'hidden' });
    assert.equal(await seed.inputValue(), '1');
    await waitForState(page, 'done');
    // A reset leaves nothing to ask about: the settings are taken.
    await ask();
    await button(page, 'Reset').click();
    await question.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => location.search.includes('seed=9'));
    await waitForState(page, 'ready');
    assert.equal(await seed.inputValue(), '9');
  }));

test('a value that cannot be used goes back, with a sentence beside its field', () =>
  withPage(shared.browser, `${shared.url}?layers=4096,4096`, async (page) => {
    await waitForState(page, 'ready');
    await page.getByText(/at most 20,000,000 parameters.*100,200 is used instead/).waitFor();
    await button(page, 'Dismiss').click();
    assert.equal(await page.locator('[data-panel="notices"]').isVisible(), false);
    const rate = page.getByLabel('Learning rate', { exact: true });
    await rate.fill('abc');
    await rate.press('Enter');
    const problem = page.locator('.row:has(#learning-rate) + .problem');
    await problem.filter({ hasText: /a number above 0/ }).waitFor();
    assert.equal(await rate.inputValue(), '0.1');
    await rate.fill('0,05');
    await rate.press('Enter');
    await page.waitForFunction(() => location.search === '?lr=0.05');
    assert.equal(await problem.isVisible(), false);
  }));

test('a network that has not learnt says so, and tries a smaller learning rate', () =>
  withPage(shared.browser, `${shared.url}?lr=100&epochs=1&autostart=1`, async (page) => {
    await waitForState(page, 'done');
    await page.locator('.status-text', { hasText: /it has not learnt: it reads/ }).waitFor();
    await button(page, 'Try a tenth of the learning rate').click();
    await page.waitForFunction(() => location.search.includes('lr=10&'));
    await waitForState(page, 'done');
    assert.equal(await page.getByLabel('Learning rate', { exact: true }).inputValue(), '10');
  }));

test('the learning rate changes while it trains, and the network is kept', () =>
  withPage(shared.browser, `${shared.url}?epochs=1000&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    await button(page, 'Train').click();
    await page.waitForFunction(
      () => Number(document.querySelector('[data-metric="step"]')?.getAttribute('data-value')) > 50,
    );
    const rate = page.getByLabel('Learning rate', { exact: true });
    await rate.fill('0.01');
    await rate.press('Enter');
    await page.waitForFunction(() => location.search.includes('lr=0.01'));
    assert.equal(await page.locator('body').getAttribute('data-state'), 'training');
    assert.ok((await metric(page, 'step')) > 50);
  }));

test('a learning rate that is far too high ends in a sentence, not in a broken page', () =>
  withPage(shared.browser, `${shared.url}?lr=100&layers=64,64,64,64&autostart=1`, async (page) => {
    await waitForState(page, 'error');
    await page
      .getByText(/learning rate 100 is too high/)
      .first()
      .waitFor();
    await button(page, 'Start a new network').click();
    await waitForState(page, 'ready');
  }));

test('a link sets what is under "More settings", opens it, and trains with it', () =>
  withPage(
    shared.browser,
    `${shared.url}?optimizer=adamw&schedule=one-cycle&lr=0.002&augment=rotate10&layers=conv8x5,pool2,32&epochs=1`,
    async (page) => {
      await waitForState(page, 'ready');
      const value = (/** @type {string} */ label) =>
        page.getByLabel(label, { exact: true }).inputValue();
      assert.equal(await page.getByLabel('Optimizer', { exact: true }).isVisible(), true);
      assert.equal(await value('Optimizer'), 'adamw');
      assert.equal(await value('Momentum'), '0.9');
      assert.equal(await value('Schedule'), 'one-cycle');
      assert.equal(await value('Augmentation'), 'rotate10');
      assert.equal(await page.getByText('3 set', { exact: true }).isVisible(), true);
      const rows = page.locator('[data-part="layer-list"] li');
      assert.deepEqual(await rows.locator('input').evaluateAll(valuesOf), [
        ...['conv8x5', 'pool2', '32'],
      ]);
      assert.deepEqual(await rows.locator('.unit').allTextContents(), ['', '', 'neurons']);
      const filters = (5 * 5 + 1) * 8;
      const parameters = filters + (12 * 12 * 8 + 1) * 32 + 33 * 10;
      await page.getByText(`${parameters.toLocaleString('en')} parameters`).waitFor();
      await trainToEnd(page);
      assert.ok((await metric(page, 'validation-accuracy')) > 0.8);
    },
  ));

test('the fold is closed where nothing in it is set, and its fields go into the address', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    const optimizer = page.getByLabel('Optimizer', { exact: true });
    const momentum = page.getByLabel('Momentum', { exact: true });
    assert.equal(await optimizer.isVisible(), false);
    await page.getByText('More settings', { exact: true }).click();
    assert.equal(await momentum.isVisible(), false);
    await optimizer.selectOption('Nesterov');
    await momentum.waitFor();
    await page.getByLabel('Keep the best', { exact: true }).check();
    await button(page, 'Usual').click();
    await page.waitForFunction(
      () =>
        location.search ===
        '?layers=16&optimizer=nesterov&lr=0.01&epochs=1&augment=rotate10,scale0.1,shear0.2,shift1.5,elastic24x5,thick0.8&keep-best=1',
    );
    await button(page, 'About momentum').click();
    await page.getByText(/How much of its direction a step keeps/).waitFor();
  }));

test('another optimizer brings a learning rate that suits it, says so, and the typed one stays', () =>
  withPage(shared.browser, `${shared.url}?epochs=1&layers=16`, async (page) => {
    await waitForState(page, 'ready');
    const rate = page.getByLabel('Learning rate', { exact: true });
    const optimizer = page.getByLabel('Optimizer', { exact: true });
    const note = page.locator('.row:has(#setting-optimizer) + .row-note');
    await page.getByText('More settings', { exact: true }).click();
    await optimizer.selectOption('Adam');
    await note.filter({ hasText: 'The learning rate is 0.001 now' }).waitFor();
    assert.equal(await rate.inputValue(), '0.001');
    await page.waitForFunction(() => location.search.includes('optimizer=adam&lr=0.001'));
    await rate.fill('0.1');
    await rate.press('Enter');
    await page.waitForFunction(() => !location.search.includes('lr='));
    assert.equal(await note.isVisible(), false);
    await optimizer.selectOption('RMSprop');
    await note.waitFor();
    // What is not taken after all is not noted either.
    await trainToEnd(page);
    await optimizer.selectOption('SGD');
    await page.getByText(/the trained one .* would be lost/).waitFor();
    await button(page, 'Keep').click();
    assert.equal(await rate.inputValue(), '0.001');
    assert.equal(await page.locator('[data-part="rate-note"]').isVisible(), false);
  }));

test('an augmentation that is none gets a sentence below its field, and the one from before stays', () =>
  withPage(shared.browser, `${shared.url}?augment=rotate10&layers=16&epochs=1`, async (page) => {
    await waitForState(page, 'ready');
    const field = page.getByLabel('Augmentation', { exact: true });
    await field.fill('rotat10');
    await field.press('Enter');
    const problem = page.locator('.row:has(#setting-augment) + .problem');
    await problem
      .filter({ hasText: /^Augmentation: "rotat10": expected rotate, .* stays\.$/ })
      .waitFor();
    assert.equal(await field.inputValue(), 'rotate10');
    // To leave the field is no new attempt.
    await field.press('Tab');
    assert.equal(await problem.isVisible(), true);
    await field.fill('rotate10, thick0.8');
    await field.press('Enter');
    await page.waitForFunction(() => location.search.includes('augment=rotate10,thick0.8'));
    await problem.waitFor({ state: 'hidden' });
    await waitForState(page, 'ready');

    await page.goto(`${shared.url}?augment=spin&layers=16`);
    await waitForState(page, 'ready');
    await problem.filter({ hasText: /"spin": .*\. none is used instead\.$/ }).waitFor();
    assert.equal(await field.inputValue(), '');
    assert.equal(await page.locator('[data-part="layer-list"] input').inputValue(), '16');
  }));

test('ten layers and the open fold scroll in their column, and nothing else does', () =>
  withPage(
    shared.browser,
    `${shared.url}?optimizer=adam&layers=conv8x5,norm,pool2,conv8x3,norm,pool2,dropout0.3,64,norm,32`,
    async (page) => {
      await waitForState(page, 'ready');
      const { scrolls, page: height } = await page.evaluate(() => ({
        scrolls: [...document.querySelectorAll('main *')]
          .filter((element) => element.scrollHeight > element.clientHeight + 1)
          .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowY))
          .map((element) => element.getAttribute('data-panel')),
        page: document.documentElement.scrollHeight,
      }));
      assert.deepEqual(scrolls, ['settings']);
      assert.equal(height, DESKTOP.height);
      const seed = await page.getByLabel('Seed', { exact: true }).boundingBox();
      assert.ok(seed && seed.y + seed.height <= DESKTOP.height, 'the fields are in view');
    },
  ));

/** @param {Element[]} inputs */
function valuesOf(inputs) {
  return inputs.map((input) => /** @type {HTMLInputElement} */ (input).value);
}
