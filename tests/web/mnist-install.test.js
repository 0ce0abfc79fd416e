import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installFromFolder } from '../../assets/mnist/from-folder.mjs';
import { installFromMirrors } from '../../assets/mnist/from-mirrors.mjs';

// The sums of the repository are those of the real files, which a clone does not have. The transport
// is tested with files that get no further than the sum; `the real files` runs where they are.

const NAME = 'train-images-idx3-ubyte';
const root = await mkdtemp(join(tmpdir(), 'inkling-install-'));
let folder = root;
let count = 0;

beforeEach(async () => {
  folder = join(root, String(count++));
  await mkdir(folder);
});

/** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} */
let handler = (_, response) => void response.end();
const server = createServer((request, response) => handler(request, response));
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const mirror = `http://127.0.0.1:${port}/mnist/`;

after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true, force: true });
});

const silent = { say: () => {}, mirrors: [mirror] };

test('a wrong file is refused by name with both sums, and nothing is left of it', async () => {
  handler = (_, response) => response.end('not MNIST');
  await assert.rejects(installFromMirrors(folder, silent), (/** @type {Error} */ error) => {
    assert.match(error.message, new RegExp(`is not MNIST's ${NAME}`));
    assert.match(error.message, /ba891046\w{56}, but is \w{64}/);
    assert.match(error.message, /--from DIR/);
    return true;
  });
  assert.deepEqual(await readdir(join(folder, '.download')), []);
});

test('a 404 on one mirror goes on to the next, and both are named at the end', async () => {
  /** @type {string[]} */
  const asked = [];
  handler = (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  };
  const mirrors = [mirror, `${mirror}second/`];
  await assert.rejects(
    installFromMirrors(folder, { ...silent, mirrors }),
    (/** @type {Error} */ error) => error.message.match(/answered 404/g)?.length === 2,
  );
  assert.deepEqual(asked, [`/mnist/${NAME}.gz`, `/mnist/second/${NAME}.gz`]);
});

test('a download that was cut short goes on where it ended', async () => {
  handler = (_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('01234', () => response.destroy());
  };
  await assert.rejects(installFromMirrors(folder, silent));
  const partial = join(folder, '.download', `${NAME}.gz.part`);
  assert.equal(await readFile(partial, 'utf8'), '01234');

  /** @type {(string | undefined)[]} */
  const ranges = [];
  /** @type {number[]} */
  const loaded = [];
  handler = (request, response) => {
    ranges.push(request.headers.range);
    if (request.headers.range) response.writeHead(206, { 'content-length': '5' }).end('56789');
    else response.end('0123456789');
  };
  const onBytes = (/** @type {string} */ _, /** @type {number} */ bytes) => loaded.push(bytes);
  await assert.rejects(installFromMirrors(folder, { ...silent, onBytes }), /is not MNIST's/);
  assert.deepEqual(
    ranges,
    ['bytes=5-', undefined],
    'resumed; the sum was wrong, so once more clean',
  );
  assert.equal(loaded[0], 10, 'bytes of the first try count as loaded');
});

test('a mirror that falls silent is given up', async () => {
  handler = (_, response) => response.writeHead(200, { 'content-length': '10' }).write('0');
  const options = { ...silent, stallMs: 50 };
  await assert.rejects(installFromMirrors(folder, options), /no bytes came/);
});

test('a folder without the files, with a wrong one, with a damaged one', async () => {
  const to = join(folder, 'to');
  const install = () => installFromFolder(folder, to, () => {});
  await assert.rejects(install(), new RegExp(`neither ${NAME}.gz nor ${NAME}`));
  await writeFile(join(folder, NAME), 'other bytes');
  await assert.rejects(install(), /ubyte is not MNIST's .* ba891046\w{56}, but is \w{64}/);
  await writeFile(join(folder, `${NAME}.gz`), Uint8Array.of(0x1f, 0x8b, 8, 0, 0));
  await assert.rejects(install(), /damaged or incomplete gzip/);
  await assert.rejects(
    installFromFolder(join(folder, 'none'), to, () => {}),
    /no folder/,
  );
  await assert.rejects(readdir(to), /ENOENT/, 'nothing was written');
});

test('the command: help, a bad option, a folder that is not there', async () => {
  const script = fileURLToPath(new URL('../../assets/mnist/install.mjs', import.meta.url));
  const run = (/** @type {string[]} */ ...args) =>
    new Promise((done) => {
      const env = { ...process.env, INKLING_MNIST_MIRRORS: 'http://127.0.0.1:9/' };
      execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
        done({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  const help = await run('--help');
  assert.equal(help.code, 0);
  assert.match(help.stdout, /--from DIR/);
  const bad = await run('--form', 'x');
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /Unknown option '--form'/);
  const missing = await run('--from', join(root, 'nowhere'));
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /There is no folder/);
});

const real = process.env.INKLING_MNIST_DIR ?? '';
test('the real files, from a folder and from a mirror', { skip: !real }, async () => {
  await installFromFolder(real, join(folder, 'a'), () => {});
  handler = async (request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    response.end(await readFile(join(folder, 'a', name)));
  };
  await installFromMirrors(join(folder, 'b'), silent);
  assert.equal((await readdir(join(folder, 'b'))).length, 4);
  /** @type {string[]} */
  const said = [];
  await installFromMirrors(join(folder, 'b'), { ...silent, say: (line) => said.push(line) });
  assert.ok(said.every((line) => line.includes('is here already')));
});
