import { CodedError } from '../protocol.js';

/** Give a source up after this long without a byte. */
export const STALL_MS = 30_000;

export const aborted = () => new CodedError('aborted', 'Loading was cancelled.');

/**
 * The stream of a source that fails in one way only: with a coded error, kept in `failure`. A
 * decompressor behind it may report the end of its input in words of its own.
 */
export class GuardedStream {
  /** @type {CodedError | null} */
  failure = null;
  loadedBytes = 0;
  /** @type {ReadableStream<Uint8Array>} */
  stream;

  #reader;
  #source;
  #name;
  #signal;
  #stallMs;
  #onBytes;

  /**
   * @param {string} name
   * @param {import('./byte-source.js').OpenedSource} source
   * @param {object} options
   * @param {AbortSignal} options.signal
   * @param {number} options.stallMs
   * @param {(loadedBytes: number) => void} options.onBytes
   */
  constructor(name, source, { signal, stallMs, onBytes }) {
    this.#name = name;
    this.#source = source;
    this.#reader = source.stream.getReader();
    this.#signal = signal;
    this.#stallMs = stallMs;
    this.#onBytes = onBytes;
    this.stream = new ReadableStream(
      {
        pull: (controller) => this.#pull(controller),
        cancel: (reason) => this.#reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }

  /** @param {ReadableStreamDefaultController<Uint8Array>} controller */
  async #pull(controller) {
    try {
      const { done, value } = await this.#read();
      if (done) {
        this.#checkEnd();
        controller.close();
        return;
      }
      this.loadedBytes += value.length;
      this.#onBytes(this.loadedBytes);
      controller.enqueue(value);
    } catch (error) {
      this.failure = error instanceof CodedError ? error : this.#source.toFailure(error);
      controller.error(this.failure);
      await this.#reader.cancel(this.failure).catch(() => {});
    }
  }

  /** @returns {Promise<ReadableStreamReadResult<Uint8Array>>} */
  #read() {
    return new Promise((resolve, reject) => {
      const abort = () => reject(aborted());
      const stall = setTimeout(() => reject(this.#stalled()), this.#stallMs);
      if (this.#signal.aborted) abort();
      this.#signal.addEventListener('abort', abort);
      this.#reader
        .read()
        .then(resolve, (error) => reject(this.#signal.aborted ? aborted() : error))
        .finally(() => {
          clearTimeout(stall);
          this.#signal.removeEventListener('abort', abort);
        });
    });
  }

  #checkEnd() {
    const expected = this.#source.byteLength;
    if (expected !== null && this.loadedBytes < expected) {
      throw new CodedError(
        'network',
        `${this.#name} stopped half-way: ${expected} bytes were announced and ` +
          `${this.loadedBytes} came. Try again.`,
      );
    }
  }

  #stalled() {
    const seconds = Math.round(this.#stallMs / 1000);
    return new CodedError(
      'network',
      `${this.#name} stopped half-way: no byte came for ${seconds} seconds. Try again.`,
    );
  }
}
