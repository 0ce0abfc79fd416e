/**
 * jax-js as its documentation trains: `jit` around the whole step, `valueAndGrad` of the loss, a batch
 * by slicing with shuffled indices as in its MNIST demo, and "regular" waits for the parameters, so
 * that work does not queue up; plain gradient descent by `tree.map`. (The demo itself jits the network
 * alone and waits after each step, which is slower here.) Its WebAssembly back end takes as many
 * threads as there are cores.
 */

import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  nn,
  numpy as np,
  random,
  tree,
  valueAndGrad,
} from '@jax-js/jax';
import { fetchFloats, serveContestant, shapes } from './contestant-worker.js';

const CLASSES = 10;
/** How many test images are read at once. */
const TEST_BATCH = 1000;
/** The fastest of 1, 4 and 16 at batch 32; at batch 1000 they are alike. */
const STEPS_BETWEEN_WAITS = 16;

/** @typedef {import('@jax-js/jax').Array} JaxArray */
/** @typedef {{weights: JaxArray[], biases: JaxArray[]}} Params */

serveContestant(async (/** @type {import('./contestant-worker.js').Recipe} */ recipe) => {
  const { layers, batchSize, learningRate, seed, data } = recipe;
  const devices = await init('wasm');
  if (!devices.includes('wasm')) throw new Error('jax-js has no WebAssembly back end.');
  defaultDevice('wasm');

  const floats = await fetchFloats(data);
  const images = np.array(floats.train).reshape([data.trainingImages, floats.pixels]);
  const labels = np.array(floats.trainLabels);
  const testImages = np.array(floats.test).reshape([floats.testLabels.length, floats.pixels]);

  const dense = shapes(layers, floats.pixels, CLASSES);
  /** @type {Params} */
  let params = {
    weights: dense.map(([inputs, outputs], i) =>
      random.normal(random.key(seed + i), [inputs, outputs]).mul(Math.sqrt(2 / (inputs + outputs))),
    ),
    biases: dense.map(([, outputs]) => np.zeros([outputs])),
  };

  const predict = jit((/** @type {Params} */ { weights, biases }, /** @type {JaxArray} */ x) => {
    weights.forEach((weight, i) => {
      x = np.dot(x, weight).add(/** @type {JaxArray} */ (biases[i]));
      if (i < weights.length - 1) x = nn.relu(x);
    });
    return nn.logSoftmax(x);
  });
  const loss = (/** @type {Params} */ p, /** @type {JaxArray} */ x, /** @type {JaxArray} */ y) => {
    const count = /** @type {number} */ (y.shape[0]);
    return predict(p, x)
      .mul(nn.oneHot(y, CLASSES))
      .sum()
      .mul(-1 / count);
  };
  const update = jit(
    (/** @type {Params} */ p, /** @type {JaxArray} */ x, /** @type {JaxArray} */ y) => {
      const [value, grad] = valueAndGrad(loss)(tree.ref(p), x, y);
      value.dispose();
      return tree.map(
        (/** @type {JaxArray} */ old, /** @type {JaxArray} */ g) => old.sub(g.mul(learningRate)),
        p,
        grad,
      );
    },
  );

  const shuffled = shuffledIndices(data.trainingImages, seed);
  let position = 0;

  return {
    /** @param {number} wanted */
    async round(wanted) {
      const began = performance.now();
      let samples = 0;
      while (samples < wanted) {
        if (position + batchSize > shuffled.length) position = 0;
        const indices = np.array(shuffled.subarray(position, position + batchSize));
        const x = images.ref.slice(indices.ref);
        const y = labels.ref.slice(indices);
        params = update(params, x, y);
        if ((samples / batchSize) % STEPS_BETWEEN_WAITS === 0) await blockUntilReady(params);
        position += batchSize;
        samples += batchSize;
      }
      await blockUntilReady(params);
      return { seconds: (performance.now() - began) / 1000, samples };
    },
    async accuracy() {
      let correct = 0;
      for (let i = 0; i < floats.testLabels.length; i += TEST_BATCH) {
        const end = Math.min(i + TEST_BATCH, floats.testLabels.length);
        const scores = predict(tree.ref(params), testImages.ref.slice([i, end]));
        const predictions = await np.argmax(scores, 1).data();
        for (let j = i; j < end; j++) {
          if (floats.testLabels[j] === predictions[j - i]) correct += 1;
        }
      }
      return correct / floats.testLabels.length;
    },
    async describe() {
      return `wasm, ${navigator.hardwareConcurrency} threads`;
    },
  };
});

/**
 * @param {number} count
 * @param {number} seed
 * @returns {Int32Array} 0 .. count - 1 in an order that the seed determines
 */
function shuffledIndices(count, seed) {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1)); // the upper bits are the random ones
    const kept = /** @type {number} */ (indices[i]);
    indices[i] = /** @type {number} */ (indices[j]);
    indices[j] = kept;
  }
  return indices;
}
