/**
 * The library's own limits, see cpp/session/config_check.cpp, network_spec.cpp, network_builder.cpp
 * and cpp/parallel/team.h, and the number of parameters that one of them is about.
 */

import { denseWidth } from './layers-text.js';

export const LIMITS = Object.freeze({
  layers: { count: 24, min: 1, max: 4096 },
  parameters: { max: 20_000_000 },
  learningRate: { max: 100 },
  batchSize: { min: 1, max: 4096 },
  epochs: { min: 1, max: 1000 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  styles: { max: 0.9 },
  threads: { min: 1, max: 64 },
});

/** The images of MNIST, for networks that are asked for before any data are there. */
const MNIST_SHAPE = Object.freeze({ inputs: 784, outputs: 10 });

/**
 * The weights and biases of a network of dense layers, for images of MNIST's shape unless another is
 * given.
 * @param {string} layers "100,200"
 * @param {{inputs: number, outputs: number}} [shape]
 * @returns {number | null} null for a network that has other layers
 */
export function countParameters(layers, { inputs, outputs } = MNIST_SHAPE) {
  const widths = layers === '' ? [] : layers.split(',').map(denseWidth);
  let count = 0;
  let previous = inputs;
  for (const width of [...widths, outputs]) {
    if (width === null) return null;
    count += (previous + 1) * width;
    previous = width;
  }
  return count;
}
