/**
 * The page that the workers hang on: `lab.create` starts one, `lab.call` calls a method of it,
 * `lab.dispose` ends it. Whatever the worker throws, the caller gets. `lab.handover` sets two of them to
 * hand a cache line back and forth.
 */

/** @type {Map<string, Worker>} */
const workers = new Map();
let calls = 0;

/**
 * @param {string} name
 * @param {string} method
 * @param {unknown} [argument]
 * @returns {Promise<any>}
 */
function call(name, method, argument) {
  const worker = workers.get(name);
  if (!worker) throw new Error(`There is no contestant ${name}.`);
  const id = (calls += 1);
  return new Promise((resolve, reject) => {
    const answered = (/** @type {MessageEvent} */ { data }) => {
      if (data?.id !== id) return;
      worker.removeEventListener('message', answered);
      worker.removeEventListener('error', failed);
      if ('error' in data) reject(new Error(`${name}: ${data.error}`));
      else resolve(data.result);
    };
    const failed = (/** @type {ErrorEvent} */ { message }) =>
      reject(new Error(`${name}: ${message}`));
    worker.addEventListener('message', answered);
    worker.addEventListener('error', failed);
    worker.postMessage({ id, method, argument });
  });
}

const lab = {
  /**
   * @param {string} name
   * @param {string} script
   * @param {unknown} options
   */
  create(name, script, options) {
    workers.set(name, new Worker(script, { type: 'module' }));
    return call(name, 'create', options);
  },
  call,
  /**
   * @param {string} first
   * @param {string} second
   * @returns {Promise<number | null>}
   */
  async handover(first, second) {
    const line = new Int32Array(new SharedArrayBuffer(64));
    const [nanoseconds] = await Promise.all([
      call(first, 'handOver', { line, turn: 0 }),
      call(second, 'handOver', { line, turn: 1 }),
    ]);
    return nanoseconds;
  },
  /** @param {string} name */
  dispose(name) {
    workers.get(name)?.terminate();
    workers.delete(name);
  },
};

/** @typedef {typeof lab} Lab */

Object.assign(globalThis, { lab });
