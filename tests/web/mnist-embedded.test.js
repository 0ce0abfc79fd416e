import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { EMBEDDED_SHA256 } from '../../assets/mnist/checksums.js';
import { buildEmbedded, interleave, toIdx } from '../../assets/mnist/embedded.mjs';
import { sha256, unpack } from '../../assets/mnist/sha256.mjs';

const folder = await mkdtemp(join(tmpdir(), 'inkling-embedded-'));
after(() => rm(folder, { recursive: true, force: true }));

test('the embedded files have the sums of the repository, are kept, and are repaired', async () => {
  const first = await buildEmbedded({ to: folder });
  assert.equal(first.built, true);
  assert.equal(first.files.length, 2);
  const packed = [];
  for (const path of first.files) {
    const bytes = await readFile(path);
    packed.push(sha256(bytes));
    assert.equal(sha256(unpack(bytes)), EMBEDDED_SHA256[basename(path, '.gz')]);
  }

  assert.equal((await buildEmbedded({ to: folder })).built, false);

  const [damaged = ''] = first.files;
  await writeFile(damaged, (await readFile(damaged)).subarray(0, 1000));
  assert.equal((await buildEmbedded({ to: folder })).built, true);
  assert.equal(sha256(await readFile(damaged)), packed[0], 'the same bytes each time');
});

test('a package with other contents is refused with both sums', async () => {
  const digits = join(folder, 'digits');
  await mkdir(digits);
  for (let digit = 0; digit < 10; digit++) {
    const data = Array.from({ length: 784 }, () => 0);
    await writeFile(join(digits, `${digit}.json`), JSON.stringify({ data }));
  }
  await assert.rejects(
    buildEmbedded({ from: digits, to: join(folder, 'other') }),
    /SHA-256 2c12d6c8\w+ but has \w{64}/,
  );
});

test('digits are spread evenly and bytes come back exactly', () => {
  const image = (/** @type {number} */ value) => Array.from({ length: 784 }, () => value);
  const { pixels, labels } = interleave([[...image(0.2), ...image(0.996)], image(0.502)]);
  assert.deepEqual([...labels], [0, 1, 0]);
  assert.deepEqual([pixels[0], pixels[784], pixels[2 * 784]], [51, 128, 254]);
});

test('an IDX file has its type, dimensions and bytes', () => {
  const file = toIdx([2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6));
  assert.equal(
    Buffer.from(file).toString('hex'),
    '00000803' + '00000002' + '00000001' + '00000003' + '010203040506',
  );
});
