/**
 * What every contestant in the browser has in common: it lives in a worker of its own, and the page
 * calls its methods by name.
 */

/**
 * @typedef {object} Recipe what to train; the same for everyone who takes part
 * @property {string} layers widths of the hidden layers, "100,200"
 * @property {number} batchSize
 * @property {number} learningRate
 * @property {number} seed
 * @property {number} threads
 * @property {DataSet} data
 */

/**
 * Where the images are. Everyone trains on the first `trainingImages` of `trainImages`.
 * @typedef {object} DataSet
 * @property {string} trainImages address of an unpacked IDX file, as the others
 * @property {string} trainLabels
 * @property {string} testImages
 * @property {string} testLabels
 * @property {number} trainingImages
 */

/**
 * @typedef {object} Round
 * @property {number} seconds spent on training steps, and on nothing else
 * @property {number} samples trained in them: whole batches, so sometimes not what was asked for
 */

/**
 * @typedef {object} Contestant
 * @property {(samples: number) => Promise<Round>} round
 * @property {() => Promise<number>} accuracy on the test set, 0..1
 * @property {() => Promise<string>} describe what really runs: version, back end, threads
 */

/** The bytes before the content of an IDX file of images, and of labels. */
const IMAGES_HEADER_BYTES = 16;
const LABELS_HEADER_BYTES = 8;

/**
 * Answers `{id, method, argument}` with `{id, result}` or `{id, error}`.
 * @param {(options: any) => Promise<Record<string, any>>} create
 */
export function serveContestant(create) {
  /** @type {Record<string, any>} */
  let contestant = {};
  self.onmessage = async ({ data: { id, method, argument } }) => {
    try {
      if (method === 'create') contestant = await create(argument);
      const result = method === 'create' ? null : await contestant[method](argument);
      self.postMessage({ id, result });
    } catch (error) {
      self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
}

/**
 * @param {string} address
 * @returns {Promise<Uint8Array>}
 */
export async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be loaded: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * The data as frameworks want them: pixels as floats from 0 to 1.
 * @param {DataSet} data
 */
export async function fetchFloats(data) {
  const [trainPixels, trainLabels, testPixels, testLabels] = await Promise.all([
    fetchBytes(data.trainImages).then((bytes) => bytes.subarray(IMAGES_HEADER_BYTES)),
    fetchBytes(data.trainLabels).then((bytes) => bytes.subarray(LABELS_HEADER_BYTES)),
    fetchBytes(data.testImages).then((bytes) => bytes.subarray(IMAGES_HEADER_BYTES)),
    fetchBytes(data.testLabels).then((bytes) => bytes.subarray(LABELS_HEADER_BYTES)),
  ]);
  const pixels = testPixels.length / testLabels.length;
  return {
    train: toFloats(trainPixels.subarray(0, data.trainingImages * pixels)),
    trainLabels: Int32Array.from(trainLabels.subarray(0, data.trainingImages)),
    test: toFloats(testPixels),
    testLabels: Int32Array.from(testLabels),
    pixels,
  };
}

/** @param {Uint8Array} bytes */
function toFloats(bytes) {
  const floats = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) floats[i] = /** @type {number} */ (bytes[i]) / 255;
  return floats;
}

/**
 * @param {string} layers
 * @param {number} inputs
 * @param {number} outputs
 * @returns {[number, number][]} inputs and outputs of each dense layer
 */
export function shapes(layers, inputs, outputs) {
  const widths = [inputs, ...layers.split(',').map(Number), outputs];
  return widths.slice(1).map((width, i) => [/** @type {number} */ (widths[i]), width]);
}
