/**
 * How data come to the worker: when they may, with a worker's first network or in the place of other
 * data, and what stays where they do not arrive.
 *
 * @typedef {import('../protocol.js').CodedError} CodedError
 * @typedef {import('../protocol.js').DataSource} DataSource
 * @typedef {import('./applied-settings.js').AppliedSettings} AppliedSettings
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./worker-line.js').WorkerLine} WorkerLine
 */

const FULL_SET_MISSING =
  'This copy of the page comes without the full MNIST. Its four files can be loaded here; developers add it with “npm run mnist” and a new build.';
const FULL_SET_REPLACED = `${FULL_SET_MISSING} The 10,000 images are used instead.`;

export class DataArrival {
  #notebook;
  #line;
  #applied;

  /**
   * @param {Notebook} notebook
   * @param {WorkerLine} line
   * @param {AppliedSettings} applied
   */
  constructor(notebook, line, applied) {
    this.#notebook = notebook;
    this.#line = line;
    this.#applied = applied;
  }

  /**
   * @param {DataSource} source
   * @returns {string} a sentence; "" where it may be loaded
   */
  reasonNotToLoad({ kind }) {
    const { loading, environment, failure } = this.#notebook;
    if (loading !== null) return 'Other data are loading: cancel that first, or wait for it.';
    if (failure?.kind === 'worker') return 'The training has stopped: start it again first.';
    if (kind === 'full' && environment?.fullSetAvailable === false) return FULL_SET_MISSING;
    return '';
  }

  /** Another attempt begins: what stood in the way of the last one is over. */
  forgetProblem() {
    this.#notebook.dataProblem = '';
    this.#notebook.changed();
  }

  /** Training begins: of the data only that they are not those of the link is still to be said. */
  forgetOldProblem() {
    if (this.#notebook.dataProblem !== FULL_SET_REPLACED) this.forgetProblem();
  }

  /** The images that every page has take the place of a full set that is not there. */
  replaceMissing() {
    const notebook = this.#notebook;
    if (notebook.source.kind !== 'full' || notebook.environment?.fullSetAvailable) return;
    notebook.dataProblem = FULL_SET_REPLACED;
    notebook.source = { kind: 'embedded' };
  }

  /**
   * @param {DataSource} source
   * @param {boolean} isFirst of this worker
   * @returns {Promise<boolean>} whether they are there; else the notebook says why not
   */
  async load(source, isFirst) {
    const notebook = this.#notebook;
    const before = notebook.state;
    notebook.startLoading();
    try {
      if (isFirst) await this.#applied.configureFirst();
      const { data, network, state } = await this.#line.request('load-data', { source });
      notebook.data = data;
      notebook.source = source;
      notebook.begin(network, state);
      await this.#applied.sync();
      return true;
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      if (code === 'worker-died') return false;
      // Some settings are checked only when there are images for them.
      if (isFirst && this.#applied.replaceRefused(/** @type {CodedError} */ (error))) {
        return this.load(source, true);
      }
      notebook.dataProblem = code === 'aborted' ? 'Loading was cancelled.' : message;
      notebook.loading = null;
      if (isFirst) notebook.fail('data', notebook.dataProblem);
      else notebook.enter(before);
      return false;
    }
  }
}
