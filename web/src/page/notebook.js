/**
 * The laboratory's notebook: everything the page knows and shows. The laboratory writes it, all
 * panels read it, and are told by `onChange` to look again.
 *
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('../protocol.js').DataSource} DataSource
 * @typedef {import('../protocol.js').DataSummary} DataSummary
 * @typedef {import('../protocol.js').NetworkSummary} NetworkSummary
 * @typedef {import('../protocol.js').Environment} Environment
 * @typedef {import('../protocol.js').GalleryItem} GalleryItem
 * @typedef {import('../protocol.js').TrainingState} TrainingState
 * @typedef {import('../protocol.js').WorkerEvent} WorkerEvent
 *
 * @typedef {'loading' | 'ready' | 'training' | 'paused' | 'done' | 'error'} PageState
 *
 * Why the page is in the state `error`, and with that, what helps: nothing but another browser or a
 * reload (`start`), a new worker (`worker`), other data (`data`), a new network (`training`).
 * @typedef {{kind: 'start' | 'worker' | 'data' | 'training', message: string}} PageFailure
 *
 * @typedef {{loadedBytes: number, totalBytes: number | null, file: string}} LoadProgress
 */

import { Run } from './run.js';

export class Notebook {
  /** @type {PageState} */
  state = 'loading';
  /** @type {PageFailure | null} */
  failure = null;
  /** What was asked for: the network's own settings unless a change is on its way. @type {Config} */
  config;
  /** @type {import('../protocol.js').ThreadWish} */
  threadWish;
  /** @type {DataSource} */
  source;
  /** @type {DataSummary | null} */
  data = null;
  /** @type {NetworkSummary | null} */
  network = null;
  /** @type {Environment | null} */
  environment = null;
  /** @type {Run} */
  run;
  /** @type {readonly GalleryItem[]} */
  gallery = [];
  /** Whether an untrained network has read it. */
  isGalleryGuessed = true;
  /** @type {LoadProgress | null} */
  loading = null;
  /** Drawings are being taught: training waits. */
  isCorrecting = false;
  /** A sentence on the last attempt to load data. */
  dataProblem = '';
  /** A sentence on the last change of the settings. */
  configProblem = '';
  #onChange;

  /**
   * @param {object} options
   * @param {Config} options.config
   * @param {import('../protocol.js').ThreadWish} options.threadWish
   * @param {DataSource} options.source
   * @param {() => void} options.onChange
   */
  constructor({ config, threadWish, source, onChange }) {
    this.config = config;
    this.threadWish = threadWish;
    this.source = source;
    this.run = new Run(config.epochs);
    this.#onChange = onChange;
  }

  /** Whether there is a network that it would be a pity to lose. */
  get hasTrainedNetwork() {
    return this.run.hasTrained && this.failure === null;
  }

  /** @param {readonly GalleryItem[]} items as the network reads them now */
  showGallery(items) {
    this.gallery = items;
    this.isGalleryGuessed = !this.run.hasTrained;
  }

  /** To be called after a change of a field. */
  changed() {
    this.#onChange();
  }

  /** @param {PageState} state */
  enter(state) {
    this.state = state;
    this.#onChange();
  }

  /** Training stands still: where depends on what is left to do. */
  stand() {
    this.enter(this.run.state.phase === 'done' ? 'done' : 'paused');
  }

  startLoading() {
    this.loading = { loadedBytes: 0, totalBytes: null, file: '' };
    this.enter('loading');
  }

  /**
   * @param {PageFailure['kind']} kind
   * @param {string} message
   */
  fail(kind, message) {
    this.failure = { kind, message };
    this.loading = null;
    this.enter('error');
  }

  /**
   * A new, untrained network stands ready.
   * @param {NetworkSummary} network
   * @param {TrainingState} [state]
   */
  begin(network, state) {
    this.network = network;
    this.failure = null;
    this.loading = null;
    this.run = new Run(this.config.epochs, this.run.revision + 1);
    if (state !== undefined) this.run.advance(state);
    this.enter('ready');
  }

  /** @param {WorkerEvent} event */
  take(event) {
    switch (event.event) {
      case 'data-progress':
        if (this.loading !== null) this.loading = event;
        break;
      case 'progress':
        this.run.advance(event.state, event.points);
        break;
      case 'epoch':
        this.run.finishEpoch(event.state, event.result);
        this.showGallery(event.gallery);
        break;
      case 'done':
        this.run.advance(event.state);
        this.run.testResult = event.testResult;
        this.state = 'done';
        break;
      case 'training-failed':
        this.run.advance(event.state);
        this.fail('training', event.error.message);
        break;
    }
    this.#onChange();
  }
}
