/** A laboratory with a worker that answers at once, for the tests of both. */

import { makeFailure, makeResult, PROTOCOL_VERSION } from '../../web/src/protocol.js';
import { Laboratory } from '../../web/src/page/laboratory.js';
import { presetConfig } from '../../web/src/settings.js';

export const config = presetConfig('article');
export const network = {
  ...{ text: '784-100-200-10', inputs: 784, outputs: 10 },
  ...{ parameterCount: 100710, trainingFlops: 445600 },
};
export const data = {
  name: '10,000 images of MNIST',
  trainingImages: 8500,
  validationImages: 1500,
  testImages: 0,
  rows: 28,
  columns: 28,
  classes: 10,
};

/** @param {object} [changes] */
export const stateWith = (changes = {}) => ({
  phase: /** @type {const} */ ('training'),
  prepared: 1,
  corrected: 1,
  epoch: 0,
  epochs: 25,
  step: 0,
  epochsTrained: 0,
  batchLoss: 0,
  batchAccuracy: 0,
  samplesPerSecond: 0,
  trainingMs: 0,
  threads: 2,
  ...changes,
});

/** Answers every request at once with what is usual, unless the test says otherwise. */
class ObedientWorker extends EventTarget {
  /** @type {string[]} */
  types = [];
  /** @type {any[]} */
  requests = [];
  /** @type {Record<string, any>} */
  answers = {
    init: {
      ...{ version: PROTOCOL_VERSION, variant: 'threads', mostThreads: 4, cores: 4 },
      ...{ variants: [], fullSetAvailable: false },
    },
    'load-data': { data, network, state: stateWith() },
    configure: { network, state: stateWith() },
    gallery: { items: [] },
    train: { state: stateWith() },
    pause: { state: stateWith({ step: 40 }) },
    step: { state: stateWith({ step: 1 }) },
    reset: { network, state: stateWith() },
    'set-threads': { state: stateWith({ step: 40, threads: 3 }) },
    tune: { state: stateWith({ step: 40 }) },
    'cancel-load': {},
  };

  /** @param {any} request */
  postMessage(request) {
    this.types.push(request.type);
    this.requests.push(request);
    const known = this.answers[request.type];
    const answer = typeof known === 'function' ? known(request) : known;
    if (answer === undefined) return;
    queueMicrotask(() =>
      this.say(
        answer instanceof Error ? makeFailure(request.id, answer) : makeResult(request.id, answer),
      ),
    );
  }

  terminate() {}

  /** @param {unknown} message */
  say(message) {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

/**
 * @param {import('node:test').TestContext} t
 * @param {{source?: any, answers?: object, config?: typeof config, usual?: typeof config,
 *   threads?: 'auto' | number}} [options]
 */
export function setUp(
  t,
  {
    source = { kind: 'embedded' },
    answers = {},
    config: first = config,
    usual = config,
    threads = 'auto',
  } = {},
) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  /** @type {ObedientWorker[]} */
  const workers = [];
  const lab = new Laboratory({
    config: first,
    usual,
    threads,
    source,
    createWorker: () => {
      const worker = new ObedientWorker();
      Object.assign(worker.answers, answers);
      workers.push(worker);
      return /** @type {any} */ (worker);
    },
    onChange: () => {},
  });
  t.after(() => lab.kill());
  const worker = () => /** @type {ObedientWorker} */ (workers.at(-1));
  return { lab, notebook: lab.notebook, worker, workers };
}
