import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readUrls } from '../../web/src/page/urls.js';

const base = 'https://example.org/inkling/index.html';

test('addresses are taken from the page on, by line or by space', () => {
  assert.deepEqual(readUrls(' data/a.gz\n/b.gz  https://example.org/c ', base), [
    'https://example.org/inkling/data/a.gz',
    'https://example.org/b.gz',
    'https://example.org/c',
  ]);
});

for (const [text, complaint] of /** @type {[string, RegExp][]} */ ([
  ['', /at least one/],
  ['https://elsewhere.net/a', /elsewhere\.net is another host.*example\.org/],
  ['data:,x', /not a web address/],
  ['javascript:alert(1)', /“javascript:alert\(1\)” is not a web address\./],
  ['http://example.org/a', /another host/],
  ['https://', /not a web address/],
])) {
  test(`"${text}" is refused with a sentence`, () => {
    assert.throws(() => readUrls(text, base), { message: complaint });
  });
}
