import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withIsolation } from '../../web/src/offline/isolation-headers.js';

/** @typedef {Parameters<typeof withIsolation>[0]} Asked */

/** @type {Asked} */
const PAGE = { mode: 'navigate', destination: 'document' };
/** @type {Asked} */
const WORKER = { mode: 'same-origin', destination: 'worker' };
/** @type {Asked} */
const IMAGE = { mode: 'no-cors', destination: 'image' };

const OPENER = 'cross-origin-opener-policy';
const EMBEDDER = 'cross-origin-embedder-policy';

for (const [name, request] of /** @type {const} */ ([
  ['page', PAGE],
  ['script of a worker', WORKER],
])) {
  test(`a ${name} gets both headers, and stays as it was`, async () => {
    const sent = new Response('text', {
      status: 203,
      statusText: 'From elsewhere',
      headers: { 'content-type': 'text/html' },
    });
    const response = withIsolation(request, sent);
    assert.equal(response.headers.get(OPENER), 'same-origin');
    assert.equal(response.headers.get(EMBEDDER), 'require-corp');
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.equal(response.status, 203);
    assert.equal(response.statusText, 'From elsewhere');
    assert.equal(await response.text(), 'text');
  });
}

test('what the host has sent stays, and only the other header is added', () => {
  const sent = new Response('', { headers: { [EMBEDDER]: 'credentialless' } });
  const { headers } = withIsolation(PAGE, sent);
  assert.equal(headers.get(EMBEDDER), 'credentialless');
  assert.equal(headers.get(OPENER), 'same-origin');
});

test('other files, failures and redirects are handed on untouched', () => {
  const image = new Response('');
  assert.equal(withIsolation(IMAGE, image), image);
  const failure = Response.error();
  assert.equal(failure.status, 0);
  assert.equal(withIsolation(WORKER, failure), failure);
});
