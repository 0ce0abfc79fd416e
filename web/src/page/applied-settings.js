/**
 * The settings that the worker's network really has, and how it gets those that the notebook asks
 * for: into the network that trains where it can be kept, else into a new one.
 *
 * @typedef {import('../protocol.js').CodedError} CodedError
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./worker-line.js').WorkerLine} WorkerLine
 */

import { DEFAULT_PRESET } from '../presets.js';
import { needsNewNetwork, presetConfig, sameConfig, sameTuning } from '../settings.js';

/** Errors of `configure` that smaller layers do not repeat. */
const REFUSED = new Set(['invalid-argument', 'out-of-memory']);

export class AppliedSettings {
  #notebook;
  #line;
  /** What the worker's network was built and tuned with. @type {Config} */
  #applied;

  /**
   * @param {Notebook} notebook
   * @param {WorkerLine} line
   */
  constructor(notebook, line) {
    this.#notebook = notebook;
    this.#line = line;
    this.#applied = notebook.config;
  }

  /** @param {Config} config */
  match(config) {
    return sameConfig(this.#applied, config);
  }

  /** @param {Config} config */
  needNewNetwork(config) {
    return needsNewNetwork(this.#applied, config);
  }

  /** The first network of a worker. One that is refused leaves the page with the usual layers. */
  async configureFirst() {
    const notebook = this.#notebook;
    try {
      await this.#configure();
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      if (!REFUSED.has(code)) throw error;
      const { layers } = presetConfig(DEFAULT_PRESET);
      notebook.config = { ...notebook.config, layers };
      notebook.configProblem = `${message} ${layers} is used instead.`;
      await this.#configure();
    }
  }

  /**
   * What is refused is put back, and the notebook says why.
   * @returns {Promise<boolean>} whether there is a new network
   */
  async sync() {
    const notebook = this.#notebook;
    const { config } = notebook;
    try {
      if (this.needNewNetwork(config) || notebook.failure !== null) {
        const { network, state } = await this.#configure();
        notebook.begin(network, state);
        return true;
      }
      if (!sameTuning(this.#applied, config)) {
        const { learningRate, batchSize, epochs } = config;
        const { state } = await this.#line.request('tune', { learningRate, batchSize, epochs });
        this.#applied = config;
        notebook.run.advance(state);
        if (['paused', 'done'].includes(notebook.state)) notebook.stand();
      }
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      if (code === 'worker-died') throw error;
      notebook.config = this.#applied;
      notebook.configProblem = message;
    }
    return false;
  }

  async #configure() {
    const { config } = this.#notebook;
    const answer = await this.#line.request('configure', { config });
    this.#applied = config;
    this.#notebook.network = answer.network;
    return answer;
  }
}
