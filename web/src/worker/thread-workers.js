/**
 * The workers of a module's threads. Emscripten starts them while the module loads, and leaves three
 * things to be wished for: it forgets the build's version in their address (see sibling-url.js), it
 * waits for ever for one that cannot start, and it leaves those behind that could. So meanwhile the
 * name `Worker` stands for a worker that we know of.
 *
 * Under Node Emscripten puts a class of its own there, and none of the three matters.
 */

/** A worker that has not started by then will not. Code over a slow network takes its time. */
const PATIENCE_MS = 20_000;

/**
 * @template T
 * @param {string} scriptUrl of the module, which its threads' workers run too
 * @param {() => Promise<T>} load the module
 * @returns {Promise<T>} rejected, with no worker left, where a worker fails
 */
export async function withThreadWorkers(scriptUrl, load) {
  const UsualWorker = globalThis.Worker;
  if (UsualWorker === undefined) return load();
  /** @type {Worker[]} */
  const workers = [];
  const loaded = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const failure = new Promise((_, reject) => {
    const fail = (/** @type {Event} */ event) => {
      // Emscripten would throw this anew, as an error that nobody can catch.
      event.stopImmediatePropagation();
      event.preventDefault();
      reject(new Error('The worker of a thread could not be started.'));
    };
    timer = setTimeout(
      () => reject(new Error('The workers of the threads do not start.')),
      PATIENCE_MS,
    );
    globalThis.Worker = class extends UsualWorker {
      /**
       * @param {string | URL} _url
       * @param {WorkerOptions} [options]
       */
      constructor(_url, options) {
        super(scriptUrl, options);
        workers.push(this);
        this.addEventListener('error', fail, { signal: loaded.signal });
      }
    };
  });
  try {
    return await Promise.race([load(), /** @type {Promise<never>} */ (failure)]);
  } catch (error) {
    for (const worker of workers) worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    loaded.abort();
    globalThis.Worker = UsualWorker;
  }
}
