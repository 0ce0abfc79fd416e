/**
 * TensorFlow.js as its guides train: a `tf.sequential` model of `tf.layers.dense`, compiled with an
 * optimizer and a loss, trained by `model.fit` on one-hot labels; the WebAssembly back end with SIMD
 * and threads, its files from the same server.
 */

import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { fetchFloats, serveContestant, shapes } from './contestant-worker.js';

const CLASSES = 10;
/** How many test images are read at once. */
const TEST_BATCH = 1000;

/**
 * The back end takes at most half as many threads as the browser reports cores, whatever it is asked
 * for. Reporting twice as many as it should use gives it the ones that it is asked for.
 * @param {number} threads
 */
function allowThreads(threads) {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 * threads });
}

serveContestant(async (/** @type {import('./contestant-worker.js').Recipe} */ recipe) => {
  const { layers, batchSize, learningRate, seed, threads, data } = recipe;
  setWasmPaths(new URL('wasm/', self.location.href).href);
  allowThreads(threads);
  setThreadsCount(threads);
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js has no WebAssembly back end.');
  await tf.ready();
  if (getThreadsCount() !== threads) {
    throw new Error(`TensorFlow.js computes with ${getThreadsCount()} threads, not ${threads}.`);
  }

  const floats = await fetchFloats(data);
  const images = tf.tensor2d(floats.train, [data.trainingImages, floats.pixels]);
  const labels = tf.oneHot(tf.tensor1d(floats.trainLabels, 'int32'), CLASSES);
  const testImages = tf.tensor2d(floats.test, [floats.testLabels.length, floats.pixels]);

  const model = tf.sequential();
  const dense = shapes(layers, floats.pixels, CLASSES);
  dense.forEach(([inputs, units], i) =>
    model.add(
      tf.layers.dense({
        units,
        inputShape: [inputs],
        activation: i === dense.length - 1 ? 'softmax' : 'relu',
        kernelInitializer: tf.initializers.glorotNormal({ seed: seed + i }),
      }),
    ),
  );
  model.compile({ optimizer: tf.train.sgd(learningRate), loss: 'categoricalCrossentropy' });

  let position = 0;

  return {
    /** @param {number} wanted */
    async round(wanted) {
      let seconds = 0;
      let samples = 0;
      while (samples < wanted) {
        if (position + batchSize > data.trainingImages) position = 0;
        const count = Math.min(wanted - samples, data.trainingImages - position);
        const x = images.slice([position, 0], [count, floats.pixels]);
        const y = labels.slice([position, 0], [count, CLASSES]);
        const began = performance.now();
        await model.fit(x, y, { batchSize, epochs: 1, shuffle: true, yieldEvery: 'never' });
        seconds += (performance.now() - began) / 1000;
        tf.dispose([x, y]);
        position += count;
        samples += count;
      }
      return { seconds, samples };
    },
    async accuracy() {
      const digits = tf.tidy(() => {
        return model.predict(testImages, { batchSize: TEST_BATCH }).argMax(-1);
      });
      const predictions = await digits.data();
      tf.dispose(digits);
      const correct = floats.testLabels.filter((label, i) => label === predictions[i]).length;
      return correct / floats.testLabels.length;
    },
    async describe() {
      return `${tf.version.tfjs}, ${tf.getBackend()}, ${getThreadsCount()} threads`;
    },
  };
});
