/**
 * The laboratory's line to its worker: at most one at a time; opening it again replaces the old one.
 *
 * @typedef {import('../protocol.js').RequestType} RequestType
 * @typedef {import('../protocol.js').Requests} Requests
 * @typedef {import('../worker-client.js').WorkerLike} WorkerLike
 */

import { CodedError } from '../protocol.js';
import { WorkerClient } from '../worker-client.js';

export class WorkerLine {
  #createWorker;
  #callbacks;
  /** @type {WorkerClient | null} */
  #client = null;

  /**
   * @param {() => WorkerLike} createWorker
   * @param {ConstructorParameters<typeof WorkerClient>[1]} callbacks
   */
  constructor(createWorker, callbacks) {
    this.#createWorker = createWorker;
    this.#callbacks = callbacks;
  }

  get isOpen() {
    return this.#client !== null;
  }

  /** @throws {Error} where there can be no worker */
  open() {
    this.close();
    this.#client = new WorkerClient(this.#createWorker(), this.#callbacks);
  }

  close() {
    this.#client?.dispose();
    this.#client = null;
  }

  /**
   * @template {RequestType} T
   * @param {T} type
   * @param {Requests[T]['payload']} payload
   */
  request(type, payload) {
    if (this.#client === null) {
      return Promise.reject(new CodedError('worker-died', 'The worker has not started.'));
    }
    return this.#client.request(type, payload);
  }

  /** @param {boolean} isTraining */
  watchTraining(isTraining) {
    this.#client?.watchTraining(isTraining);
  }

  /** Ends the worker as a crash would. */
  kill() {
    this.#client?.kill();
  }
}
