import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { siblingUrl } from '../../web/src/sibling-url.js';
import { serve } from '../../web/tools/serve.mjs';
import { sizeTable } from '../../web/tools/size-table.mjs';
import { buildVersion, listFiles, precacheList, withVersion } from '../../web/tools/versions.mjs';

const dist = await mkdtemp(join(tmpdir(), 'inkling-dist-'));
after(() => rm(dist, { recursive: true, force: true }));

for (const folder of ['data/full', 'wasm', 'icons']) {
  await mkdir(join(dist, folder), { recursive: true });
}
const FILES = {
  'index.html': '<p>',
  'main.js': 'main',
  'main.js.map': '{}',
  'licences.txt': 'MIT',
  'icons/sign.svg': '<svg/>',
  'data/manifest.json': '{}',
  'data/a.gz': '\x1f\x8b',
  'data/full/b.gz': '\x1f\x8b',
  'wasm/x.mjs': 'x'.repeat(5000),
  'wasm/x.wasm': 'y',
  'wasm/small.wasm': 'z',
};
for (const [path, content] of Object.entries(FILES)) await writeFile(join(dist, path), content);

test('the version changes with any file and with nothing else', async () => {
  const version = await buildVersion(dist, '<p>');
  assert.match(version, /^[0-9a-f]{10}$/);
  assert.equal(await buildVersion(dist, '<p>'), version);
  assert.notEqual(await buildVersion(dist, '<b>'), version);
  await writeFile(join(dist, 'main.js'), 'other');
  assert.notEqual(await buildVersion(dist, '<p>'), version);
  await writeFile(join(dist, 'main.js'), 'main');
});

test('addresses of files of the build get the version, others stay', async () => {
  const html =
    '<script src="./main.js"></script><link href="icons/sign.svg"><a href="#top">' +
    '<a href="https://example.org/main.js"><img src="none.png">';
  assert.equal(
    await withVersion(html, dist, '7'),
    '<script src="./main.js?v=7"></script><link href="./icons/sign.svg?v=7"><a href="#top">' +
      '<a href="https://example.org/main.js"><img src="none.png">',
  );
});

test('the precache has what a visit needs, code with its integrity', async () => {
  const list = await precacheList(dist, '7');
  assert.deepEqual(
    list.map(({ url, integrity }) => [
      url.replace(/\?v=[0-9a-f]{10}$/, '?v=hash'),
      Boolean(integrity),
    ]),
    [
      ['./data/a.gz?v=hash', false],
      ['./data/manifest.json?v=7', true],
      ['./icons/sign.svg?v=7', true],
      ['./', true],
      ['./main.js?v=7', true],
      ['./wasm/small.wasm?v=7', true],
      ['./wasm/x.mjs?v=7', true],
      ['./wasm/x.wasm?v=7', true],
    ],
  );
});

test('the table counts the code of one visit: the heaviest variant alone', async () => {
  const table = await sizeTable(dist);
  const packed = (/** @type {string} */ name) =>
    Number(new RegExp(`^${name} +[\\d,]+ +(\\d+)`, 'm').exec(table)?.[1]);
  const code = ['index.html', 'main.js', 'wasm/x.mjs', 'wasm/x.wasm'].map(packed);
  const sum = code.reduce((a, b) => a + b);
  assert.match(table, new RegExp(`code of one visit +${sum}  within 250,000`));
});

test('a script hands its version on', () => {
  const script = 'https://a.example/sub/main.js?v=7';
  assert.equal(siblingUrl('./wasm/x.mjs', script).href, 'https://a.example/sub/wasm/x.mjs?v=7');
});

test('the server: a sub-path, isolation headers, no stale files', async () => {
  const server = await serve({ dir: dist, base: '/some/where/', isolation: true });
  try {
    const { origin } = new URL(server.url);
    const main = await fetch(`${server.url}main.js?v=7`);
    assert.equal(await main.text(), 'main');
    assert.equal(main.headers.get('cache-control'), 'no-cache');
    assert.equal(main.headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(main.headers.get('cross-origin-embedder-policy'), 'require-corp');
    assert.equal(
      (await fetch(`${server.url}wasm/x.wasm`)).headers.get('content-type'),
      'application/wasm',
    );
    assert.equal(await (await fetch(`${origin}/some/where`)).text(), '<p>');
    assert.equal((await fetch(`${origin}/main.js`)).status, 404);
    assert.equal((await fetch(`${server.url}none.js`)).status, 404);
    assert.equal((await fetch(`${server.url}..%2f..%2fetc%2fpasswd`)).status, 404);
  } finally {
    await server.close();
  }
});

test('without isolation the server sends no special headers; a taken port is an error', async () => {
  const server = await serve({ dir: dist });
  try {
    const page = await fetch(server.url);
    assert.equal(page.headers.get('cross-origin-opener-policy'), null);
    const port = Number(new URL(server.url).port);
    await assert.rejects(serve({ dir: dist, port }), { code: 'EADDRINUSE' });
  } finally {
    await server.close();
  }
});

test('files are listed with their folders, sorted', async () => {
  assert.deepEqual(await listFiles(dist), Object.keys(FILES).sort());
});
