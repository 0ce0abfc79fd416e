/** A browser and the built page for the end-to-end tests. */

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { ROOT } from '../../cpp/toolchain/paths.mjs';
import { serve } from '../../web/tools/serve.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */

export const DIST = join(ROOT, 'dist');
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

const BROWSER_COVERAGE = join(ROOT, 'coverage', 'browser');

const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @returns {Promise<Browser>} */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? EXECUTABLES.find((path) => existsSync(path));
  if (!executablePath) throw new Error('Chromium is missing; "npm test" installs it.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/**
 * The built page on a local port.
 * @param {{base?: string, isolation?: boolean, dir?: string}} [options]
 */
export const serveDist = ({ base = '/', isolation = false, dir = DIST } = {}) =>
  serve({ dir, port: 0, base, isolation });

/**
 * A browser and a server of the built page for all tests of a file, from before the first to after
 * the last.
 * @param {{base: string}} options a sub-path, as on many static hosts
 */
export function setUp({ base }) {
  const shared = { browser: /** @type {Browser} */ ({}), url: '' };
  /** @type {(() => Promise<void>)[]} */
  const closers = [];
  before(async () => {
    shared.browser = await launch();
    closers.push(() => shared.browser.close());
    const server = await serveDist({ base });
    shared.url = server.url;
    closers.push(server.close);
  });
  after(async () => {
    for (const close of closers) await close();
  });
  return shared;
}

/**
 * A host that answers some requests in its own way.
 * @param {(name: string, response: import('node:http').ServerResponse) => boolean} override
 *   whether it has answered for this file of dist/, "data/manifest.json"
 */
export async function serveOddly(override) {
  const files = sirv(DIST, { dev: true });
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    if (!override(name, response))
      files(request, response, () => void response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

let pages = 0;

/**
 * Opens the page, runs `body` and closes it. Anything that the page writes to the console as an
 * error (violations of the content security policy among them), and any exception that nobody
 * caught, fails the test, unless `expectedErrors` matches it. Collects coverage.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {(page: Page) => Promise<void>} body
 * @param {{viewport?: {width: number, height: number}, expectedErrors?: RegExp,
 *   before?: (page: Page) => Promise<void>, coverage?: boolean,
 *   context?: import('playwright-core').BrowserContextOptions}} [options]
 */
export async function withPage(browser, url, body, options = {}) {
  const { viewport = DESKTOP, expectedErrors, before, coverage = true, context: more } = options;
  const context = await browser.newContext({ viewport, ...more });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await before?.(page);
    if (coverage) await page.coverage.startJSCoverage({ resetOnNavigation: false });
    await page.goto(url);
    await body(page);
    if (coverage) await keepCoverage(await page.coverage.stopJSCoverage());
  } finally {
    await context.close();
  }
  const unexpected = errors.filter((text) => !expectedErrors?.test(text));
  if (unexpected.length > 0) throw new Error(`Errors on the page:\n${unexpected.join('\n')}`);
}

/**
 * @param {Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>} entries
 */
async function keepCoverage(entries) {
  await mkdir(BROWSER_COVERAGE, { recursive: true });
  const name = `${process.pid}-${(pages += 1)}.json`;
  await writeFile(join(BROWSER_COVERAGE, name), JSON.stringify(entries));
}

/**
 * Waits until the page is in one of the states.
 * @param {Page} page
 * @param {...('loading' | 'ready' | 'training' | 'paused' | 'done' | 'error')} states
 */
export async function waitForState(page, ...states) {
  await page.waitForFunction(
    (wanted) => wanted.includes(document.body.dataset.state ?? ''),
    /** @type {string[]} */ (states),
    { timeout: 60_000 },
  );
}

/**
 * Waits until a file is in the cache that serves the page without a network.
 * @param {Page} page
 * @param {string} file relative to the page
 */
export const untilKept = (page, file) =>
  page.evaluate(async (url) => {
    while (!(await caches.match(url, { ignoreSearch: true }))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, file);

/** Its HTML is kept last, with all that it has loaded. @param {Page} page */
export const untilPageIsKept = (page) => untilKept(page, './');

/**
 * The unrounded value of a figure on the page, NaN where there is none.
 * @param {Page} page
 * @param {string} name
 * @returns {Promise<number>}
 */
export async function metric(page, name) {
  const value = await page.locator(`[data-metric="${name}"]`).first().getAttribute('data-value');
  return value ? Number(value) : NaN;
}

/**
 * Draws one stroke with the mouse.
 * @param {Page} page
 * @param {[number, number][]} points in fractions of the pad
 */
export async function drawStroke(page, points) {
  const box = await page.getByLabel('Drawing pad').boundingBox();
  if (!box) throw new Error('There is no drawing pad to draw on.');
  const [first, ...rest] = points.map(([x, y]) => ({
    x: box.x + x * box.width,
    y: box.y + y * box.height,
  }));
  if (!first) return;
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

/**
 * @param {Page} page
 * @param {string} name
 */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** A downward stroke. @type {[number, number][]} */
export const ONE = [
  [0.54, 0.18],
  [0.52, 0.5],
  [0.5, 0.82],
];

/** A closed loop. @type {[number, number][]} */
export const ZERO = Array.from({ length: 25 }, (_, i) => {
  const angle = (2 * Math.PI * i) / 24;
  return [0.5 + 0.2 * Math.sin(angle), 0.5 - 0.31 * Math.cos(angle)];
});

/**
 * Records the tasks of the page's main thread. Their length is the processor time that they took:
 * their time on the clock would also count how long other programs kept the processor.
 * @param {Browser} browser
 * @param {Page} page
 * @returns {Promise<() => Promise<number[]>>} ends the recording: milliseconds, longest first
 */
export async function traceMainThread(browser, page) {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  return async () => {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    /** @param {{name: string, args: {name?: string}}} event */
    const isMain = ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain';
    const threads = traceEvents.filter(isMain);
    // The page whose worker trains has the most to do; another renderer is the browser's own.
    const durations = threads.map((/** @type {{pid: number, tid: number}} */ { pid, tid }) =>
      traceEvents
        .filter(
          (/** @type {any} */ event) =>
            event.pid === pid && event.tid === tid && /RunTask$/.test(event.name) && event.tdur,
        )
        .map((/** @type {{tdur: number}} */ { tdur }) => tdur / 1000),
    );
    const tasks = durations.reduce(
      (/** @type {number[]} */ most, /** @type {number[]} */ one) =>
        one.length > most.length ? one : most,
      [],
    );
    return tasks.sort((/** @type {number} */ a, /** @type {number} */ b) => b - a);
  };
}
