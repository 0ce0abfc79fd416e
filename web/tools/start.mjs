/** `npm start`: sets up whatever is missing, builds the page and serves it on this machine. */

import { SetupError, runMain, say } from '../../cpp/toolchain/say.mjs';
import { build, DIST } from './build.mjs';

const DEFAULT_PORT = 5173;
const MAX_PORT = 65_535;

await runMain(async () => {
  const port = portFrom(process.env.PORT);
  await build();
  const { serve } = await import('./serve.mjs');
  try {
    const { url } = await serve({ dir: DIST, port, isolation: true });
    say('');
    console.log(`Inkling is at ${url}  (Ctrl-C ends it)`);
  } catch (error) {
    throw explained(/** @type {NodeJS.ErrnoException} */ (error), port);
  }
});

/**
 * @param {string | undefined} text
 * @returns {number}
 * @throws {SetupError}
 */
function portFrom(text) {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= MAX_PORT) return port;
  throw new SetupError(`PORT must be a whole number from 1 to ${MAX_PORT}; it is "${text}".`);
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 * @returns {Error}
 */
function explained(error, port) {
  const other = port + 1 > MAX_PORT ? DEFAULT_PORT : port + 1;
  if (error.code === 'EADDRINUSE') {
    return new SetupError(
      `Port ${port} is taken: is Inkling running already? Choose another one: PORT=${other} npm start`,
    );
  }
  if (error.code === 'EACCES') {
    return new SetupError(
      `You may not use port ${port}. Choose another one: PORT=${DEFAULT_PORT} npm start`,
    );
  }
  return error;
}
