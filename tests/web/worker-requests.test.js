import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue } from '../../web/src/data/catalogue.js';
import { CodedError, makeRequest, PROTOCOL_VERSION } from '../../web/src/protocol.js';
import { RequestHandler } from '../../web/src/worker/request-handler.js';
import { VARIANTS, variantsFor } from '../../web/src/worker/variants.js';
import { imagesIdx, labelsIdx } from './fake-idx.js';
import { CORRECTION, FakeSession, fakeModule, ManualSchedule, NETWORK } from './fake-module.js';

const BASE = 'https://inkling.example/sub/worker.js?v=1';
const CONFIG = {
  ...{ layers: '', activation: 'relu', initialization: 'xavier' },
  ...{ learningRate: 0.1, batchSize: 32, epochs: 3, seed: 1, styles: 0 },
};

const LOADED = {
  ...{ variant: 'threads', mostThreads: 4, cores: 4 },
  variants: [{ name: 'threads', obstacle: '' }],
};

/**
 * A handler whose module is loaded, unless `init` is false.
 * @param {{init?: boolean, loadModule?: (...wish: any[]) => Promise<any>, fetch?: typeof globalThis.fetch}} [parts]
 */
async function setUp({ init = true, loadModule, fetch = notFound } = {}) {
  const session = new FakeSession();
  const schedule = new ManualSchedule();
  /** @type {any[]} */
  const posted = [];
  /** @type {unknown[]} */
  const fatal = [];
  const handler = new RequestHandler({
    post: (message) => posted.push(structuredClone(message)),
    loadModule: loadModule ?? (async () => ({ module: fakeModule(session), ...LOADED })),
    catalogue: new Catalogue(BASE, fetch),
    schedule: schedule.add,
    clock: () => session.clockMs,
    onFatal: (error) => fatal.push(error),
  });
  let nextId = 1;
  /** @returns {Promise<any>} its one answer */
  const ask = async (/** @type {any} */ type, /** @type {any} */ payload = {}) => {
    const id = nextId++;
    await handler.receive(makeRequest(id, type, payload));
    const answers = posted.filter((message) => message.id === id);
    assert.equal(answers.length, 1, `${type} must have one answer`);
    return answers[0];
  };
  if (init) await ask('init', { version: PROTOCOL_VERSION });
  return { session, schedule, posted, fatal, handler, ask };
}

const notFound = async () => new Response('', { status: 404 });

/** @param {Record<string, BodyInit>} files by path */
function site(files) {
  return async (/** @type {any} */ url) => {
    const { pathname } = new URL(url);
    const body = files[pathname];
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
}

const manifest = JSON.stringify({
  embedded: {
    name: '3 images',
    files: [
      { url: 'embedded/images.gz?v=a', byteLength: 28 },
      { url: 'embedded/labels.gz?v=b', byteLength: 11 },
    ],
  },
  full: null,
});
const FILES = {
  '/sub/data/manifest.json': manifest,
  '/sub/data/embedded/images.gz': imagesIdx(3, 2, 2),
  '/sub/data/embedded/labels.gz': labelsIdx([0, 1, 0]),
};

test('init tells the environment; twice is the same', async () => {
  const { ask } = await setUp({ init: false });
  const answer = await ask('init', { version: PROTOCOL_VERSION });
  const environment = { ...LOADED, fullSetAvailable: false };
  assert.deepEqual(answer.result, { version: PROTOCOL_VERSION, ...environment });
  assert.deepEqual((await ask('init', { version: PROTOCOL_VERSION })).result, answer.result);
});

test('what is loaded ahead is loaded once, and a failure of it is told to who asks', async () => {
  /** @type {string[]} */
  const fetched = [];
  const fetch = async (/** @type {any} */ url) => {
    fetched.push(new URL(url).pathname);
    return site(FILES)(url);
  };
  let modules = 0;
  const loadModule = async () => {
    modules += 1;
    return { module: fakeModule(new FakeSession()), ...LOADED };
  };
  const { handler, ask } = await setUp({ init: false, loadModule, fetch });
  handler.loadAhead();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(fetched.sort(), Object.keys(FILES).sort(), 'before anything is asked');
  await ask('init', { version: PROTOCOL_VERSION });
  assert.ok((await ask('load-data', { source: { kind: 'embedded' } })).ok);
  assert.equal(fetched.length, 3);
  assert.equal(modules, 1);
  assert.ok((await ask('load-data', { source: { kind: 'embedded' } })).ok);
  assert.equal(fetched.length, 5, 'the files again, the list is known');

  const broken = await setUp({
    init: false,
    loadModule: () => Promise.reject(new CodedError('network', 'Gone.')),
  });
  broken.handler.loadAhead();
  await new Promise((resolve) => setTimeout(resolve));
  const { error } = await broken.ask('init', { version: PROTOCOL_VERSION });
  assert.equal(error.message, 'Gone.');
});

test('a list that could not be loaded ahead is asked for again', async () => {
  let requests = 0;
  const fetch = async (/** @type {any} */ url) => {
    requests += 1;
    if (requests === 1) throw new TypeError('offline');
    return site(FILES)(url);
  };
  const { handler, ask } = await setUp({ init: false, fetch });
  handler.loadAhead();
  await new Promise((resolve) => setTimeout(resolve));
  await ask('init', { version: PROTOCOL_VERSION });
  assert.ok((await ask('load-data', { source: { kind: 'embedded' } })).ok);
});

test('a page of another version is refused', async () => {
  const { ask } = await setUp({ init: false });
  const { error } = await ask('init', { version: PROTOCOL_VERSION + 1 });
  assert.equal(error.code, 'version-mismatch');
  assert.match(error.message, /Reload the page/);
});

test('nothing but init comes first', async () => {
  const { ask } = await setUp({ init: false });
  assert.equal((await ask('train')).error.code, 'bad-message');
});

/** A browser that has everything. */
const ALL = { simd: true, relaxedSimd: true, sharedMemory: true, cores: 4 };

/** @param {Partial<typeof ALL>} lacks @param {string} [wish] */
const namesFor = (lacks, wish) => variantsFor({ ...ALL, ...lacks }, wish).map(({ name }) => name);

test('a browser without SIMD is told which have it', async () => {
  const loadModule = async () => variantsFor({ ...ALL, simd: false, relaxedSimd: false });
  const { ask } = await setUp({ init: false, loadModule });
  const { error } = await ask('init', { version: PROTOCOL_VERSION });
  assert.equal(error.code, 'no-simd');
  assert.match(error.message, /Chrome and Edge.*91.*Firefox from 89.*Safari from 16\.4/);
  assert.equal((await ask('train')).error.code, 'no-simd', 'and again, whatever is asked');
});

test('variants are tried best first; the scalar one only where it is asked for', () => {
  assert.deepEqual(namesFor({}), ['threads', 'relaxed', 'simd']);
  assert.deepEqual(namesFor({ cores: 1 }), ['relaxed', 'simd']);
  assert.deepEqual(namesFor({ sharedMemory: false }), ['relaxed', 'simd']);
  assert.deepEqual(namesFor({ relaxedSimd: false }), ['simd']);
  assert.deepEqual(namesFor({}, 'scalar'), ['scalar']);
  assert.deepEqual(namesFor({}, 'relaxed'), ['relaxed']);
  assert.throws(() => namesFor({ cores: 1 }, 'threads'), {
    ...{ code: 'invalid-argument', message: /"threads" does not run: .* only one core\./ },
  });
  assert.throws(() => namesFor({}, 'magic'), { code: 'invalid-argument' });
});

test('every variant that is not for this browser says why', () => {
  const nothing = { simd: false, relaxedSimd: false, sharedMemory: false, cores: 4 };
  assert.deepEqual(
    VARIANTS.map(({ name, obstacle }) => [name, obstacle(nothing) !== '']),
    [
      ['threads', true],
      ['relaxed', true],
      ['simd', true],
      ['scalar', false],
    ],
  );
});

test('a page may wish for a variant and a number of threads, and change the number', async () => {
  /** @type {unknown[]} */
  const wishes = [];
  const session = new FakeSession();
  const loadModule = async (/** @type {string} */ wish) => {
    wishes.push(wish);
    return { module: fakeModule(session), ...LOADED };
  };
  const { ask } = await setUp({ init: false, loadModule });
  await ask('init', { version: PROTOCOL_VERSION, variant: 'threads', threads: 3 });
  assert.deepEqual(wishes, ['threads']);
  assert.equal(session.threads, 3);
  assert.equal((await ask('set-threads', { threads: 2 })).result.state.threads, 2);
  assert.equal(session.threads, 2);
  const { state } = (await ask('set-threads', { threads: 64 })).result;
  assert.equal(state.threads, 4, 'as many as there are');
});

test('messages outside the protocol are answered, also without an id', async () => {
  const { handler, posted } = await setUp();
  posted.length = 0;
  await handler.receive({ id: 7, type: 'dance' });
  await handler.receive('hello');
  assert.deepEqual(
    posted.map(({ id, ok, error }) => [id, ok, error.code]),
    [
      [7, false, 'bad-message'],
      [-1, false, 'bad-message'],
    ],
  );
});

test('configure, tune and reset answer with the new state and stop what must stop', async () => {
  const { ask, schedule } = await setUp();
  const configured = await ask('configure', { config: CONFIG });
  assert.deepEqual(configured.result.network, NETWORK);
  assert.equal(configured.result.state.epochs, 3);

  await ask('train');
  schedule.runOne();
  const tuned = await ask('tune', { learningRate: 0.2, batchSize: 64, epochs: 9 });
  assert.equal(tuned.result.state.epochs, 9);
  assert.equal(schedule.waiting.length, 1, 'training goes on');

  const reset = await ask('reset');
  assert.deepEqual([reset.result.state.step, reset.result.network], [0, NETWORK]);
  schedule.runAll();
  assert.equal((await ask('pause')).result.state.step, 0, 'training has stopped');
});

test('a configuration that is refused leaves the training as it was', async () => {
  const { ask, schedule } = await setUp();
  await ask('train');
  schedule.runOne();
  const { error } = await ask('configure', { config: { ...CONFIG, epochs: 0 } });
  assert.equal(error.code, 'invalid-argument');
  schedule.runOne();
  assert.ok((await ask('pause')).result.state.step > 1);
});

test('predictions are answered between two slices, with the step they belong to', async () => {
  const { ask, schedule } = await setUp();
  const strokes = [[[0.5, 0.5]]];
  const image = { rows: 2, columns: 2, pixels: Uint8Array.of(0, 0, 0, 255) };
  await ask('train');
  schedule.runOne();
  schedule.runOne();
  const { result } = await ask('predict-drawing', { strokes });
  assert.deepEqual(Object.keys(result).sort(), [
    ...['blank', 'image', 'isSure', 'prediction', 'probabilities', 'stages', 'step'],
  ]);
  assert.deepEqual([result.prediction, result.step], [1, 3]);
  assert.equal((await ask('predict-image', { image })).result.step, 3);
  assert.equal((await ask('gallery', { count: 4 })).result.items.length, 4);
});

test('the embedded set is loaded from beside the worker, and resets the training', async () => {
  const { ask, schedule, posted, session } = await setUp({ fetch: site(FILES) });
  await ask('train');
  schedule.runOne();
  const { result } = await ask('load-data', { source: { kind: 'embedded' } });
  assert.equal(result.data.name, '3 images');
  assert.equal(result.data.trainingImages, 3);
  assert.deepEqual(result.network, NETWORK);
  schedule.runAll();
  assert.equal(session.stepCount, 0);
  const progress = posted.filter(({ event }) => event === 'data-progress').at(-1);
  assert.deepEqual(progress, {
    ...{ event: 'data-progress', loadedBytes: 39, totalBytes: 39, file: 'labels.gz' },
  });
});

test('the full set of a page without it: a sentence', async () => {
  const { ask } = await setUp({ fetch: site(FILES) });
  const { error } = await ask('load-data', { source: { kind: 'full' } });
  assert.equal(error.code, 'not-found');
  assert.match(error.message, /npm run mnist/);
});

test('a page without its list of data sets, and a list that comes at the second try', async () => {
  /** @type {Record<string, BodyInit>} */
  const files = {};
  const { ask } = await setUp({ fetch: site(files) });
  const source = { kind: 'embedded' };
  const { error } = await ask('load-data', { source });
  assert.deepEqual([error.code, /\/sub\/data\/manifest/.test(error.message)], ['not-found', true]);
  Object.assign(files, FILES);
  assert.ok((await ask('load-data', { source })).ok);
});

test('what goes wrong half-way leaves the old data and drops the new', async () => {
  const { ask, session } = await setUp({ fetch: site(FILES) });
  await ask('load-data', { source: { kind: 'embedded' } });
  const before = session.dataSummary();
  const files = [new File([imagesIdx(3)], 'images'), new File(['<html>'], 'labels')];
  const { error } = await ask('load-data', { source: { kind: 'files', files } });
  assert.deepEqual(error, {
    code: 'bad-idx',
    message: 'labels is a web page (HTML), not an IDX file.',
  });
  assert.deepEqual(session.files, [], 'the images were let go');
  assert.equal(session.dataSummary(), before);

  const alone = await ask('load-data', { source: { kind: 'files', files: files.slice(0, 1) } });
  assert.equal(alone.error.code, 'bad-data-set');
  assert.equal(session.dataSummary(), before);
});

test('cancel-load answers the load with "aborted"; the next load may follow at once', async () => {
  let isSlow = true;
  /** @type {any} */
  const slowSite = (/** @type {any} */ url, /** @type {any} */ init) =>
    isSlow && String(url).includes('images')
      ? new Promise((_, reject) => init.signal.addEventListener('abort', reject))
      : site(FILES)(url);
  const { ask } = await setUp({ fetch: slowSite });
  const source = { kind: 'embedded' };
  const first = ask('load-data', { source });
  const second = await ask('load-data', { source });
  assert.equal(second.error.code, 'bad-message', 'one at a time');
  assert.ok((await ask('cancel-load')).ok);
  isSlow = false;
  const third = ask('load-data', { source });
  assert.equal((await first).error.code, 'aborted');
  assert.ok((await third).ok);
  assert.ok((await ask('cancel-load')).ok, 'nothing is loading, and that is no error');
});

test('a broken module is answered for, and reported as fatal', async () => {
  const { ask, session, fatal } = await setUp();
  session.readStrokes = () => {
    throw new WebAssembly.RuntimeError('memory access out of bounds');
  };
  assert.equal((await ask('predict-drawing', { strokes: [[[0, 0]]] })).error.code, 'internal');
  assert.equal(fatal.length, 1);
});

const STROKES = [
  [
    [0.1, 0.2],
    [0.3, 0.4],
  ],
];

test('a drawing is answered with the stages of its preparation, an image without', async () => {
  const { ask, session } = await setUp();
  const { result } = await ask('predict-drawing', { strokes: STROKES });
  assert.deepEqual(result.stages.box, { left: 0.25, top: 0.1, width: 0.5, height: 0.2 });
  assert.deepEqual(session.preparation, { scaling: true, centring: true });
  const preparation = { scaling: false, centring: true };
  await ask('predict-drawing', { strokes: STROKES, preparation });
  assert.deepEqual(session.preparation, preparation);
  const image = { rows: 2, columns: 2, pixels: new Uint8Array(4) };
  assert.equal((await ask('predict-image', { image })).result.stages, null);
});

test('samples are those of the draw', async () => {
  const { ask } = await setUp();
  const { result } = await ask('samples', { count: 3, draw: 7 });
  assert.equal(result.distorted.length, 3);
  assert.equal(result.distorted[0].columns, 7);
});

test('a correction stops training, is done in slices, and is answered when it is done', async () => {
  const { ask, schedule, session, posted } = await setUp();
  await ask('train');
  schedule.runOne();
  const asked = ask('correct', { examples: [{ strokes: STROKES, label: 1 }] });
  await Promise.resolve();
  const before = session.stepCount;
  assert.equal((await ask('predict-drawing', { strokes: STROKES })).ok, true, 'in between');
  schedule.runAll();
  const { result } = await asked;
  assert.deepEqual(result.correction, { ...CORRECTION, examples: 1 });
  assert.equal(result.state.phase, 'training');
  assert.equal(session.stepCount, before, 'training stands still');
  const corrected = posted
    .filter(({ event }) => event === 'progress')
    .map((e) => e.state.corrected);
  assert.ok(corrected.includes(0.5));
  assert.equal(corrected.at(-1), 1);
});

test('a network that is gone has not been corrected', async () => {
  const { ask } = await setUp();
  const asked = ask('correct', { examples: [{ strokes: STROKES, label: 1 }] });
  await Promise.resolve();
  await ask('reset');
  assert.equal((await asked).error.code, 'aborted');
});

test('a correction is taken back once', async () => {
  const { ask, schedule } = await setUp();
  const asked = ask('correct', { examples: [{ strokes: STROKES, label: 1 }] });
  await Promise.resolve();
  schedule.runAll();
  await asked;
  assert.equal((await ask('undo-correction')).ok, true);
  assert.equal((await ask('undo-correction')).error.code, 'invalid-argument');
});

test('examples without a label are refused', async () => {
  const { ask } = await setUp();
  const { error } = await ask('correct', { examples: [{ strokes: STROKES }] });
  assert.equal(error.code, 'bad-message');
});
