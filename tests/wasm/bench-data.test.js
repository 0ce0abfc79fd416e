/** The benchmark's data: everyone trains on as many images as Inkling does. */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareData } from '../bench/data.mjs';
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
