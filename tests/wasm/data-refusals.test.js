/**
 * Every way in which data can be wrong, through the worker's own code and the real module: each is
 * refused with a sentence, and what was loaded before is still in place. tests/web/data-reading.test.js
 * has the failures of the network in detail.
 */

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { toIdx } from '../../assets/mnist/embedded.mjs';
import { Catalogue } from '../../web/src/data/catalogue.js';
import { makeRequest, PROTOCOL_VERSION } from '../../web/src/protocol.js';
import { RequestHandler } from '../../web/src/worker/request-handler.js';
import { loadModule } from './module.js';

const BASE = 'https://inkling.example/sub/worker.js';
const COUNT = 40;
const SIDE = 5;

/** @param {number} count */
const labels = (count, largest = 3) =>
  toIdx(
    [count],
    Uint8Array.from({ length: count }, (_, i) => i % (largest + 1)),
  );

/** @param {number} count */
const images = (count, rows = SIDE, columns = SIDE) =>
  toIdx([count, rows, columns], new Uint8Array(count * rows * columns).fill(9));

/**
 * @param {Uint8Array} file
 * @param {number} at
 * @param {number[]} bytes
 */
function patched(file, at, ...bytes) {
  const copy = Uint8Array.from(file);
  copy.set(bytes, at);
  return copy;
}

/** @type {Map<string, () => Response>} */
const site = new Map();
/** @type {(type: any, payload?: any) => Promise<any>} */
let ask;
/** @type {any} */
let goodData;

/** @param {Record<string, string | Uint8Array>} contents by name */
const load = (contents) => {
  const files = Object.entries(contents).map(
    ([name, content]) => new File([/** @type {BlobPart} */ (content)], name),
  );
  return ask('load-data', { source: { kind: 'files', files } });
};

const good = { 'good-images': images(COUNT), 'good-labels.gz': gzipSync(labels(COUNT)) };

before(async () => {
  const module = await loadModule();
  /** @type {any[]} */
  const posted = [];
  const handler = new RequestHandler({
    post: (message) => posted.push(message),
    loadModule: async () => ({
      ...{ module: /** @type {any} */ (module), variant: 'simd' },
      ...{ mostThreads: 1, cores: 1, variants: [] },
    }),
    catalogue: new Catalogue(BASE, async (url) => {
      const { pathname } = new URL(String(url));
      return site.get(pathname)?.() ?? new Response('', { status: 404 });
    }),
    schedule: (slice) => setImmediate(slice),
    clock: () => performance.now(),
    onFatal: (error) => {
      throw error;
    },
  });
  let nextId = 1;
  ask = async (type, payload = {}) => {
    const id = nextId++;
    await handler.receive(makeRequest(id, type, payload));
    return posted.find((message) => message.id === id);
  };
  await ask('init', { version: PROTOCOL_VERSION });
  const { result, error } = await load(good);
  assert.ifError(error);
  goodData = result.data;
  assert.equal(goodData.trainingImages + goodData.validationImages, COUNT);
  await ask('step');
});

/**
 * @param {string} name
 * @param {() => Promise<any>} attempt
 * @param {string} code
 * @param {RegExp} message
 */
function refused(name, attempt, code, message) {
  test(name, async () => {
    const { ok, error } = await attempt();
    assert.equal(ok, false, 'it must be refused');
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    const { state } = (await ask('pause')).result;
    assert.equal(state.step, 1, 'the trained network is still there');
    const { items } = (await ask('gallery', { count: 1 })).result;
    assert.equal(items[0].image.rows, SIDE, 'the data set is still there');
  });
}

const NAMES = { images: 'new-images', labels: 'new-labels' };

/** @param {Uint8Array | string} bad instead of the images */
const badImages = (bad) => () => load({ [NAMES.images]: bad, [NAMES.labels]: labels(COUNT) });

/** @param {Uint8Array | string} bad instead of the labels */
const badLabels = (bad) => () => load({ [NAMES.labels]: bad, [NAMES.images]: images(COUNT) });

refused('not an IDX file', badImages('\x89PNG, say'), 'bad-idx', /new-images: .*two zero bytes/);
refused('nothing at all', badImages(''), 'bad-idx', /new-images/);
refused(
  'wrong type code',
  badImages(patched(images(COUNT), 2, 0x0d)),
  'bad-idx',
  /unsigned bytes.*0d/,
);
refused(
  'wrong number of dimensions',
  badImages(patched(images(COUNT), 3, 2)),
  'bad-idx',
  /1 dimension.*3 dimensions.*got 2/,
);
refused('cut in the header', badImages(images(COUNT).subarray(0, 10)), 'bad-idx', /header/);
refused(
  'truncated',
  badImages(images(COUNT).subarray(0, 100)),
  'bad-idx',
  /promises 1016 bytes and it has 100/,
);
refused(
  'truncated, within a gzip that is whole',
  badImages(gzipSync(images(COUNT).subarray(0, 100))),
  'bad-idx',
  /promises 1016 bytes and it has 100/,
);
refused(
  'trailing bytes',
  badImages(Buffer.concat([images(COUNT), Buffer.from('!')])),
  'bad-idx',
  /bytes after its end/,
);
refused(
  'images and labels of different counts',
  badImages(images(COUNT + 1)),
  'bad-data-set',
  /41.*40|40.*41/,
);
refused('zero images', badImages(images(0)), 'bad-idx', /at least one.*got 0/);
refused('images over 64 x 64', badImages(images(COUNT, 65, 5)), 'bad-idx', /64 x 64.*65 x 5/);
refused('labels above 25', badLabels(labels(COUNT, 26)), 'bad-idx', /0 to 25, got 26/);
refused(
  'two files of the same role',
  () => load({ a: images(COUNT), b: images(COUNT) }),
  'bad-data-set',
  /images|labels/,
);
refused('one file alone', () => load({ a: images(COUNT) }), 'bad-data-set', /file/);
refused(
  'damaged gzip',
  badImages(gzipSync(images(COUNT)).subarray(0, 20)),
  'bad-gzip',
  /new-images is a damaged or incomplete gzip/,
);
refused(
  'a gzip that unpacks beyond what its header promises',
  badLabels(gzipSync(Buffer.concat([labels(COUNT), Buffer.alloc(2 ** 20)]))),
  'too-large',
  /more than the 48 bytes/,
);
refused(
  'a promise past 512 MB',
  badImages(gzipSync(patched(images(COUNT, 64, 64), 4, 0x7f))),
  'bad-idx',
  /512 MB/,
);

/** @param {string} path */
const fromUrls = (path) => () =>
  ask('load-data', { source: { kind: 'urls', urls: ['data/labels', path] } });

site.set('/sub/data/labels', () => new Response(/** @type {BodyInit} */ (labels(COUNT))));
site.set('/sub/data/page', () => new Response('<!doctype html><h1>Oops</h1>'));
site.set('/sub/data/half', () => {
  const headers = { 'content-length': '1016' };
  return new Response(/** @type {BodyInit} */ (images(COUNT).subarray(0, 500)), { headers });
});
refused('an HTML page behind a URL', fromUrls('data/page'), 'bad-idx', /a web page \(HTML\)/);
refused('a 404', fromUrls('data/none'), 'not-found', /no file at .*\/sub\/data\/none \(404\)/);
refused('a network that stops half-way', fromUrls('data/half'), 'network', /1016 .* and 500 came/);
refused(
  'an address of another site',
  fromUrls('https://elsewhere.example/images'),
  'invalid-argument',
  /another site/,
);

test('after all that, files in another order and packing load: nothing was left over', async () => {
  const { ok, result } = await load(good);
  assert.ok(ok);
  assert.deepEqual(result.data, goodData);
});

test('four files: the smaller pair is the test set, whatever the order and the names', async () => {
  const { result } = await load({
    a: labels(10),
    b: gzipSync(images(COUNT)),
    c: images(10),
    d: labels(COUNT),
  });
  assert.equal(result.data.testImages, 10);
  assert.equal(result.data.trainingImages + result.data.validationImages, COUNT);
  assert.equal(result.data.name, 'a, b, c, d');
});
