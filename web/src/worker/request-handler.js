/**
 * Gives every request its one answer. Knows the protocol and the session, and nothing of workers:
 * the tests run it under Node.
 */

import {
  CodedError,
  FULL_PREPARATION,
  makeFailure,
  makeResult,
  parseRequest,
  PROTOCOL_VERSION,
} from '../protocol.js';
import { DataLoading } from './data-loading.js';
import { ThreadChoice } from './thread-choice.js';
import { TrainingLoop } from './training-loop.js';

/** The pad on which strokes are drawn, in pixels (cpp/drawing/brush.h). */
const PAD_SIZE = 280;

/** The id of the answer to a message that has none. */
const NO_ID = -1;

/**
 * @typedef {object} Parts
 * @property {(message: import('../protocol.js').Answer | import('../protocol.js').WorkerEvent) =>
 *   void} post
 * @property {(wish?: string) => Promise<import('./load-module.js').Loaded>} loadModule the best
 *   variant, or the one of that name
 * @property {import('../data/catalogue.js').Catalogue} catalogue
 * @property {(slice: () => void) => void} schedule see TrainingLoop
 * @property {() => number} clock in milliseconds
 * @property {(error: unknown) => void} onFatal the WASM module is broken for good
 */

/**
 * What there is once the module is loaded.
 * @typedef {object} Running
 * @property {import('./inkling-module.js').Session} session
 * @property {ThreadChoice} threads
 * @property {TrainingLoop} training
 * @property {DataLoading} data
 * @property {import('../protocol.js').Environment} environment
 */

export class RequestHandler {
  #parts;
  /** @type {Promise<Running> | null} */
  #running = null;
  /** What is loaded before it is asked for. @type {ReturnType<Parts['loadModule']> | null} */
  #ahead = null;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Begins to load what a page asks for first: the best variant, and the small data set. */
  loadAhead() {
    const { loadModule, catalogue } = this.#parts;
    this.#ahead = loadModule();
    // Whoever asks for it is told of a failure.
    this.#ahead.catch(() => {});
    catalogue.fetchAhead();
  }

  /**
   * @param {unknown} message
   * @returns {Promise<void>} when the answer is posted
   */
  async receive(message) {
    const { post, onFatal } = this.#parts;
    const id = idOf(message);
    try {
      const request = parseRequest(message);
      post(makeResult(request.id, await this.#answer(request)));
    } catch (error) {
      post(makeFailure(id, error));
      if (error instanceof WebAssembly.RuntimeError) onFatal(error);
    }
  }

  /** @param {import('../protocol.js').Request} request */
  async #answer(request) {
    if (request.type === 'init') {
      checkVersion(request.version);
      this.#running ??= this.#start(request);
      return (await this.#running).environment;
    }
    if (!this.#running) throw new CodedError('bad-message', 'The first request must be "init".');
    return handle(request, await this.#running);
  }

  /**
   * @param {import('../protocol.js').RequestOf<'init'>} request
   * @returns {Promise<Running>}
   */
  async #start({ variant: wish, threads: threadWish = 'auto' }) {
    const { loadModule, catalogue, post, schedule, clock } = this.#parts;
    const loading = (wish === undefined && this.#ahead) || loadModule(wish);
    const [{ module, variant, mostThreads, cores, variants }, fullSetAvailable] = await Promise.all(
      [loading, catalogue.hasFullSet()],
    );
    const session = new module.Session();
    const threads = new ThreadChoice({ most: mostThreads, apply: module.setThreads });
    threads.set(threadWish);
    return {
      session,
      threads,
      training: new TrainingLoop({ session, threads, post, schedule, clock }),
      data: new DataLoading({ session, idxHeader: module.idxHeader, catalogue, post, clock }),
      environment: {
        version: PROTOCOL_VERSION,
        ...{ variant, mostThreads, cores, variants, fullSetAvailable },
      },
    };
  }
}

/**
 * @param {Exclude<import('../protocol.js').Request, {type: 'init'}>} request
 * @param {Running} running
 */
function handle(request, { session, threads, training, data }) {
  switch (request.type) {
    case 'load-data':
      return loadData(request.source, { session, training, data });
    case 'cancel-load':
      data.cancel();
      return {};
    case 'configure': {
      const network = session.configure(request.config);
      training.startAnew();
      return { network, state: training.state() };
    }
    case 'reset': {
      const network = session.reset();
      training.startAnew();
      return { network, state: training.state() };
    }
    case 'tune':
      session.tune(request.learningRate, request.batchSize, request.epochs);
      training.tuned();
      return { state: training.state() };
    case 'set-threads':
      threads.set(request.threads);
      return { state: training.state() };
    case 'train':
      training.train();
      return { state: training.state() };
    case 'pause':
      training.pause();
      return { state: training.state() };
    case 'step':
      return training.step().then((state) => ({ state }));
    case 'predict-drawing':
      return toReading(
        session.readStrokes(request.strokes, request.preparation ?? FULL_PREPARATION),
        training,
      );
    case 'predict-image':
      return toReading(session.readImage(request.image), training);
    case 'correct':
      return correct(request.examples, { session, training });
    case 'undo-correction':
      session.undoCorrection();
      training.undone();
      return { state: training.state() };
    case 'gallery':
      return { items: session.gallery(request.count) };
    case 'samples':
      return session.samples(request.count, request.draw);
  }
}

/**
 * @param {import('../protocol.js').DataSource} source
 * @param {Pick<Running, 'session' | 'training' | 'data'>} running
 */
async function loadData(source, { session, training, data }) {
  const summary = await data.load(source);
  training.startAnew();
  return { data: summary, network: session.networkSummary(), state: training.state() };
}

/**
 * @param {import('../protocol.js').LabelledDrawing[]} examples
 * @param {Pick<Running, 'session' | 'training'>} running
 */
async function correct(examples, { session, training }) {
  session.correct(examples);
  const correction = await training.correct();
  return { state: training.state(), correction };
}

/**
 * @param {import('./inkling-module.js').ModuleReading} reading
 * @param {TrainingLoop} training
 * @returns {import('../protocol.js').Reading}
 */
function toReading(reading, training) {
  const { blank, prediction, probabilities, isSure, image } = reading;
  const { step } = training.state();
  return { blank, prediction, probabilities, isSure, image, stages: stagesOf(reading), step };
}

/**
 * @param {import('./inkling-module.js').ModuleReading} reading
 * @returns {import('../protocol.js').PreparationStages | null}
 */
function stagesOf({ boxLeft, boxTop, boxWidth, boxHeight, fitted, massRow, massColumn }) {
  if (boxWidth === 0) return null;
  return {
    box: {
      left: boxLeft / PAD_SIZE,
      top: boxTop / PAD_SIZE,
      width: boxWidth / PAD_SIZE,
      height: boxHeight / PAD_SIZE,
    },
    fitted,
    mass: { row: massRow, column: massColumn },
  };
}

/** @param {number} version of the page */
function checkVersion(version) {
  if (version === PROTOCOL_VERSION) return;
  throw new CodedError(
    'version-mismatch',
    `The page (protocol ${version}) and its worker (protocol ${PROTOCOL_VERSION}) come from ` +
      'different versions. Reload the page.',
  );
}

/**
 * @param {unknown} message
 * @returns {number}
 */
function idOf(message) {
  const id = /** @type {{id?: unknown} | null | undefined} */ (message)?.id;
  return typeof id === 'number' ? id : NO_ID;
}
