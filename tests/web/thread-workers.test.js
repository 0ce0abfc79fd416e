import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { withThreadWorkers } from '../../web/src/worker/thread-workers.js';

/** What a browser has under this name; Node has nothing. */
class BrowserWorker extends EventTarget {
  /** @type {BrowserWorker[]} */
  static all = [];
  isTerminated = false;

  /** @param {string} url @param {object} options */
  constructor(url, options) {
    super();
    Object.assign(this, { url, options });
    BrowserWorker.all.push(this);
  }

  terminate() {
    this.isTerminated = true;
  }
}

const SCRIPT = 'https://inkling.example/wasm/x.mjs?v=7';
const scope = /** @type {any} */ (globalThis);
afterEach(() => {
  delete scope.Worker;
  BrowserWorker.all = [];
});

/** As Emscripten's script does it. */
const start = () => new scope.Worker(new URL('https://inkling.example/wasm/x.mjs'), { name: 'em' });

test("the threads' workers get the address with the version, and their options", async () => {
  scope.Worker = BrowserWorker;
  const loaded = await withThreadWorkers(SCRIPT, async () => {
    start();
    return 7;
  });
  assert.equal(loaded, 7);
  const [worker] = /** @type {any[]} */ (BrowserWorker.all);
  assert.equal(worker.url, SCRIPT);
  assert.deepEqual(worker.options, { name: 'em' });
  assert.equal(worker.isTerminated, false);
  assert.equal(scope.Worker, BrowserWorker, 'the name is given back');
});

test('a worker that fails ends them all, and its error reaches nobody else', async () => {
  scope.Worker = BrowserWorker;
  let isReported = false;
  const loading = withThreadWorkers(SCRIPT, () => {
    for (const worker of [start(), start()]) worker.onerror = () => (isReported = true);
    return new Promise(() => {});
  });
  const error = new Event('error', { cancelable: true });
  let isHeard = false;
  BrowserWorker.all[1]?.addEventListener('error', () => (isHeard = true));
  BrowserWorker.all[1]?.dispatchEvent(error);
  await assert.rejects(loading, /could not be started/);
  assert.deepEqual([error.defaultPrevented, isHeard, isReported], [true, false, false]);
  assert.ok(BrowserWorker.all.every(({ isTerminated }) => isTerminated));
  assert.equal(scope.Worker, BrowserWorker);
});

test('workers that never start are not waited for for ever', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  scope.Worker = BrowserWorker;
  const loading = withThreadWorkers(SCRIPT, () => new Promise(() => void start()));
  t.mock.timers.tick(20_000);
  await assert.rejects(loading, /do not start/);
  assert.equal(BrowserWorker.all[0]?.isTerminated, true);
});

test('once the module is loaded, an error of a thread is an error again', async () => {
  scope.Worker = BrowserWorker;
  await withThreadWorkers(SCRIPT, async () => start());
  let isHeard = false;
  BrowserWorker.all[0]?.addEventListener('error', () => (isHeard = true));
  BrowserWorker.all[0]?.dispatchEvent(new Event('error'));
  assert.equal(isHeard, true);
});

test('where there are no such workers, the module just loads', async () => {
  assert.equal(await withThreadWorkers(SCRIPT, async () => 1), 1);
});
