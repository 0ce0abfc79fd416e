/**
 * Reads one data file into memory, gzipped or plain: told apart by its first bytes, because hosts
 * decode and relabel `.gz` as they like. How long the file is, its own header says; C++ reads that
 * header, and nothing beyond its promise is ever kept.
 */

import { CodedError, isErrorCode } from '../protocol.js';
import { ChunkReader } from './chunk-reader.js';
import { aborted, GuardedStream, STALL_MS } from './guarded-stream.js';

/** No file is unpacked beyond this. */
const MAX_BYTES = 512 * 2 ** 20;
/** The longest header: magic number and three dimensions. */
const HEADER_BYTES = 16;
const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * @typedef {(name: string, firstBytes: Uint8Array) => {byteLength: number}} ReadHeader
 *   throws where the bytes do not begin an IDX file; `byteLength` is that of the whole file
 */

/**
 * @param {import('./byte-source.js').ByteSource} source
 * @param {object} options
 * @param {ReadHeader} options.idxHeader
 * @param {AbortSignal} options.signal
 * @param {(loadedBytes: number, totalBytes: number | null) => void} [options.onProgress]
 *   in bytes as they come, packed or not
 * @param {number} [options.stallMs]
 * @returns {Promise<Uint8Array>} the whole unpacked file
 * @throws {CodedError}
 */
export async function readIdxBytes(source, options) {
  const { idxHeader, signal, onProgress = () => {}, stallMs = STALL_MS } = options;
  const opened = await openOrAbort(source, signal);
  let totalBytes = opened.byteLength ?? source.byteLength;
  const guard = new GuardedStream(source.name, opened, {
    signal,
    stallMs,
    onBytes: (loadedBytes) => onProgress(loadedBytes, totalBytes),
  });
  let isPacked = false;
  const reader = new ChunkReader(guard.stream);
  try {
    const start = await reader.peek(HEADER_BYTES);
    isPacked = GZIP_MAGIC.every((byte, i) => start[i] === byte);
    if (isPacked) reader.pipeThrough(new DecompressionStream('gzip'));
    const head = isPacked ? await reader.peek(HEADER_BYTES) : start;
    if (looksLikeHtml(head)) throw new CodedError('bad-idx', opened.webPageSentence);
    const { byteLength } = idxHeader(source.name, head);
    if (!isPacked) totalBytes = byteLength;
    return await readPromised(reader, byteLength, { name: source.name, isPacked, signal });
  } catch (error) {
    throw guard.failure ?? (isPacked ? asGzipFailure(error, source.name) : error);
  } finally {
    await reader.cancel();
  }
}

/**
 * @param {import('./byte-source.js').ByteSource} source
 * @param {AbortSignal} signal
 */
async function openOrAbort(source, signal) {
  if (signal.aborted) throw aborted();
  try {
    return await source.open(signal);
  } catch (error) {
    throw signal.aborted ? aborted() : error;
  }
}

/**
 * @param {ChunkReader} reader
 * @param {number} byteLength
 * @param {{name: string, isPacked: boolean, signal: AbortSignal}} context
 * @returns {Promise<Uint8Array>}
 */
async function readPromised(reader, byteLength, { name, isPacked, signal }) {
  if (byteLength > MAX_BYTES) {
    throw new CodedError(
      'too-large',
      `${name} promises ${byteLength} bytes. At most ${MAX_BYTES} (512 MB) can be loaded.`,
    );
  }
  const bytes = allocate(byteLength, name);
  let length = 0;
  for (;;) {
    const chunk = await reader.next();
    if (signal.aborted) throw aborted();
    if (chunk === null) break;
    if (length + chunk.length > byteLength) throw beyondPromise(name, byteLength, isPacked);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  if (length < byteLength) {
    throw new CodedError(
      'bad-idx',
      `${name} is cut short: its header promises ${byteLength} bytes and it has ${length}.`,
    );
  }
  return bytes;
}

/**
 * @param {number} byteLength
 * @param {string} name
 */
function allocate(byteLength, name) {
  try {
    return new Uint8Array(byteLength);
  } catch {
    throw new CodedError(
      'out-of-memory',
      `There is not enough memory for the ${byteLength} bytes of ${name}. Close other tabs.`,
    );
  }
}

/**
 * @param {string} name
 * @param {number} byteLength
 * @param {boolean} isPacked
 */
function beyondPromise(name, byteLength, isPacked) {
  return isPacked
    ? new CodedError(
        'too-large',
        `${name} unpacks to more than the ${byteLength} bytes that its own header promises.`,
      )
    : new CodedError(
        'bad-idx',
        `${name} has bytes after its end: its header promises ${byteLength} bytes and more came.`,
      );
}

/**
 * @param {unknown} error
 * @param {string} name
 * @returns {unknown} what is not an error of ours comes from the decompressor
 */
function asGzipFailure(error, name) {
  if (error instanceof Error && 'code' in error && isErrorCode(error.code)) return error;
  return new CodedError('bad-gzip', `${name} is a damaged or incomplete gzip file.`);
}

/**
 * @param {Uint8Array} head
 * @returns {boolean} whether the first character that is not white space is "<"
 */
function looksLikeHtml(head) {
  return new TextDecoder().decode(head).trimStart().startsWith('<');
}
