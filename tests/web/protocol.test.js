import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CodedError,
  isErrorCode,
  makeFailure,
  makeRequest,
  makeResult,
  parseFromWorker,
  parseRequest,
  toFailure,
} from '../../web/src/protocol.js';

const image = { rows: 2, columns: 3, pixels: new Uint8Array(6) };

for (const [type, payload] of /** @type {[any, any][]} */ ([
  ['init', { version: 1 }],
  ['init', { version: 1, variant: 'simd', threads: 2 }],
  ['set-threads', { threads: 'auto' }],
  ['set-threads', { threads: 3 }],
  ['load-data', { source: { kind: 'embedded' } }],
  ['load-data', { source: { kind: 'files', files: [{}] } }],
  ['load-data', { source: { kind: 'urls', urls: ['a', 'b'] } }],
  ['cancel-load', {}],
  ['configure', { config: {} }],
  ['tune', { learningRate: 0.1, batchSize: 32, epochs: 25 }],
  ['train', {}],
  ['predict-drawing', { strokes: [] }],
  [
    'predict-drawing',
    {
      strokes: [
        [[0.5, 0.25]],
        [
          [0, 1, 0.7],
          [1, 0, 0.6],
        ],
      ],
    },
  ],
  ['predict-image', { image }],
  ['gallery', { count: 20 }],
])) {
  test(`a request "${type}" that the page makes is one that the worker takes`, () => {
    const request = makeRequest(7, type, payload);
    assert.deepEqual(parseRequest(structuredClone(request)), { ...payload, id: 7, type });
  });
}

for (const [name, message, complaint] of /** @type {[string, any, RegExp][]} */ ([
  ['nothing', null, /must be an object/],
  ['no id', { type: 'train' }, /number as its id/],
  ['an id that is no number', { id: NaN, type: 'train' }, /number as its id/],
  ['an unknown type', { id: 1, type: 'fly' }, /"fly"/],
  ['a name of Object.prototype', { id: 1, type: 'toString' }, /"toString"/],
  ['a missing field', { id: 1, type: 'gallery' }, /no valid "count"/],
  ['a number as text', { id: 1, type: 'gallery', count: '20' }, /no valid "count"/],
  [
    'an image of another size than it says',
    { id: 1, type: 'predict-image', image: { ...image, rows: 3 } },
    /no valid "image"/,
  ],
  [
    'pixels that are no bytes',
    { id: 1, type: 'predict-image', image: { ...image, pixels: [0, 0, 0, 0, 0, 0] } },
    /no valid "image"/,
  ],
  ['no threads at all', { id: 1, type: 'set-threads', threads: 0 }, /"threads"/],
  ['half a thread', { id: 1, type: 'init', version: 2, threads: 1.5 }, /"threads"/],
  ...[
    ...['scribble', [[]], [[[0.5]]], [[[0.5, NaN]]], [[[0.1, 0.2, 0.3, 0.4]]], [[['0.5', 0.5]]]],
  ].map(
    (strokes) =>
      /** @type {[string, any, RegExp]} */ ([
        `strokes like ${JSON.stringify(strokes)}`,
        { id: 1, type: 'predict-drawing', strokes },
        /no valid "strokes"/,
      ]),
  ),
  ['no files', { id: 1, type: 'load-data', source: { kind: 'files', files: [] } }, /"source"/],
  ['an unknown source', { id: 1, type: 'load-data', source: { kind: 'disk' } }, /"source"/],
])) {
  test(`the worker refuses ${name}`, () => {
    assert.throws(() => parseRequest(message), { code: 'bad-message', message: complaint });
  });
}

test('the page takes results, failures and events', () => {
  const result = makeResult(3, {});
  const failure = makeFailure(4, new CodedError('aborted', 'Cancelled.'));
  const event = { event: 'done', state: {}, testResult: null };
  assert.deepEqual(parseFromWorker(result), { id: 3, ok: true, result: {} });
  assert.deepEqual(parseFromWorker(failure), {
    id: 4,
    ok: false,
    error: { code: 'aborted', message: 'Cancelled.' },
  });
  assert.equal(parseFromWorker(event), event);
});

for (const message of [
  undefined,
  'text',
  { id: 1 },
  { id: 1, ok: true },
  { ok: true, result: {} },
  { id: 1, ok: false, error: { code: 'made-up', message: '' } },
  { event: 'party' },
]) {
  test(`the page refuses ${JSON.stringify(message)}`, () => {
    assert.throws(() => parseFromWorker(message), { code: 'bad-message' });
  });
}

test('any thrown value becomes a failure', () => {
  assert.deepEqual(toFailure(new CodedError('bad-idx', 'x')), { code: 'bad-idx', message: 'x' });
  assert.deepEqual(toFailure(new TypeError('y')), { code: 'internal', message: 'y' });
  assert.deepEqual(toFailure('z'), { code: 'internal', message: 'z' });
  assert.deepEqual(toFailure(undefined), { code: 'internal', message: 'undefined' });
  assert.equal(isErrorCode('worker-died'), true);
  assert.equal(isErrorCode('toString'), false);
});
