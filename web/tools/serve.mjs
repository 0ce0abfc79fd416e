import { createServer } from 'node:http';
import sirv from 'sirv';

/** Without these a page has no shared memory. */
const ISOLATION_HEADERS = Object.freeze({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
});

/**
 * @typedef {object} Options
 * @property {string} dir
 * @property {number} [port] 0 for any
 * @property {string} [base] the sub-path, "/" or "/some/where/"; all else is a 404
 * @property {boolean} [isolation] sends the headers of cross-origin isolation
 */

/**
 * A static server on this machine, whose files may be rebuilt under it.
 * @param {Options} options
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 * @throws {NodeJS.ErrnoException} `EADDRINUSE` where the port is taken
 */
export async function serve({ dir, port = 0, base = '/', isolation = false }) {
  const files = sirv(dir, {
    dev: true,
    etag: true, // with it sirv says "no-cache": ask each time, answer 304 where nothing changed
    setHeaders: (response) => {
      if (!isolation) return;
      for (const [name, value] of Object.entries(ISOLATION_HEADERS))
        response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    const notFound = () => void response.writeHead(404).end('Not found');
    const url = request.url ?? '/';
    if (`${url}/` === base) {
      response.writeHead(301, { location: base }).end();
    } else if (url.startsWith(base)) {
      request.url = `/${url.slice(base.length)}`;
      files(request, response, notFound);
    } else {
      notFound();
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => resolve(null));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${address.port}${base}`, close };
}
