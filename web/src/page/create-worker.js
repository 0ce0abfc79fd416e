import { AHEAD } from '../protocol.js';
import { siblingUrl } from '../sibling-url.js';

/** Where early.js leaves a worker for main.js. @type {{inklingWorker?: Worker | undefined}} */
const early = /** @type {any} */ (globalThis);

/**
 * The worker that loads the network. Browsers without module workers would start it as a classic
 * script, which fails on its first import with a message that helps nobody; they do not look at the
 * option `type`, and that gives them away.
 * @param {string} scriptUrl the address of a script that was built with it
 * @param {string} [name] `AHEAD`, or none
 * @returns {Worker}
 */
export function createWorker(scriptUrl, name = '') {
  let looksAtType = false;
  /** @type {WorkerOptions} */
  const options = {
    name,
    get type() {
      looksAtType = true;
      return /** @type {const} */ ('module');
    },
  };
  const worker = new Worker(siblingUrl('./worker.js', scriptUrl), options);
  if (!looksAtType) {
    worker.terminate();
    throw new Error(
      'This browser has no module workers, which the training runs in. Chrome and Edge have them since 80, Safari since 15, Firefox since 114.',
    );
  }
  return worker;
}

/** A worker that loads what it will be asked for, until someone takes it. @param {string} scriptUrl */
export function startEarlyWorker(scriptUrl) {
  try {
    const worker = createWorker(scriptUrl, AHEAD);
    early.inklingWorker = worker;
    // Whoever takes it later would not hear of it.
    worker.addEventListener('error', () => {
      if (early.inklingWorker === worker) early.inklingWorker = undefined;
    });
  } catch {
    // The page tries again, and says what is wrong.
  }
}

/** @returns {Worker | undefined} where one was started that has not failed or been taken */
export function takeEarlyWorker() {
  const worker = early.inklingWorker;
  early.inklingWorker = undefined;
  return worker;
}
