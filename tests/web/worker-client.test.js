import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFailure, makeResult } from '../../web/src/protocol.js';
import { WorkerClient } from '../../web/src/worker-client.js';

/** A worker that does what the test says. */
class ScriptedWorker extends EventTarget {
  /** @type {any[]} */
  received = [];
  isTerminated = false;

  /** @param {unknown} message */
  postMessage(message) {
    this.received.push(structuredClone(message));
  }

  terminate() {
    this.isTerminated = true;
  }

  /** @param {unknown} data */
  say(data) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** @param {import('node:test').TestContext} t */
function setUp(t) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const worker = new ScriptedWorker();
  /** @type {unknown[]} */
  const events = [];
  /** @type {{code: string, message: string}[]} */
  const deaths = [];
  const client = new WorkerClient(/** @type {any} */ (worker), {
    onEvent: (event) => events.push(event),
    onDeath: (death) => deaths.push(death),
  });
  t.after(() => client.dispose());
  return { worker, events, deaths, client };
}

const died = { code: 'worker-died' };

test('answers find their requests, in whatever order they come', async (t) => {
  const { worker, client } = setUp(t);
  const first = client.request('gallery', { count: 20 });
  const second = client.request('pause', {});
  assert.deepEqual(worker.received, [
    { count: 20, id: 1, type: 'gallery' },
    { id: 2, type: 'pause' },
  ]);
  worker.say(makeResult(2, /** @type {any} */ ({ state: 'second' })));
  worker.say(makeResult(1, { items: [] }));
  assert.deepEqual(await first, { items: [] });
  assert.deepEqual(await second, { state: 'second' });
});

test("the worker's error arrives with its code and its sentence", async (t) => {
  const { worker, client } = setUp(t);
  const request = client.request('train', {});
  worker.say(makeFailure(1, Object.assign(new Error('Load data first.'), { code: 'no-data' })));
  await assert.rejects(request, { code: 'no-data', message: 'Load data first.' });
});

test('a second answer to the same request changes nothing', async (t) => {
  const { worker, client, deaths } = setUp(t);
  const warn = t.mock.method(console, 'warn', () => {});
  const request = client.request('gallery', { count: 1 });
  worker.say(makeResult(1, { items: [] }));
  worker.say(makeFailure(1, new Error('again')));
  assert.deepEqual(await request, { items: [] });
  assert.equal(warn.mock.callCount(), 1);
  assert.equal(deaths.length, 0);
});

test('events are handed on', (t) => {
  const { worker, events } = setUp(t);
  const event = { event: 'done', state: {}, testResult: null };
  worker.say(event);
  assert.deepEqual(events, [event]);
});

for (const [name, kill] of /** @type {[string, (set: ReturnType<typeof setUp>) => void][]} */ ([
  ['it is killed', ({ client }) => client.kill()],
  ['it reports an error', ({ worker }) => worker.dispatchEvent(new Event('error'))],
  ['a message cannot be read', ({ worker }) => worker.dispatchEvent(new Event('messageerror'))],
  ['it sends what is not in the protocol', ({ worker }) => worker.say('hello')],
])) {
  test(`every open request settles when ${name}, and every later one`, async (t) => {
    const set = setUp(t);
    const { client, worker, deaths } = set;
    const open = [client.request('pause', {}), client.request('gallery', { count: 1 })];
    kill(set);
    for (const request of open) await assert.rejects(request, died);
    await assert.rejects(client.request('train', {}), died);
    assert.equal(worker.isTerminated, true);
    assert.equal(deaths.length, 1);
    kill(set);
    assert.equal(deaths.length, 1);
  });
}

test('a worker that owes an answer and is silent for ten seconds is dead', async (t) => {
  const { client, deaths } = setUp(t);
  const request = client.request('pause', {});
  t.mock.timers.tick(9000);
  assert.equal(deaths.length, 0);
  t.mock.timers.tick(1000);
  await assert.rejects(request, died);
  assert.match(deaths[0]?.message ?? '', /10 seconds/);
});

test('loading may take as long as it shows progress', (t) => {
  const { client, worker, deaths } = setUp(t);
  client.request('load-data', { source: { kind: 'full' } }).catch(() => {});
  for (let minute = 0; minute < 5; minute++) {
    t.mock.timers.tick(50000);
    worker.say({ event: 'data-progress', loadedBytes: minute, totalBytes: 9, file: 'a' });
  }
  assert.equal(deaths.length, 0);
  t.mock.timers.tick(60000);
  assert.equal(deaths.length, 1);
});

test('an idle worker may be silent for ever', (t) => {
  const { deaths, worker } = setUp(t);
  t.mock.timers.tick(3600000);
  assert.equal(deaths.length, 0);
  assert.deepEqual(worker.received, []);
});

test('a worker that trains in silence is asked, and found dead when it does not answer', (t) => {
  const { client, worker, deaths } = setUp(t);
  client.watchTraining(true);
  t.mock.timers.tick(3000);
  assert.deepEqual(worker.received, [{ id: 1, type: 'cancel-load' }]);
  worker.say(makeResult(1, {}));
  assert.equal(deaths.length, 0);
  t.mock.timers.tick(14000);
  assert.equal(deaths.length, 1);
});

test('silence counts from the request on, not from the last message before it', (t) => {
  const { client, deaths } = setUp(t);
  t.mock.timers.tick(600000);
  client.request('pause', {}).catch(() => {});
  t.mock.timers.tick(9000);
  assert.equal(deaths.length, 0);
});

test('a request that cannot be cloned is refused and leaves the rest in peace', async (t) => {
  const { client, worker, deaths } = setUp(t);
  const image = { rows: 1, columns: 1, pixels: new Uint8Array(1), paint: () => {} };
  await assert.rejects(client.request('predict-image', { image }), { code: 'bad-message' });
  const next = client.request('cancel-load', {});
  worker.say(makeResult(2, {}));
  assert.deepEqual(await next, {});
  assert.equal(deaths.length, 0);
});

test('put away in peace, it answers open requests and tells of no death', async (t) => {
  const { client, worker, deaths } = setUp(t);
  const request = client.request('pause', {});
  client.dispose();
  await assert.rejects(request, died);
  assert.equal(worker.isTerminated, true);
  assert.equal(deaths.length, 0);
});
