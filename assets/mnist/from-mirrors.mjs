/**
 * Downloads the four files from the first mirror that has them. What has come so far is kept in
 * `.download/`, so that a download that was cut short goes on where it ended.
 */

import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FULL_SET_NAMES, InstallError, isInstalled, verify } from './verify.mjs';

/** Tried in this order. */
export const MIRRORS = Object.freeze([
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
]);

const STALL_MS = 30_000;
const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;

/** @typedef {(file: string, loadedBytes: number, totalBytes: number | null) => void} OnBytes */

/**
 * @param {string} to
 * @param {object} options
 * @param {readonly string[]} [options.mirrors]
 * @param {(line: string) => void} options.say
 * @param {OnBytes} [options.onBytes]
 * @param {number} [options.stallMs] give a mirror up after this long without a byte
 */
export async function installFromMirrors(to, options) {
  const { mirrors = MIRRORS, say, onBytes = () => {}, stallMs = STALL_MS } = options;
  const partials = resolve(to, '.download');
  await mkdir(partials, { recursive: true });
  for (const name of FULL_SET_NAMES) {
    if (await isInstalled(name, to)) {
      say(`${name}.gz  is here already`);
      continue;
    }
    const partial = resolve(partials, `${name}.gz.part`);
    const mirror = await downloadVerified(name, partial, { mirrors, onBytes, stallMs });
    await rename(partial, resolve(to, `${name}.gz`));
    say(`${name}.gz  from ${new URL(mirror).host}`);
  }
  await rm(partials, { recursive: true, force: true });
}

/**
 * @param {string} name
 * @param {string} partial
 * @param {{mirrors: readonly string[], onBytes: OnBytes, stallMs: number}} options
 * @returns {Promise<string>} the mirror that had it
 */
async function downloadVerified(name, partial, { mirrors, onBytes, stallMs }) {
  const failures = [];
  for (const mirror of mirrors) {
    const url = new URL(`${name}.gz`, mirror).href;
    try {
      const resumed = await download(url, partial, { name, onBytes, stallMs });
      try {
        verify(name, await readFile(partial), url);
      } catch (error) {
        await rm(partial, { force: true });
        if (!resumed) throw error;
        // The first part may have come from a mirror that packs differently: once more, clean.
        await download(url, partial, { name, onBytes, stallMs });
        await verifyOrRemove(name, partial, url);
      }
      return mirror;
    } catch (error) {
      failures.push(error instanceof InstallError ? error.message : `${url}: ${reason(error)}.`);
    }
  }
  throw new InstallError(
    `${name}.gz could not be downloaded.\n  ${failures.join('\n  ')}\n` +
      'Where there is no network, copy the four files here by other means and run ' +
      '"npm run mnist -- --from DIR". What was downloaded so far is kept for the next try.',
  );
}

/**
 * @param {string} name
 * @param {string} partial
 * @param {string} url
 */
async function verifyOrRemove(name, partial, url) {
  try {
    verify(name, await readFile(partial), url);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * @param {string} url
 * @param {string} partial what is there already is not asked for again
 * @param {{name: string, onBytes: OnBytes, stallMs: number}} options
 * @returns {Promise<boolean>} whether the file begins with bytes of an earlier try
 */
async function download(url, partial, { name, onBytes, stallMs }) {
  const controller = new AbortController();
  const stall = setTimeout(() => controller.abort(new Error('no bytes came')), stallMs);
  try {
    const have = await stat(partial)
      .then((found) => found.size)
      .catch(() => 0);
    /** @type {Record<string, string>} */
    const headers = { 'accept-encoding': 'identity' };
    if (have > 0) headers.range = `bytes=${have}-`;
    const response = await fetch(url, { headers, signal: controller.signal });
    if (response.status === RANGE_NOT_SATISFIABLE) {
      await response.body?.cancel();
      return true; // nothing is left to ask for: the sum decides
    }
    if (!response.ok || !response.body) {
      throw new InstallError(`${url} answered ${response.status} ${response.statusText}.`);
    }
    const resumed = response.status === PARTIAL_CONTENT && have > 0;
    const start = resumed ? have : 0;
    const length = Number(response.headers.get('content-length'));
    const total = length > 0 ? start + length : null;
    const body = /** @type {import('node:stream/web').ReadableStream} */ (response.body);
    const loaded = await append(body, partial, resumed, (bytes) => {
      stall.refresh();
      onBytes(`${name}.gz`, start + bytes, total);
    });
    if (total !== null && start + loaded < total) {
      throw new InstallError(`${url} ended after ${start + loaded} of ${total} bytes.`);
    }
    return resumed;
  } finally {
    clearTimeout(stall);
  }
}

/**
 * @param {AsyncIterable<Uint8Array>} body
 * @param {string} path
 * @param {boolean} keep what is there
 * @param {(loadedBytes: number) => void} onLoaded
 * @returns {Promise<number>} bytes written
 */
async function append(body, path, keep, onLoaded) {
  const file = createWriteStream(path, { flags: keep ? 'a' : 'w' });
  const closed = new Promise((settle, fail) => file.on('close', settle).on('error', fail));
  let loaded = 0;
  try {
    for await (const chunk of body) {
      if (!file.write(chunk)) await new Promise((settle) => file.once('drain', () => settle(null)));
      loaded += chunk.length;
      onLoaded(loaded);
    }
  } finally {
    file.end();
    await closed;
  }
  return loaded;
}

/**
 * @param {unknown} error `fetch` says only "fetch failed" and hides the reason in the cause
 * @returns {string}
 */
function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
