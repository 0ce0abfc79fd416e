/** Every build of the module trains in Chromium, and the page picks the best that the browser has. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, launch, metric, serveOddly, waitForState, withPage } from './browser.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Threads are for machines that have several. */
const hasCores = availableParallelism() > 1;

/**
 * The page from a host whose worker begins with some code of ours.
 * @param {string} prelude
 * @param {(page: import('playwright-core').Page) => Promise<void>} body
 * @param {Parameters<typeof withPage>[3]} [options]
 */
async function withWorkerAfter(prelude, body, options) {
  const host = await serveOddly((file, response) => {
    if (file !== 'worker.js') return false;
    const code = readFileSync(join(DIST, file), 'utf8');
    response.writeHead(200, { 'content-type': 'text/javascript' });
    response.end(`{${prelude}}\n${code}`);
    return true;
  });
  try {
    await withPage(browser, `${host.url}?epochs=1&layers=32&autostart=1`, body, options);
  } finally {
    await host.close();
  }
}

/** @param {import('playwright-core').Page} page @param {RegExp} variant */
async function checkThatItLearns(page, variant) {
  await waitForState(page, 'done');
  assert.match((await page.locator('[data-part="variant"]').textContent()) ?? '', variant);
  // One epoch of 8,500 images through 32 neurons: 0.88 to 0.91 with any rounding.
  const accuracy = await metric(page, 'validation-accuracy');
  assert.ok(accuracy > 0.86 && accuracy < 0.94, `validation ${accuracy}`);
}

const WITHOUT_SHARED_MEMORY = 'globalThis.SharedArrayBuffer = undefined;';
/** The opcode that the detection of relaxed SIMD asks for. */
const WITHOUT_RELAXED_SIMD = `
  const { validate } = WebAssembly;
  WebAssembly.validate = (bytes) =>
    !String(bytes).includes('253,128,2') && validate.call(WebAssembly, bytes);`;

for (const [name, prelude, variant] of /** @type {const} */ ([
  ['relaxed SIMD with threads', '', /^relaxed SIMD, \d threads?$/],
  ['relaxed SIMD', WITHOUT_SHARED_MEMORY, /^relaxed SIMD$/],
  ['SIMD', WITHOUT_RELAXED_SIMD, /^SIMD$/],
])) {
  test(
    `the variant ${name} learns`,
    { skip: prelude === '' && !hasCores && 'this machine has one core' },
    () => withWorkerAfter(prelude, (page) => checkThatItLearns(page, variant)),
  );
}

for (const [name, prelude] of [
  [
    'the workers of its threads do not start',
    `const Usual = Worker;
     globalThis.Worker = class extends Usual {
       constructor(url, options) { super('./none.js', options); }
     };`,
  ],
  [
    'there is no shared memory to be had',
    `const Usual = WebAssembly.Memory;
     WebAssembly.Memory = class extends Usual {
       constructor(wish) { if (wish.shared) throw new RangeError('no memory'); super(wish); }
     };`,
  ],
]) {
  test(
    `where ${name}, one thread takes over and the page says so`,
    { skip: !hasCores && 'this machine has one core' },
    () =>
      withWorkerAfter(
        prelude ?? '',
        async (page) => {
          await checkThatItLearns(page, /^relaxed SIMD$/);
          const threads = page.getByLabel('Threads', { exact: true });
          assert.equal(await threads.isDisabled(), true);
          assert.equal(await threads.inputValue(), '1');
        },
        { expectedErrors: /404/ },
      ),
  );
}
