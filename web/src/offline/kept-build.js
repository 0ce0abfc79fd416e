/**
 * The files of one build, in a cache of their own. Each is kept as it passes by on its way to the
 * page; `complete` fetches what is missing.
 *
 * The page itself, its HTML, is kept last, when everything that it has loaded is here: a visit that
 * was broken off leaves nothing behind that could come up as half a page.
 */

/** @typedef {{url: string, integrity?: string}} BuildFile */

export class KeptBuild {
  #prefix;
  #name;
  #page;
  #onUse;
  /** Integrity by address; "" where hosts may change the bytes on the way. */
  #files;
  /** Files are taken in one after the other. @type {Promise<unknown>} */
  #keeping = Promise.resolve();
  /** The page as the host has sent it, while its files are on their way. @type {Response | null} */
  #comingPage = null;

  /**
   * @param {object} options
   * @param {string} options.scope the page's address
   * @param {string} options.version
   * @param {BuildFile[]} options.files addresses relative to the page, which is "./"
   * @param {string} options.onUse the beginning of addresses that are kept only once they were used
   */
  constructor({ scope, version, files, onUse }) {
    this.#prefix = `inkling ${scope} `;
    this.#name = this.#prefix + version;
    this.#page = scope;
    this.#onUse = onUse;
    this.#files = new Map(
      files.map(({ url, integrity }) => [new URL(url, scope).href, integrity ?? '']),
    );
  }

  /** @returns {Promise<Response | undefined>} */
  async page() {
    return (await this.#cache()).match(this.#page);
  }

  /**
   * @param {Request} request
   * @returns {Promise<Response | undefined>}
   */
  async file(request) {
    return (await this.#cache()).match(request, { ignoreVary: true });
  }

  /** @param {Response} response what the host has sent; nobody has read it yet */
  offerPage(response) {
    return this.offer(this.#page, response);
  }

  /**
   * Takes in a copy of an answer, if it belongs to this build.
   * @param {string} url
   * @param {Response} response what the host has sent; nobody has read it yet
   * @returns {Promise<unknown>} settled when that is done
   */
  offer(url, response) {
    const isWanted = this.#files.has(url) || url.startsWith(this.#onUse);
    if (response.status !== 200 || !isWanted) return Promise.resolve();
    const copy = response.clone();
    this.#keeping = this.#keeping
      .then(() => this.#keep(url, copy))
      .catch(() => {
        // A file that the page goes on with, but that could not be kept.
        this.#comingPage = null;
      });
    return this.#keeping;
  }

  /**
   * The page has everything that it needs.
   * @returns {Promise<void>} rejected where the rest of the build cannot be had now
   */
  async complete() {
    await this.#keeping;
    if (this.#comingPage) await (await this.#cache()).put(this.#page, this.#comingPage);
    this.#comingPage = null;
    await this.fill();
  }

  /**
   * Fetches what is missing: all of it, or nothing is kept.
   * @returns {Promise<void>} rejected where one cannot be had
   */
  async fill() {
    const cache = await this.#cache();
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    const missing = [...this.#files].filter(([url]) => !kept.has(url));
    await cache.addAll(
      missing.map(([url, integrity]) => new Request(url, { cache: 'no-cache', integrity })),
    );
  }

  /** Deletes the builds before this one. */
  async deleteOthers() {
    const names = await caches.keys();
    const others = names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name);
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  #cache() {
    return caches.open(this.#name);
  }

  /**
   * @param {string} url
   * @param {Response} response
   */
  async #keep(url, response) {
    const integrity = this.#files.get(url);
    if (integrity && (await integrityOf(response.clone())) !== integrity) {
      throw new Error(`${url} is of another build, or was changed on its way.`);
    }
    if (url === this.#page) this.#comingPage = response;
    else await (await this.#cache()).put(url, response);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<string>} as in a `Request`
 */
async function integrityOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
