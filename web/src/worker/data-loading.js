import { loadFiles } from '../data/load-files.js';
import { CodedError } from '../protocol.js';
import { MESSAGE_MS } from './pace.js';

/** Loads one data set at a time into a session; what was there before stays until it succeeded. */
export class DataLoading {
  #session;
  #idxHeader;
  #catalogue;
  #post;
  #clock;
  /** @type {{controller: AbortController, settled: Promise<unknown>} | null} */
  #current = null;

  /**
   * @param {object} parts
   * @param {import('./inkling-module.js').Session} parts.session
   * @param {import('../data/idx-bytes.js').ReadHeader} parts.idxHeader
   * @param {import('../data/catalogue.js').Catalogue} parts.catalogue
   * @param {(event: import('../protocol.js').EventOf<'data-progress'>) => void} parts.post
   * @param {() => number} parts.clock in milliseconds
   */
  constructor({ session, idxHeader, catalogue, post, clock }) {
    this.#session = session;
    this.#idxHeader = idxHeader;
    this.#catalogue = catalogue;
    this.#post = post;
    this.#clock = clock;
  }

  /**
   * @param {import('../protocol.js').DataSource} source
   * @returns {Promise<import('../protocol.js').DataSummary>}
   */
  async load(source) {
    while (this.#current) {
      if (!this.#current.controller.signal.aborted) {
        throw new CodedError('bad-message', 'A data set is being loaded: cancel that first.');
      }
      await this.#current.settled;
    }
    const controller = new AbortController();
    const loading = this.#load(source, controller.signal);
    const settled = loading.catch(() => {}).then(() => (this.#current = null));
    this.#current = { controller, settled };
    return loading;
  }

  cancel() {
    this.#current?.controller.abort();
  }

  /**
   * @param {import('../protocol.js').DataSource} source
   * @param {AbortSignal} signal
   */
  async #load(source, signal) {
    try {
      const { name, sources } = await this.#catalogue.sourcesOf(source);
      await loadFiles(sources, {
        idxHeader: this.#idxHeader,
        addFile: (file, bytes) => this.#session.addFile(file, bytes),
        signal,
        onProgress: this.#progressPoster(),
      });
      return { name, ...this.#session.commitFiles() };
    } catch (error) {
      this.#session.discardFiles();
      throw error;
    }
  }

  /** @returns {(progress: {loadedBytes: number, totalBytes: number | null, file: string}) => void} */
  #progressPoster() {
    let lastSentMs = -Infinity;
    return (progress) => {
      const now = this.#clock();
      const isLast = progress.loadedBytes === progress.totalBytes;
      if (!isLast && now - lastSentMs < MESSAGE_MS) return;
      lastSentMs = now;
      this.#post({ event: 'data-progress', ...progress });
    };
  }
}
