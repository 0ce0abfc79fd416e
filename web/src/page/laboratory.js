/**
 * What the page does, apart from how it looks: owns the worker's client, asks it for what the person
 * wants, and writes what comes of it into the notebook.
 *
 * @typedef {import('../protocol.js').CodedError} CodedError
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('../protocol.js').DataSource} DataSource
 * @typedef {import('../protocol.js').ThreadWish} ThreadWish
 * @typedef {import('../worker-client.js').WorkerLike} WorkerLike
 */

import { PROTOCOL_VERSION } from '../protocol.js';
import { LIMITS } from '../limits.js';
import { AppliedSettings } from './applied-settings.js';
import { DataArrival } from './data-arrival.js';
import { Notebook } from './notebook.js';
import { Questions } from './questions.js';
import { WorkerLine } from './worker-line.js';

const GALLERY_COUNT = 20;

/** Errors of `init` that a new worker would only repeat. */
const HOPELESS = new Set(['no-simd', 'version-mismatch']);

export class Laboratory {
  notebook;
  /** What panels may ask of the network. @type {Questions} */
  questions;
  /** @type {DataArrival} */
  arrival;
  #line;
  #onChange;
  #applied;
  #diedTraining = false;

  /**
   * @param {object} options
   * @param {Config} options.config
   * @param {Readonly<Config>} options.usual what takes the place of what of it is refused at first
   * @param {ThreadWish} [options.threads]
   * @param {DataSource} options.source
   * @param {() => WorkerLike} options.createWorker
   * @param {() => void} options.onChange
   */
  constructor({ config, usual, threads: threadWish = 'auto', source, createWorker, onChange }) {
    this.#onChange = onChange;
    this.notebook = new Notebook({
      ...{ config, threadWish, source },
      onChange: () => this.#changed(),
    });
    this.#line = new WorkerLine(createWorker, {
      onEvent: (event) => this.notebook.take(event),
      onDeath: (death) => this.#mourn(death),
    });
    this.#applied = new AppliedSettings(this.notebook, this.#line, usual);
    this.arrival = new DataArrival(this.notebook, this.#line, this.#applied);
    this.questions = new Questions(this.#line);
  }

  /** Creates the worker and loads the data; also after a failure. */
  async start() {
    const { notebook } = this;
    this.#line.close();
    notebook.failure = null;
    notebook.startLoading();
    try {
      this.#line.open();
      notebook.environment = await this.#line.request('init', {
        version: PROTOCOL_VERSION,
        threads: notebook.threadWish,
      });
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      if (code === 'worker-died') return;
      const isHopeless = !this.#line.isOpen || HOPELESS.has(code);
      notebook.fail(isHopeless ? 'start' : 'worker', message);
      return;
    }
    this.arrival.replaceMissing();
    await this.#load(notebook.source, true);
  }

  /** Starts again after the worker's death: the same data and settings, a new network. */
  async startAgain() {
    const trainsOn = this.#diedTraining;
    this.#diedTraining = false;
    await this.start();
    if (trainsOn && this.notebook.state === 'ready') await this.train();
  }

  /**
   * @param {DataSource} source
   * @returns {Promise<void>} settled when the data are there, or `dataProblem` says why not
   */
  async loadData(source) {
    const { notebook } = this;
    const problem = this.arrival.reasonNotToLoad(source);
    notebook.dataProblem = problem;
    notebook.changed();
    if (problem !== '') return;
    if (notebook.state === 'training') await this.pause();
    await this.#load(source, false);
  }

  cancelLoading() {
    return this.#do(() => this.#line.request('cancel-load', {}));
  }

  train() {
    const { notebook } = this;
    const canTrain = ['ready', 'paused'].includes(notebook.state) && !notebook.isCorrecting;
    if (!canTrain) return Promise.resolve();
    return this.#do(async () => {
      notebook.run.startPace(performance.now());
      this.arrival.forgetOldProblem();
      notebook.enter('training');
      notebook.run.advance((await this.#line.request('train', {})).state);
    });
  }

  /** Raises the number of epochs, and trains on. @param {number} more */
  async trainMore(more) {
    const { config, run } = this.notebook;
    const epochs = Math.min(run.state.epoch + more, LIMITS.epochs.max);
    await this.apply({ ...config, epochs });
    await this.train();
  }

  pause() {
    const { notebook } = this;
    return this.#do(async () => {
      notebook.run.advance((await this.#line.request('pause', {})).state);
      if (notebook.state === 'training') notebook.stand();
      this.readGallery();
    });
  }

  step() {
    const { notebook } = this;
    const canStep = () => ['ready', 'paused', 'training'].includes(notebook.state);
    if (!canStep() || notebook.isCorrecting) return Promise.resolve();
    return this.#do(async () => {
      notebook.run.advance((await this.#line.request('step', {})).state);
      if (canStep()) notebook.stand();
      this.readGallery();
    });
  }

  /** The same network, untrained. */
  reset() {
    const { data, loading } = this.notebook;
    if (data === null || loading !== null) return Promise.resolve();
    return this.#do(async () => {
      const { network, state } = await this.#line.request('reset', {});
      this.notebook.begin(network, state);
      this.readGallery();
    });
  }

  /**
   * Whether these settings would cost a trained network.
   * @param {Config} config
   */
  wouldLoseTraining(config) {
    return this.notebook.hasTrainedNetwork && this.#applied.needNewNetwork(config);
  }

  /**
   * Brings settings to the network: to the one that trains where it can be kept, else to a new one.
   * @param {Config} config
   */
  apply(config) {
    const { notebook } = this;
    notebook.config = config;
    notebook.configProblem = '';
    notebook.changed();
    // Without data, and after a death, the settings wait for them and for a new worker.
    if (notebook.loading !== null || notebook.failure?.kind === 'worker') return Promise.resolve();
    // Without data the settings may have been what stood in their way.
    if (notebook.failure?.kind === 'data') return this.start();
    return notebook.data === null ? Promise.resolve() : this.#do(() => this.#sync());
  }

  /**
   * Changes the number of threads, also while the network trains.
   * @param {ThreadWish} threads
   */
  setThreads(threads) {
    const { notebook } = this;
    notebook.threadWish = threads;
    notebook.changed();
    // A new worker gets the wish as it starts.
    const hasWorker = notebook.environment !== null && notebook.failure?.kind !== 'worker';
    if (!hasWorker) return Promise.resolve();
    return this.#do(async () => {
      notebook.run.advance((await this.#line.request('set-threads', { threads })).state);
    });
  }

  /**
   * Training stands still, for something else that needs the processor.
   * @returns {Promise<() => void>} lets it go on, if it ran
   */
  async holdTraining() {
    const { notebook } = this;
    if (notebook.state !== 'training') return () => {};
    await this.pause();
    return () => notebook.state === 'paused' && this.train();
  }

  /** Ends the worker as a crash would. */
  kill() {
    this.#line.kill();
  }

  /**
   * @param {DataSource} source
   * @param {boolean} isFirst of this worker
   */
  async #load(source, isFirst) {
    const { notebook } = this;
    if (await this.arrival.load(source, isFirst)) {
      this.readGallery();
      return;
    }
    // Settings that were changed while it loaded are meant for the network that is kept.
    const isKept = !isFirst && notebook.failure?.kind !== 'worker';
    if (isKept && !this.#applied.match(notebook.config)) await this.#do(() => this.#sync());
  }

  async #sync() {
    if (await this.#applied.sync()) this.readGallery();
  }

  /**
   * The validation images as the network reads them now. After each epoch they come by themselves;
   * where it stands still at another place, or is another one, they have to be asked for.
   */
  async readGallery() {
    const { notebook } = this;
    const { run } = notebook;
    try {
      const { items } = await this.#line.request('gallery', { count: GALLERY_COUNT });
      if (notebook.run === run) notebook.showGallery(items);
      notebook.changed();
    } catch {
      // Those from before stay, as the chart does.
    }
  }

  /**
   * Runs an action that has no better place for its error than the page's status. A death has
   * told its story already.
   * @param {() => Promise<unknown>} action
   */
  async #do(action) {
    try {
      await action();
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      if (code !== 'worker-died') this.notebook.fail('training', message);
    }
    this.notebook.changed();
  }

  /** @param {CodedError} death */
  #mourn({ message }) {
    this.#diedTraining = this.notebook.state === 'training';
    this.notebook.fail('worker', message);
  }

  #changed() {
    this.#line.watchTraining(this.notebook.state === 'training');
    this.#onChange();
  }
}
