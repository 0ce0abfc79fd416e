/**
 * The wire format between the page and its worker: every message that may pass, in one place.
 *
 * How it works
 * ------------
 * The page sends *requests*, each with an `id` of its own. The worker answers every request with
 * exactly one *answer* that carries the same id: `ok: true` with a result, or `ok: false` with an
 * error (a code, and a sentence for people). When the worker dies, the client
 * (`worker-client.js`) answers all open requests with the code `worker-died`, so every promise
 * settles.
 *
 * Between answers the worker sends *events*, which carry no id and need no answer: progress of
 * loading, progress of training (at most one a frame), finished epochs, the end of a training run,
 * a failure of it.
 *
 * Training: `train` is answered at once and then runs in short slices inside the worker, which looks
 * at its other requests between two slices. So `pause`, `predict`, `step` and `reset` are answered
 * within a few tens of milliseconds, without shared memory. `train` is idempotent; `pause` is
 * answered when the worker stands still, with the state it stands at.
 *
 * Loading: one `load-data` at a time; `cancel-load` ends it, and the `load-data` is then answered
 * with the code `aborted`. Whatever goes wrong, the data set from before stays.
 *
 * Bytes (images, files) are sent as typed arrays or `File`s and copied by the structured clone.
 * Drawings are sent as the strokes of the pen; the worker draws them for the network. Accuracies and
 * probabilities are 0..1. Pixels: 0 is paper, 255 is ink.
 *
 * The version is checked once, in `init`: a page and a worker of different builds (a half-updated
 * cache) refuse each other with a sentence instead of misreading each other.
 *
 * @module
 */

/** The name of a worker that is to load what a page asks for first before it is asked. */
export const AHEAD = 'ahead';

export const PROTOCOL_VERSION = 4;

/* ---- Values ------------------------------------------------------------------------------- */

/**
 * What to train. See cpp/session/session.h.
 * @typedef {object} Config
 * @property {string} layers hidden layers, "100,200"; "" for none
 * @property {'relu' | 'leaky-relu' | 'gelu' | 'sigmoid' | 'tanh'} activation
 * @property {'xavier' | 'he'} initialization
 * @property {number} learningRate above 0
 * @property {number} batchSize images per step
 * @property {number} epochs
 * @property {number} seed 0 .. 2^32 - 1
 * @property {string} optimizer "sgd", "momentum", "nesterov", "adam", "adamw" or "rmsprop"
 * @property {number} momentum of the optimizers that have one; beta1 of Adam
 * @property {number} weightDecay decoupled
 * @property {number} l2
 * @property {number} clipNorm largest norm of all gradients together; 0: any
 * @property {number} labelSmoothing 0 .. below 1
 * @property {string} schedule "constant", "step", "cosine" or "one-cycle"
 * @property {number} warmUp share of the training in which the rate rises
 * @property {string} augmentation "rotate10,scale0.1"; "" for none
 * @property {number} weightAverage decay of the averaged weights; 0: none
 * @property {boolean} keepBest ends with the weights that validated best
 * @property {number} patience ends after so many epochs without a better one; 0: never
 * @property {boolean} trainOnAll also on the validation images
 * @property {number} styles share of written digits among the images of a step, 0 .. 0.9
 */

/**
 * @typedef {object} NetworkSummary
 * @property {string} text "784-100-200-10"
 * @property {number} inputs
 * @property {number} outputs
 * @property {number} parameterCount
 * @property {number} trainingFlops floating-point operations of a training step for each image of the
 *   batch, as a network without zero-skipping needs them
 */

/**
 * @typedef {object} DataSummary
 * @property {string} name "10,000 images of MNIST", "full MNIST", or the names of the files
 * @property {number} trainingImages
 * @property {number} validationImages
 * @property {number} testImages 0 where there is no test set
 * @property {number} rows
 * @property {number} columns
 * @property {number} classes
 */

/**
 * Where the data come from.
 * @typedef {{kind: 'embedded'} | {kind: 'full'} | {kind: 'files', files: File[]} |
 *   {kind: 'urls', urls: string[]}} DataSource
 */

/**
 * Mean loss and accuracy over a twentieth of an epoch of training images.
 * @typedef {object} RunningPoint
 * @property {number} epochs position, in epochs since the start
 * @property {number} loss
 * @property {number} accuracy
 */

/**
 * Measured after an epoch, over the validation images and 10,000 of the training images (all of them
 * where there are fewer).
 * @typedef {object} EpochResult
 * @property {number} epoch 1 for the first
 * @property {number} trainLoss
 * @property {number} trainAccuracy
 * @property {number} validationLoss
 * @property {number} validationAccuracy
 * @property {number} drawnAccuracy of validation digits put on a virtual drawing pad, as people draw
 *   them, and read the way a drawing is
 * @property {number} temperature that the outputs are divided by, so that probabilities are honest
 * @property {number} calibrationError how far the probabilities are from the shares that are right,
 *   after that (expected calibration error)
 */

/**
 * @typedef {object} TestResult
 * @property {number} loss
 * @property {number} accuracy
 */

/**
 * Where training stands.
 * @typedef {object} TrainingState
 * @property {'preparing' | 'training' | 'evaluating' | 'testing' | 'correcting' | 'done'} phase what
 *   comes next; preparing: digits are written that the training is mixed with
 * @property {number} epoch epochs trained and measured
 * @property {number} epochs epochs to train in all
 * @property {number} prepared 0..1, how many of these digits are written; 1 where there are none
 * @property {number} corrected 0..1, how much of a correction is done; 1 where none is on its way
 * @property {number} step mini-batches trained since the start
 * @property {number} epochsTrained with the fraction of the running epoch
 * @property {number} batchLoss of the last mini-batch
 * @property {number} batchAccuracy of the last mini-batch
 * @property {number} samplesPerSecond of training alone, without evaluation; 0 before it is known
 * @property {number} trainingMs time spent in training steps since the start
 * @property {number} threads that train
 */

/**
 * An image as bytes, row by row.
 * @typedef {object} GrayImage
 * @property {number} rows
 * @property {number} columns
 * @property {Uint8Array} pixels
 */

/**
 * A point that the pen passed, in fractions of a square pad, y downward; a pen's pressure (0..1) is
 * the third number where there is one. The same form as recorded drawings have.
 * @typedef {[x: number, y: number, pressure?: number]} StrokePoint
 * @typedef {StrokePoint[]} Stroke
 */

/**
 * How a drawing becomes what the network sees; both are on unless one wants to see why they are.
 * @typedef {object} Preparation
 * @property {boolean} scaling the box around the ink fills 20 x 20; else the whole pad is shrunk
 * @property {boolean} centring the centre of mass is moved to the middle; else the box is
 */

/**
 * The stages between the pad and what the network sees.
 * @typedef {object} PreparationStages
 * @property {{left: number, top: number, width: number, height: number}} box around the ink, in
 *   fractions of the pad
 * @property {GrayImage} fitted the box scaled to 20 x 20, its proportions kept; without scaling the
 *   whole pad, shrunk
 * @property {{row: number, column: number}} mass the ink's centre of mass in what the network sees, in
 *   pixels; the middle of a pixel is at .5
 */

/**
 * A drawing and what it is meant to be.
 * @typedef {{strokes: readonly Stroke[], label: number}} LabelledDrawing
 */

/**
 * What a correction did to the network.
 * @typedef {object} CorrectionResult
 * @property {number} examples drawings it was taught
 * @property {number} rightBefore how many of them it read right
 * @property {number} rightAfter
 * @property {number} validationBefore accuracy on the validation images
 * @property {number} validationAfter at most 0.003 below that
 */

/**
 * What the network reads in a drawing or an image.
 * @typedef {object} Reading
 * @property {boolean} blank nothing was drawn: `probabilities` is empty and `prediction` -1
 * @property {number} prediction
 * @property {number[]} probabilities one per class
 * @property {boolean} isSure false: what it saw is too unlike the digits it knows to claim one
 * @property {GrayImage} image what the network saw, 28 x 28 for MNIST
 * @property {PreparationStages | null} stages none for an image
 * @property {number} step mini-batches the network had trained when it read this; 0: untrained
 */

/**
 * @typedef {object} GalleryItem
 * @property {number} label
 * @property {number} prediction
 * @property {number} probability
 * @property {GrayImage} image
 */

/**
 * The builds of the WASM module, see web/src/worker/variants.js.
 * @typedef {'threads' | 'relaxed' | 'simd' | 'scalar'} VariantName
 */

/**
 * @typedef {object} VariantSupport
 * @property {VariantName} name
 * @property {string} obstacle why it does not run here, part of a sentence; "" where it runs
 */

/**
 * How many threads should train; "auto": as many as are fastest. The results are the same.
 * @typedef {'auto' | number} ThreadWish
 */

/**
 * @typedef {object} Environment
 * @property {number} version the worker's PROTOCOL_VERSION
 * @property {VariantName} variant which WASM build runs
 * @property {number} mostThreads that it can train with
 * @property {number} cores that the browser speaks of
 * @property {VariantSupport[]} variants all that there are, best first
 * @property {boolean} fullSetAvailable whether the page was built with the full MNIST
 */

/**
 * Codes of errors: those of the C++ library (cpp/base/error.h) and those of the page and worker.
 * @typedef {'invalid-argument' | 'shape-mismatch' | 'bad-idx' | 'bad-data-set' | 'no-data' |
 *   'non-finite-loss' | 'out-of-memory' | 'internal' | 'aborted' | 'network' | 'not-found' |
 *   'bad-gzip' | 'too-large' | 'no-simd' | 'worker-died' | 'version-mismatch' |
 *   'bad-message'} ErrorCode
 */

/** @typedef {{code: ErrorCode, message: string}} Failure */

/* ---- Requests and their results ------------------------------------------------------------ */

/**
 * Payload and result of each request, by type.
 *
 * @typedef {object} Requests
 * @property {{payload: {version: number, variant?: VariantName, threads?: ThreadWish},
 *   result: Environment}} init loads the module, the best variant or the one that is named; the first
 *   request
 * @property {{payload: {source: DataSource}, result: {data: DataSummary, network: NetworkSummary,
 *   state: TrainingState}}} load-data replaces the data set and resets the network; sends
 *   `data-progress`
 * @property {{payload: {}, result: {}}} cancel-load no error when nothing is loading
 * @property {{payload: {config: Config}, result: {network: NetworkSummary, state: TrainingState}}}
 *   configure a new, untrained network; stops training
 * @property {{payload: {learningRate: number, batchSize: number, epochs: number},
 *   result: {state: TrainingState}}} tune changes that keep the network; training goes on
 * @property {{payload: {threads: ThreadWish}, result: {state: TrainingState}}} set-threads
 *   training goes on, with the same results
 * @property {{payload: {}, result: {state: TrainingState}}} train starts or resumes
 * @property {{payload: {}, result: {state: TrainingState}}} pause
 * @property {{payload: {}, result: {state: TrainingState}}} step
 *   one mini-batch (and, at the end of an epoch, its measuring); pauses training first
 * @property {{payload: {}, result: {network: NetworkSummary, state: TrainingState}}} reset
 *   the same network, untrained, from the same seed; stops training
 * @property {{payload: {strokes: readonly Stroke[], preparation?: Preparation}, result: Reading}}
 *   predict-drawing
 * @property {{payload: {image: GrayImage}, result: Reading}} predict-image
 *   an image of the data set's size, as it is
 * @property {{payload: {count: number}, result: {items: GalleryItem[]}}} gallery
 * @property {{payload: {count: number, draw: number}, result: {distorted: GrayImage[],
 *   written: GrayImage[]}}} samples images as training gets them: distorted ones, and written ones;
 *   none where the settings want none. Another `draw`, a whole number, shows others
 * @property {{payload: {examples: LabelledDrawing[]}, result: {state: TrainingState,
 *   correction: CorrectionResult}}} correct teaches the network these drawings, in the midst of
 *   images that it knows; pauses training first, and is answered when it is done, or with `aborted`
 *   where `reset`, `configure` or `load-data` came in between. Sends `progress`
 * @property {{payload: {}, result: {state: TrainingState}}} undo-correction the network as it was
 *   before the last `correct`; refused where it has trained since
 */

/** As a network needs it. @type {Readonly<Preparation>} */
export const FULL_PREPARATION = Object.freeze({ scaling: true, centring: true });

/** @typedef {keyof Requests} RequestType */

/**
 * @template {RequestType} T
 * @typedef {{id: number, type: T} & Requests[T]['payload']} RequestOf
 */

/** @typedef {{[T in RequestType]: RequestOf<T>}[RequestType]} Request */

/**
 * @typedef {{id: number, ok: true, result: Requests[RequestType]['result']} |
 *   {id: number, ok: false, error: Failure}} Answer
 */

/* ---- Events -------------------------------------------------------------------------------- */

/**
 * @typedef {{event: 'data-progress', loadedBytes: number, totalBytes: number | null,
 *   file: string} |
 *   {event: 'progress', state: TrainingState, points: RunningPoint[]} |
 *   {event: 'epoch', state: TrainingState, result: EpochResult, gallery: GalleryItem[]} |
 *   {event: 'done', state: TrainingState, testResult: TestResult | null} |
 *   {event: 'training-failed', state: TrainingState, error: Failure}} WorkerEvent
 */

/** @typedef {WorkerEvent['event']} EventType */

/**
 * @template {EventType} T
 * @typedef {Extract<WorkerEvent, {event: T}>} EventOf
 */

/* ---- Constructors -------------------------------------------------------------------------- */

/**
 * @template {RequestType} T
 * @param {number} id
 * @param {T} type
 * @param {Requests[T]['payload']} payload
 * @returns {RequestOf<T>}
 */
export function makeRequest(id, type, payload) {
  return { ...payload, id, type };
}

/**
 * @param {number} id
 * @param {Requests[RequestType]['result']} result
 * @returns {Answer}
 */
export function makeResult(id, result) {
  return { id, ok: true, result };
}

/**
 * @param {number} id
 * @param {unknown} error
 * @returns {Answer}
 */
export function makeFailure(id, error) {
  return { id, ok: false, error: toFailure(error) };
}

/** An error with a code of the closed list. */
export class CodedError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message a sentence: what went wrong and what to do
   */
  constructor(code, message) {
    super(message);
    this.name = 'CodedError';
    this.code = code;
  }
}

/**
 * Any thrown value as a failure that can be cloned. Values without a known code are `internal`.
 * @param {unknown} error
 * @returns {Failure}
 */
export function toFailure(error) {
  const message = error instanceof Error ? error.message : String(error);
  const code = /** @type {{code?: unknown}} */ (error ?? {}).code;
  return { code: isErrorCode(code) ? code : 'internal', message };
}

/* ---- Validators ---------------------------------------------------------------------------- */

/** @type {ReadonlySet<string>} */
const ERROR_CODES = new Set([
  'invalid-argument',
  'shape-mismatch',
  'bad-idx',
  'bad-data-set',
  'no-data',
  'non-finite-loss',
  'out-of-memory',
  'internal',
  'aborted',
  'network',
  'not-found',
  'bad-gzip',
  'too-large',
  'no-simd',
  'worker-died',
  'version-mismatch',
  'bad-message',
]);

/**
 * @param {unknown} code
 * @returns {code is ErrorCode}
 */
export function isErrorCode(code) {
  return typeof code === 'string' && ERROR_CODES.has(code);
}

/** The fields each request must have, as predicates. */
const PAYLOAD_FIELDS = {
  init: {
    version: isNumber,
    variant: optional((value) => typeof value === 'string'),
    threads: optional(isThreadWish),
  },
  'load-data': { source: isDataSource },
  'cancel-load': {},
  configure: { config: isObject },
  tune: { learningRate: isNumber, batchSize: isNumber, epochs: isNumber },
  'set-threads': { threads: isThreadWish },
  train: {},
  pause: {},
  step: {},
  reset: {},
  'predict-drawing': { strokes: isStrokes, preparation: optional(isPreparation) },
  'predict-image': { image: isGrayImage },
  gallery: { count: isNumber },
  samples: { count: isNumber, draw: isNumber },
  correct: { examples: isExamples },
  'undo-correction': {},
};

/** @type {ReadonlySet<unknown>} */
const EVENT_TYPES = new Set(['data-progress', 'progress', 'epoch', 'done', 'training-failed']);

/**
 * Checks a message that arrived at the worker.
 * @param {unknown} message
 * @returns {Request}
 * @throws {CodedError} `bad-message`, naming what is wrong
 */
export function parseRequest(message) {
  if (!isObject(message) || !isNumber(message.id)) {
    throw new CodedError('bad-message', 'A request must be an object with a number as its id.');
  }
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(PAYLOAD_FIELDS, type)) {
    throw new CodedError('bad-message', `The worker knows no request "${String(type)}".`);
  }
  const fields = PAYLOAD_FIELDS[/** @type {RequestType} */ (type)];
  for (const [name, isValid] of Object.entries(fields)) {
    if (!isValid(message[name])) {
      throw new CodedError('bad-message', `The request "${type}" has no valid "${name}".`);
    }
  }
  return /** @type {Request} */ (/** @type {unknown} */ (message));
}

/**
 * Checks a message that arrived at the page.
 * @param {unknown} message
 * @returns {Answer | WorkerEvent}
 * @throws {CodedError} `bad-message`
 */
export function parseFromWorker(message) {
  if (isObject(message)) {
    if (EVENT_TYPES.has(message.event)) {
      return /** @type {WorkerEvent} */ (/** @type {unknown} */ (message));
    }
    const isResult = message.ok === true && isObject(message.result);
    const isFailure =
      message.ok === false && isObject(message.error) && isErrorCode(message.error.code);
    if (isNumber(message.id) && (isResult || isFailure)) {
      return /** @type {Answer} */ (/** @type {unknown} */ (message));
    }
  }
  throw new CodedError('bad-message', 'The worker sent something that is not in the protocol.');
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isThreadWish(value) {
  return value === 'auto' || (Number.isInteger(value) && Number(value) >= 1);
}

/**
 * @param {(value: unknown) => boolean} isValid
 * @returns {(value: unknown) => boolean}
 */
function optional(isValid) {
  return (value) => value === undefined || isValid(value);
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isGrayImage(value) {
  return (
    isObject(value) &&
    isNumber(value.rows) &&
    isNumber(value.columns) &&
    value.pixels instanceof Uint8Array &&
    value.pixels.length === value.rows * value.columns
  );
}

/**
 * @param {unknown} value
 * @returns {value is Stroke[]}
 */
export function isStrokes(value) {
  return (
    Array.isArray(value) &&
    value.every((stroke) => Array.isArray(stroke) && stroke.length > 0 && stroke.every(isPoint))
  );
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isPreparation(value) {
  return (
    isObject(value) && typeof value.scaling === 'boolean' && typeof value.centring === 'boolean'
  );
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isExamples(value) {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => isObject(one) && isStrokes(one.strokes) && isNumber(one.label))
  );
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isPoint(value) {
  return (
    Array.isArray(value) && (value.length === 2 || value.length === 3) && value.every(isNumber)
  );
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isDataSource(value) {
  if (!isObject(value)) return false;
  switch (value.kind) {
    case 'embedded':
    case 'full':
      return true;
    case 'files':
      return Array.isArray(value.files) && value.files.length > 0;
    case 'urls':
      return Array.isArray(value.urls) && value.urls.every((url) => typeof url === 'string');
    default:
      return false;
  }
}
