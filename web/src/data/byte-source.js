/**
 * Where the bytes of a data file come from: a file that the user chose, or an address of this site.
 */

import { CodedError } from '../protocol.js';

/**
 * @typedef {object} ByteSource
 * @property {string} name for progress and errors
 * @property {number | null} byteLength as far as it is known before opening
 * @property {(signal: AbortSignal) => Promise<OpenedSource>} open
 */

/**
 * @typedef {object} OpenedSource
 * @property {ReadableStream<Uint8Array>} stream
 * @property {number | null} byteLength that the stream will give; fewer is a failure
 * @property {(error: unknown) => CodedError} toFailure what a failed read of the stream means
 * @property {string} webPageSentence what to say where the bytes are an HTML page
 */

/**
 * @param {File} file
 * @returns {ByteSource}
 */
export function fileSource(file) {
  return {
    name: file.name,
    byteLength: file.size,
    open: async () => ({
      stream: file.stream(),
      byteLength: file.size,
      toFailure: () =>
        new CodedError(
          'not-found',
          `${file.name} cannot be read: it was moved, changed or removed after it was chosen. ` +
            'Choose it again.',
        ),
      webPageSentence: `${file.name} is a web page (HTML), not an IDX file.`,
    }),
  };
}

/**
 * @param {string} url relative to `base`, or absolute
 * @param {object} context
 * @param {string} context.base the address of the worker, which lies beside the page
 * @param {typeof fetch} [context.fetch]
 * @param {number | null} [context.byteLength] of the file as it is stored
 * @returns {ByteSource}
 * @throws {CodedError} `invalid-argument` for an address of another site
 */
export function urlSource(url, { base, fetch = globalThis.fetch, byteLength = null }) {
  const address = parseAddress(url, base);
  const name = address.pathname.split('/').at(-1) || address.href;
  return { name, byteLength, open: (signal) => openAddress(address, name, fetch, signal) };
}

/**
 * The same source, opened and read at once: its bytes wait in memory. To be opened one time.
 * @param {ByteSource} source
 * @returns {ByteSource}
 */
export function openedAhead(source) {
  const controller = new AbortController();
  const opening = source
    .open(controller.signal)
    .then((opened) => ({ ...opened, stream: readAhead(opened.stream) }));
  // Who opens it is told of a failure.
  opening.catch(() => {});
  return {
    ...source,
    open: (signal) => {
      signal.addEventListener('abort', () => controller.abort());
      return opening;
    },
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {ReadableStream<Uint8Array>}
 */
function readAhead(stream) {
  const reader = stream.getReader();
  return new ReadableStream({
    start: async (controller) => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        controller.enqueue(value);
      }
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * @param {string} url
 * @param {string} base
 * @returns {URL}
 */
function parseAddress(url, base) {
  let address;
  try {
    address = new URL(url, base);
  } catch {
    throw new CodedError('invalid-argument', `"${url}" is not an address.`);
  }
  const { origin } = new URL(base);
  if (address.origin !== origin) {
    throw new CodedError(
      'invalid-argument',
      `${address.href} lies on another site. The page loads from its own address only (${origin}), ` +
        'so download the file and open it with "Load files".',
    );
  }
  return address;
}

/**
 * @param {URL} address
 * @param {string} name
 * @param {typeof fetch} fetch
 * @param {AbortSignal} signal
 * @returns {Promise<OpenedSource>}
 */
async function openAddress(address, name, fetch, signal) {
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    throw unreachable(name, error);
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw refused(address, response);
  }
  // A host that decodes `.gz` gives more bytes than the length it announces.
  const isDecoded = response.headers.has('content-encoding');
  const length = Number(response.headers.get('content-length'));
  return {
    stream: response.body,
    byteLength: !isDecoded && length > 0 ? length : null,
    toFailure: (error) => unreachable(name, error),
    webPageSentence: `${address.href} gave a web page (HTML) instead of an IDX file. Is it the right address?`,
  };
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {CodedError}
 */
function unreachable(name, error) {
  const reason = error instanceof Error && error.message ? ` (${error.message})` : '';
  return new CodedError(
    'network',
    `${name} could not be loaded: the network or the server failed${reason}. Try again.`,
  );
}

/**
 * @param {URL} address
 * @param {Response} response
 * @returns {CodedError}
 */
function refused(address, { status, statusText }) {
  if (status === 404 || status === 410) {
    return new CodedError('not-found', `There is no file at ${address.href} (${status}).`);
  }
  const answer = `${status} ${statusText}`.trim();
  return new CodedError('network', `${address.href} cannot be loaded: the server said ${answer}.`);
}
