/** Chunks of a stream, of which the first bytes can be looked at before they are taken. */
export class ChunkReader {
  #stream;
  /** @type {ReadableStreamDefaultReader<Uint8Array>} */
  #reader;
  /** @type {Uint8Array[]} */
  #peeked = [];

  /** @param {ReadableStream<Uint8Array>} stream */
  constructor(stream) {
    this.#stream = stream;
    this.#reader = stream.getReader();
  }

  /**
   * @param {number} byteLength
   * @returns {Promise<Uint8Array>} that many bytes, fewer where the stream is shorter
   */
  async peek(byteLength) {
    const sum = () => this.#peeked.reduce((total, chunk) => total + chunk.length, 0);
    while (sum() < byteLength) {
      const { done, value } = await this.#reader.read();
      if (done) break;
      this.#peeked.push(value);
    }
    const head = new Uint8Array(Math.min(byteLength, sum()));
    let filled = 0;
    for (const chunk of this.#peeked) {
      const part = chunk.subarray(0, head.length - filled);
      head.set(part, filled);
      filled += part.length;
    }
    return head;
  }

  /** @returns {Promise<Uint8Array | null>} null at the end */
  async next() {
    const peeked = this.#peeked.shift();
    if (peeked) return peeked;
    const { done, value } = await this.#reader.read();
    return done ? null : value;
  }

  /**
   * Puts a transformation between the stream and this reader.
   * @param {ReadableWritablePair<Uint8Array, BufferSource>} transform
   */
  pipeThrough(transform) {
    const upstream = this.#reader;
    const peeked = this.#peeked;
    this.#peeked = [];
    this.#stream = new ReadableStream({
      async pull(controller) {
        const chunk = peeked.shift();
        const { done, value } = chunk ? { done: false, value: chunk } : await upstream.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => upstream.cancel(reason),
    }).pipeThrough(transform);
    this.#reader = this.#stream.getReader();
  }

  /** Lets the source go: a download that is not needed any more ends here. */
  async cancel() {
    await this.#reader.cancel().catch(() => {});
  }
}
