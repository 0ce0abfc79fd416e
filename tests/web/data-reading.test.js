import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fileSource, openedAhead, urlSource } from '../../web/src/data/byte-source.js';
import { readIdxBytes } from '../../web/src/data/idx-bytes.js';
import { loadFiles } from '../../web/src/data/load-files.js';
import { CodedError } from '../../web/src/protocol.js';
import { idxHeader, imagesIdx, labelsIdx } from './fake-idx.js';

const images = imagesIdx(50);
const base = 'https://inkling.example/sub/worker.js';
const never = new AbortController().signal;

/**
 * @param {Uint8Array<ArrayBuffer> | string} content
 * @param {string} [name]
 */
const file = (content, name = 'some-file') => fileSource(new File([content], name));

/**
 * @param {import('../../web/src/data/byte-source.js').ByteSource} source
 * @param {object} [options]
 */
const read = (source, options) => readIdxBytes(source, { idxHeader, signal: never, ...options });

/**
 * @param {string} code
 * @param {RegExp} message
 */
const coded = (code, message) => (/** @type {unknown} */ error) => {
  assert.ok(error instanceof CodedError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
  return true;
};

/**
 * @param {BodyInit | null} body
 * @param {ResponseInit} [init]
 */
const answer = (body, init) =>
  urlSource('data/x.gz', { base, fetch: async () => new Response(body, init) });

/**
 * A stream that gives the chunks and then ends, fails or falls silent.
 * @param {Uint8Array[]} chunks
 * @param {'end' | 'fail' | 'stall'} [then]
 * @param {() => void} [onCancel]
 */
function streamOf(chunks, then = 'end', onCancel = () => {}) {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift();
      if (chunk) controller.enqueue(chunk);
      else if (then === 'end') controller.close();
      else if (then === 'fail') controller.error(new TypeError('terminated'));
      else return new Promise(() => {});
    },
    cancel: onCancel,
  });
}

test('plain and gzipped files give the same bytes, whatever they are called', async () => {
  assert.deepEqual(await read(file(images, 'images.gz')), images);
  assert.deepEqual(await read(file(gzipSync(images), 'images')), images);
});

test('a file in many small chunks is put together, also where a chunk is one byte', async () => {
  for (const content of [images, gzipSync(images)]) {
    const chunks = Array.from(content, (byte) => Uint8Array.of(byte));
    assert.deepEqual(await read(answer(streamOf(chunks))), images);
  }
});

test('a host that decodes .gz, announcing the packed length', async () => {
  const headers = { 'content-encoding': 'gzip', 'content-length': '77' };
  /** @type {(number | null)[]} */
  const totals = [];
  const onProgress = (/** @type {number} */ _, /** @type {number | null} */ total) =>
    totals.push(total);
  const source = answer(streamOf([images.subarray(0, 99), images.subarray(99)]), { headers });
  assert.deepEqual(await read(source, { onProgress }), images);
  assert.deepEqual(totals, [null, images.length]);
});

test('a host that calls a data file a web page', async () => {
  const headers = { 'content-type': 'text/html' };
  assert.deepEqual(await read(answer(gzipSync(images), { headers })), images);
});

test('truncated, in the header and after it', async () => {
  await assert.rejects(read(file(images.subarray(0, 7))), coded('bad-idx', /header/));
  await assert.rejects(read(file('')), coded('bad-idx', /header/));
  await assert.rejects(
    read(file(images.subarray(0, 1000))),
    coded('bad-idx', new RegExp(`promises ${images.length} bytes and it has 1000`)),
  );
  await assert.rejects(
    read(file(gzipSync(images.subarray(0, 1000)))),
    coded('bad-idx', /has 1000/),
  );
});

test('trailing bytes', async () => {
  const long = Buffer.concat([images, Buffer.from('x')]);
  await assert.rejects(read(file(long)), coded('bad-idx', /bytes after its end/));
});

test('a gzip that unpacks beyond what its header promises is stopped on the way', async () => {
  const bomb = gzipSync(Buffer.concat([labelsIdx([1, 2, 3]), Buffer.alloc(50 * 2 ** 20)]));
  await assert.rejects(read(file(bomb)), coded('too-large', /more than the 11 bytes/));
});

test('a promise past 512 MB is refused before anything is allocated', async () => {
  const huge = imagesIdx(1, 64, 64);
  huge.set([0x00, 0x10, 0x00, 0x00], 4);
  await assert.rejects(read(file(gzipSync(huge))), coded('too-large', /512 MB/));
});

test('damaged gzip: a flipped byte, a cut, only the magic number', async () => {
  const packed = gzipSync(images);
  const flipped = Uint8Array.from(packed);
  flipped.set([(packed[200] ?? 0) ^ 0xff], 200);
  for (const content of [flipped, packed.subarray(0, 300), packed.subarray(0, 2)]) {
    await assert.rejects(read(file(content, 'a.gz')), coded('bad-gzip', /^a.gz is a damaged/));
  }
});

test('not an IDX file', async () => {
  await assert.rejects(read(file('PNG and so on and on')), coded('bad-idx', /magic/));
  await assert.rejects(read(file(gzipSync('PNG and so on and on'))), coded('bad-idx', /magic/));
});

test('a web page, from an address and as a file', async () => {
  const html = '\ufeff\n <!doctype html><title>404</title>';
  await assert.rejects(
    read(answer(html)),
    coded('bad-idx', /^https:\/\/inkling.example\/sub\/data\/x.gz gave a web page \(HTML\)/),
  );
  await assert.rejects(read(file(html, 'page.gz')), coded('bad-idx', /^page.gz is a web page/));
});

test('404, other refusals, no network', async () => {
  await assert.rejects(read(answer('no', { status: 404 })), coded('not-found', /no file at/));
  await assert.rejects(
    read(answer('no', { status: 503, statusText: 'Service Unavailable' })),
    coded('network', /503 Service Unavailable/),
  );
  const fetch = async () => {
    throw new TypeError('fetch failed');
  };
  await assert.rejects(
    read(urlSource('x', { base, fetch })),
    coded('network', /^x could not be loaded: .*fetch failed/),
  );
});

test('a network that stops half-way: broken off, closed early, silent', async () => {
  const half = [images.subarray(0, 5000)];
  await assert.rejects(read(answer(streamOf(half, 'fail'))), coded('network', /terminated/));
  const headers = { 'content-length': String(images.length) };
  await assert.rejects(
    read(answer(streamOf(half), { headers })),
    coded('network', /announced and 5000 came/),
  );
  let cancelled = false;
  const silent = answer(streamOf(half, 'stall', () => (cancelled = true)));
  await assert.rejects(read(silent, { stallMs: 20 }), coded('network', /no byte came/));
  assert.ok(cancelled, 'the download is let go');
});

test('a gzipped download that stops half-way is a failure of the network, not of the file', async () => {
  const packed = gzipSync(images);
  const half = [packed.subarray(0, packed.length / 2)];
  await assert.rejects(read(answer(streamOf(half, 'fail'))), coded('network', /terminated/));
  const headers = { 'content-length': String(packed.length) };
  await assert.rejects(read(answer(streamOf(half), { headers })), coded('network', /announced/));
});

test('cancelled before, while waiting for the answer, and half-way', async () => {
  const before = AbortSignal.abort();
  await assert.rejects(read(file(images), { signal: before }), coded('aborted', /cancelled/));

  const waiting = new AbortController();
  /** @type {typeof globalThis.fetch} */
  const fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  const opened = read(urlSource('x', { base, fetch }), { signal: waiting.signal });
  waiting.abort();
  await assert.rejects(opened, coded('aborted', /cancelled/));

  const halfway = new AbortController();
  const stalled = answer(streamOf([images.subarray(0, 5000)], 'stall'));
  const onProgress = () => setTimeout(() => halfway.abort());
  await assert.rejects(
    read(stalled, { signal: halfway.signal, onProgress }),
    coded('aborted', /cancelled/),
  );
});

test('opened ahead: read before it is asked for, and its failures are told then', async () => {
  let pulled = 0;
  const chunks = [images.subarray(0, 100), images.subarray(100)];
  const source = openedAhead({
    ...answer(null),
    open: async () => ({
      stream: new ReadableStream({
        pull(controller) {
          const chunk = chunks[pulled++];
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        },
      }),
      ...{
        byteLength: images.length,
        toFailure: () => new CodedError('network', ''),
        webPageSentence: '',
      },
    }),
  });
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(pulled, 3, 'to the end');
  assert.deepEqual(await read(source), images);

  await assert.rejects(
    read(openedAhead(answer(null, { status: 404 }))),
    coded('not-found', /There is no file/),
  );
  const halfWay = openedAhead(answer(streamOf([images.subarray(0, 50)], 'fail')));
  await new Promise((resolve) => setTimeout(resolve));
  await assert.rejects(read(halfWay), coded('network', /could not be loaded/));
});

test('opened ahead and cancelled: the download ends', async () => {
  let isCancelled = false;
  const body = streamOf([images.subarray(0, 50)], 'stall', () => (isCancelled = true));
  const { signal, abort } = abortable();
  const reading = read(openedAhead(answer(body)), { signal });
  setTimeout(abort);
  await assert.rejects(reading, coded('aborted', /cancelled/));
  assert.ok(isCancelled);
});

/** @returns {{signal: AbortSignal, abort: () => void}} */
function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

test('an address of another site, and something that is no address', () => {
  assert.throws(
    () => urlSource('https://elsewhere.example/a.gz', { base }),
    coded('invalid-argument', /another site.*https:\/\/inkling.example.*Load files/),
  );
  assert.throws(() => urlSource('http://', { base }), coded('invalid-argument', /not an address/));
});

test('the progress of several files is that of all together', async () => {
  const labels = labelsIdx([1, 2, 3]);
  /** @type {{loadedBytes: number, totalBytes: number | null, file: string}[]} */
  const seen = [];
  /** @type {[string, number][]} */
  const added = [];
  await loadFiles([file(images, 'a'), file(labels, 'b')], {
    idxHeader,
    signal: never,
    addFile: (name, bytes) => added.push([name, bytes.length]),
    onProgress: (progress) => seen.push(progress),
  });
  const totalBytes = images.length + labels.length;
  assert.deepEqual(seen.at(-1), { loadedBytes: totalBytes, totalBytes, file: 'b' });
  assert.deepEqual(added, [
    ['a', images.length],
    ['b', labels.length],
  ]);
});
