/**
 * The settings that the worker's network really has, and how it gets those that the notebook asks
 * for: into the network that trains where it can be kept, else into a new one.
 *
 * @typedef {import('../protocol.js').CodedError} CodedError
 * @typedef {import('../protocol.js').Config} Config
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./worker-line.js').WorkerLine} WorkerLine
 * @typedef {import('../setting-fields.js').SettingKey} SettingKey
 */

import { DEFAULT_PRESET } from '../presets.js';
import { refusedSetting, writeSetting } from '../setting-fields.js';
import { needsNewNetwork, presetConfig, sameConfig, sameTuning } from '../settings.js';

/** Errors of `configure` that smaller layers do not repeat. */
const REFUSED = new Set(['invalid-argument', 'out-of-memory']);

export class AppliedSettings {
  #notebook;
  #line;
  /** What the worker's network was built and tuned with. @type {Config} */
  #applied;
  #usual;

  /**
   * @param {Notebook} notebook
   * @param {WorkerLine} line
   * @param {Readonly<Config>} usual what takes the place of what is refused at first
   */
  constructor(notebook, line, usual) {
    this.#notebook = notebook;
    this.#line = line;
    this.#usual = usual;
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

  /**
   * The first network of a worker. What is refused of it is replaced: the layers, where the library
   * names nothing.
   */
  async configureFirst() {
    while (true) {
      try {
        await this.#configure();
        return;
      } catch (error) {
        if (!this.replaceRefused(/** @type {CodedError} */ (error), 'layers')) throw error;
      }
    }
  }

  /**
   * Puts what is usual in the place of the setting that a refusal names, or the default preset's where
   * that is what was refused, and the notebook says so.
   * @param {CodedError} error
   * @param {SettingKey | null} [unnamed] the setting that is meant where none is named
   * @returns {boolean} whether that changes anything
   */
  replaceRefused({ code, message }, unnamed = null) {
    const notebook = this.#notebook;
    const key = refusedSetting(message) ?? unnamed;
    if (!REFUSED.has(code) || key === null) return false;
    const current = notebook.config[key];
    const last = presetConfig(DEFAULT_PRESET)[key];
    if (current === last) return false;
    const value = current === this.#usual[key] ? last : this.#usual[key];
    notebook.config = { ...notebook.config, [key]: value };
    const problem = `${asSentence(message)} ${writeSetting(value) || 'none'} is used instead.`;
    notebook.configProblem = `${notebook.configProblem} ${problem}`.trim();
    return true;
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
      notebook.configProblem = `${asSentence(message)} The value from before stays.`;
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

/** @param {string} message of the library, which ends its own in nothing */
function asSentence(message) {
  return /[.?]$/.test(message) ? message : `${message}.`;
}
