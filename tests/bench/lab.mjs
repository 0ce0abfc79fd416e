/** Chromium with the page of the contestants, as the benchmark sees it. */

import { launch } from '../e2e/browser.js';

/** What a contestant in the browser can be asked. */
export class BrowserWorker {
  #page;
  #name;

  /**
   * @param {import('playwright-core').Page} page
   * @param {string} name
   */
  constructor(page, name) {
    this.#page = page;
    this.#name = name;
  }

  /**
   * @param {string} method
   * @param {unknown} [argument]
   * @returns {Promise<any>}
   */
  call(method, argument) {
    return this.#page.evaluate(
      ([name, wanted, value]) => lab.call(String(name), String(wanted), value),
      [this.#name, method, argument],
    );
  }

  /** @returns {string} by which the page knows it */
  get name() {
    return this.#name;
  }

  async dispose() {
    await this.#page.evaluate((name) => lab.dispose(name), this.#name);
  }
}

/** One page for all of them, so that they differ in nothing else. */
export class Lab {
  #browser;
  #page;
  #count = 0;

  /**
   * @param {import('playwright-core').Browser} browser
   * @param {import('playwright-core').Page} page
   */
  constructor(browser, page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** @param {string} url */
  static async open(url) {
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(url);
    if (!(await page.evaluate(() => crossOriginIsolated))) {
      throw new Error('The page is not cross-origin isolated, so nobody has threads.');
    }
    return new Lab(browser, page);
  }

  /** @returns {import('playwright-core').Browser} */
  get browser() {
    return this.#browser;
  }

  /**
   * @param {string} script
   * @param {Record<string, unknown>} options
   * @returns {Promise<BrowserWorker>}
   */
  async start(script, options) {
    const name = `${script} ${(this.#count += 1)}`;
    await this.#page.evaluate(
      ([key, file, value]) => lab.create(key, file, value),
      /** @type {const} */ ([name, script, options]),
    );
    return new BrowserWorker(this.#page, name);
  }

  /**
   * @param {BrowserWorker} first one that can `handOver`, as the other
   * @param {BrowserWorker} second
   * @returns {Promise<number | null>} nanoseconds in which a cache line goes from one to the other; null
   *   where they were kept from it
   */
  handover(first, second) {
    return this.#page.evaluate(
      ([one, other]) => lab.handover(one, other),
      /** @type {const} */ ([first.name, second.name]),
    );
  }

  async close() {
    await this.#browser.close();
  }
}
