import { siblingUrl } from '../sibling-url.js';

/**
 * The worker that loads the network. Browsers without module workers would start it as a classic
 * script, which fails on its first import with a message that helps nobody; they do not look at the
 * option `type`, and that gives them away.
 * @returns {Worker}
 */
export function createWorker() {
  let looksAtType = false;
  /** @type {WorkerOptions} */
  const options = {
    get type() {
      looksAtType = true;
      return /** @type {const} */ ('module');
    },
  };
  const worker = new Worker(siblingUrl('./worker.js', import.meta.url), options);
  if (!looksAtType) {
    worker.terminate();
    throw new Error(
      'This browser has no module workers, which the training runs in. Chrome and Edge have them since 80, Safari since 15, Firefox since 114.',
    );
  }
  return worker;
}
