/**
 * The data sets that the page was built with. The build writes `data/manifest.json`; its addresses
 * are relative to itself, so that the page works from any sub-path.
 */

import { CodedError } from '../protocol.js';
import { siblingUrl } from '../sibling-url.js';
import { fileSource, openedAhead, urlSource } from './byte-source.js';

const MANIFEST_PATH = 'data/manifest.json';

/** @typedef {{name: string, files: {url: string, byteLength: number}[]}} BuiltDataSet */
/** @typedef {{embedded: BuiltDataSet, full: BuiltDataSet | null}} Manifest */
/** @typedef {{name: string, sources: import('./byte-source.js').ByteSource[]}} NamedSources */

export class Catalogue {
  #base;
  #fetch;
  /** @type {Promise<Manifest> | null} */
  #manifest = null;
  /** The small set, on its way. @type {Promise<NamedSources> | null} */
  #ahead = null;

  /**
   * @param {string} base the address of the worker
   * @param {typeof fetch} [fetch]
   */
  constructor(base, fetch = globalThis.fetch.bind(globalThis)) {
    this.#base = base;
    this.#fetch = fetch;
  }

  /** @returns {Promise<boolean>} false as well where the manifest cannot be had just now */
  async hasFullSet() {
    const manifest = await this.#load().catch(() => null);
    return manifest?.full != null;
  }

  /** Begins to load the small set, for the first who asks for it; what fails is tried again then. */
  fetchAhead() {
    this.#ahead = this.#load().then(({ embedded }) => {
      const { name, sources } = this.#builtSources(embedded);
      return { name, sources: sources.map(openedAhead) };
    });
    this.#ahead.catch(() => {});
  }

  /**
   * @param {import('../protocol.js').DataSource} source
   * @returns {Promise<NamedSources>} its files, in any order
   */
  async sourcesOf(source) {
    switch (source.kind) {
      case 'files':
        return named(source.files.map(fileSource));
      case 'urls': {
        const context = { base: this.#base, fetch: this.#fetch };
        return named(source.urls.map((url) => urlSource(url, context)));
      }
      case 'embedded':
      case 'full': {
        const ahead = source.kind === 'embedded' ? this.#ahead : null;
        if (ahead !== null) {
          this.#ahead = null;
          return ahead.catch(() => this.sourcesOf(source));
        }
        const dataSet = (await this.#load())[source.kind];
        if (dataSet) return this.#builtSources(dataSet);
        throw new CodedError(
          'not-found',
          'This page was built without the full MNIST. Run "npm run mnist" and build it again, or ' +
            'open the four files with "Load files".',
        );
      }
    }
  }

  /**
   * @param {BuiltDataSet} dataSet
   * @returns {NamedSources}
   */
  #builtSources({ name, files }) {
    const base = this.#manifestUrl().href;
    const sources = files.map(({ url, byteLength }) =>
      urlSource(url, { base, fetch: this.#fetch, byteLength }),
    );
    return { name, sources };
  }

  #manifestUrl() {
    return siblingUrl(MANIFEST_PATH, this.#base);
  }

  /** @returns {Promise<Manifest>} read once; a failure is not kept */
  #load() {
    this.#manifest ??= this.#read().catch((error) => {
      this.#manifest = null;
      throw error;
    });
    return this.#manifest;
  }

  /** @returns {Promise<Manifest>} */
  async #read() {
    const url = this.#manifestUrl();
    let response;
    try {
      response = await this.#fetch(url);
    } catch {
      throw new CodedError(
        'network',
        'The list of data sets could not be loaded: the network or the server failed. Try again.',
      );
    }
    const manifest = response.ok ? await response.json().catch(() => null) : null;
    if (!Array.isArray(manifest?.embedded?.files)) {
      throw new CodedError(
        'not-found',
        `There is no list of data sets at ${url.pathname}: the page is not completely installed.`,
      );
    }
    return manifest;
  }
}

/**
 * @param {import('./byte-source.js').ByteSource[]} sources
 * @returns {NamedSources}
 */
function named(sources) {
  return { name: sources.map((source) => source.name).join(', '), sources };
}
