/**
 * The page's side of the protocol. Every request settles: with its result, with the worker's error,
 * or with `worker-died`.
 *
 * A worker that the browser ends (out of memory, a crash of its process) sends nothing, not even an
 * error. So a worker that stays silent for too long while it owes an answer, or while it trains, is
 * declared dead. Every message from it is a sign of life.
 *
 * @typedef {import('./protocol.js').RequestType} RequestType
 * @typedef {import('./protocol.js').Requests} Requests
 * @typedef {import('./protocol.js').WorkerEvent} WorkerEvent
 */

import { CodedError, makeRequest, parseFromWorker } from './protocol.js';

const CHECK_MS = 1000;
/** Silence after which a worker that owes an answer is dead. */
const SILENCE_MS = 10000;
/** The same while it loads code or data: a slow network is silent for longer. */
const LOADING_SILENCE_MS = 60000;
/** Silence of a worker that trains after which it is asked for a sign of life. */
const PROBE_MS = 3000;

/** @type {ReadonlySet<RequestType>} */
const LOADING_REQUESTS = new Set(/** @type {RequestType[]} */ (['init', 'load-data']));

/** @typedef {Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener' | 'removeEventListener'>} WorkerLike */

/**
 * @typedef {object} PendingRequest
 * @property {RequestType} type
 * @property {(result: any) => void} resolve
 * @property {(error: CodedError) => void} reject
 */

export class WorkerClient {
  #worker;
  #onEvent;
  #onDeath;
  /** @type {Map<number, PendingRequest>} */
  #pending = new Map();
  #nextId = 1;
  #silentMs = 0;
  #isTraining = false;
  /** @type {CodedError | null} */
  #death = null;
  /** @type {ReturnType<typeof setInterval>} */
  #timer;

  /**
   * @param {WorkerLike} worker owned by the client from now on
   * @param {{onEvent: (event: WorkerEvent) => void, onDeath: (error: CodedError) => void}} callbacks
   */
  constructor(worker, { onEvent, onDeath }) {
    this.#worker = worker;
    this.#onEvent = onEvent;
    this.#onDeath = onDeath;
    worker.addEventListener('message', this.#onMessage);
    worker.addEventListener('messageerror', this.#onMessageError);
    worker.addEventListener('error', this.#onError);
    this.#timer = setInterval(this.#check, CHECK_MS);
  }

  /**
   * @template {RequestType} T
   * @param {T} type
   * @param {Requests[T]['payload']} payload
   * @returns {Promise<Requests[T]['result']>} rejected with a `CodedError`
   */
  request(type, payload) {
    if (this.#death !== null) return Promise.reject(this.#death);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { type, resolve, reject });
      if (this.#pending.size === 1) this.#silentMs = 0;
      try {
        this.#worker.postMessage(makeRequest(id, type, payload));
      } catch (error) {
        this.#pending.delete(id);
        reject(new CodedError('bad-message', `The worker cannot be sent this: ${String(error)}`));
      }
    });
  }

  /**
   * Whether events are expected without a request, so that their absence means something.
   * @param {boolean} isTraining
   */
  watchTraining(isTraining) {
    this.#isTraining = isTraining;
  }

  /** Ends the worker as if it had died. */
  kill() {
    this.#die('The worker was ended.');
  }

  /** Ends the worker in peace: open requests are answered, nobody is told of a death. */
  dispose() {
    this.#onDeath = () => {};
    this.#die('The worker was put away.');
  }

  #onMessage = (/** @type {MessageEvent} */ { data }) => {
    this.#silentMs = 0;
    let message;
    try {
      message = parseFromWorker(data);
    } catch (error) {
      this.#die(/** @type {Error} */ (error).message);
      return;
    }
    if ('event' in message) {
      this.#onEvent(message);
      return;
    }
    const request = this.#pending.get(message.id);
    if (request === undefined) {
      console.warn(`The worker answered request ${message.id}, which is not open.`);
      return;
    }
    this.#pending.delete(message.id);
    if (message.ok) request.resolve(message.result);
    else request.reject(new CodedError(message.error.code, message.error.message));
  };

  #onMessageError = () => {
    this.#die('A message from the worker could not be read.');
  };

  #onError = (/** @type {Event} */ event) => {
    event.preventDefault?.();
    const reason = /** @type {ErrorEvent} */ (event).message;
    this.#die(reason ? `The worker failed: ${reason}` : 'The worker could not be loaded.');
  };

  // Silence is counted in ticks of this timer, not in time: after the computer has slept, the clock
  // has moved on although the worker had no chance to speak.
  #check = () => {
    this.#silentMs += CHECK_MS;
    if (this.#pending.size > 0) {
      const isLoading = [...this.#pending.values()].some(({ type }) => LOADING_REQUESTS.has(type));
      const limitMs = isLoading ? LOADING_SILENCE_MS : SILENCE_MS;
      if (this.#silentMs >= limitMs) {
        this.#die(`The worker has not answered for ${limitMs / 1000} seconds.`);
      }
    } else if (this.#isTraining && this.#silentMs >= PROBE_MS) {
      // The one request that changes nothing when nothing is loading.
      this.request('cancel-load', {}).catch(() => {});
    }
  };

  /** @param {string} message */
  #die(message) {
    if (this.#death !== null) return;
    const death = new CodedError('worker-died', message);
    this.#death = death;
    clearInterval(this.#timer);
    this.#worker.removeEventListener('message', this.#onMessage);
    this.#worker.removeEventListener('messageerror', this.#onMessageError);
    this.#worker.removeEventListener('error', this.#onError);
    this.#worker.terminate();
    const open = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of open) reject(death);
    this.#onDeath(death);
  }
}
