/** The benchmark's data: everyone trains on as many images as Inkling does. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { prepareData, writeValidating } from '../bench/data.mjs';
import { loadModule } from './module.js';

const folder = await mkdtemp(join(tmpdir(), 'inkling-bench-'));
after(() => rm(folder, { recursive: true, force: true }));

test('without the full set, the embedded one is cut into training and test images', async () => {
  const { name, sentence, trainingImages, files } = await prepareData(folder, []);
  assert.equal(name, 'embedded');
  assert.match(sentence, /npm run mnist/);

  const module = await loadModule();
  const session = new module.Session();
  try {
    for (const file of Object.values(files)) {
      session.addFile(file, new Uint8Array(await readFile(join(folder, file))));
    }
    const summary = session.commitFiles();
    assert.equal(summary.trainingImages, trainingImages);
    assert.equal(summary.trainingImages + summary.validationImages, 8500);
    assert.equal(summary.testImages, 1500);
  } finally {
    session.delete();
  }
});

test('with the test images in the place of those to validate on, the images to train on are the same', async () => {
  const [side, trained, all, tested] = [28, 20_000, 24_000, 4000];
  const pixels = (/** @type {number} */ count, /** @type {number} */ ink) =>
    toIdx([count, side, side], new Uint8Array(count * side * side).fill(ink));
  const labels = (/** @type {number} */ count, /** @type {number} */ label) =>
    toIdx([count], new Uint8Array(count).fill(label));
  await writeFile(join(folder, 'train-images-idx3-ubyte'), pixels(all, 10));
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), labels(all, 1));
  await writeFile(join(folder, 't10k-images-idx3-ubyte'), pixels(tested, 20));
  await writeFile(join(folder, 't10k-labels-idx1-ubyte'), labels(tested, 2));
  const files = await writeValidating(folder, trained);
  const read = async (/** @type {string} */ name) =>
    new Uint8Array(await readFile(join(folder, name)));
  const [imageFile, labelFile] = await Promise.all(Object.values(files).map(read));

  const module = await loadModule();
  const session = new module.Session();
  try {
    session.addFile('images', imageFile ?? new Uint8Array());
    session.addFile('labels', labelFile ?? new Uint8Array());
    const { trainingImages, validationImages, testImages } = session.commitFiles();
    assert.deepEqual([trainingImages, validationImages, testImages], [trained, tested, 0]);
    const gallery = session.gallery(5);
    assert.ok(gallery.length > 0, 'validation images');
    assert.ok(gallery.every(({ label, image }) => label === 2 && image.pixels[0] === 20));
  } finally {
    session.delete();
  }
  const trainedLabels = labelFile?.subarray(8, 8 + trained);
  assert.ok(trainedLabels?.every((label) => label === 1));
});
