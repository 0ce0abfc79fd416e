/** Samples per second, smoothed over the last second or so of work. */

const SMOOTHING_MS = 1000;

export class Throughput {
  #samples = 0;
  #durationMs = 0;

  /**
   * @param {number} samples
   * @param {number} durationMs
   */
  observe(samples, durationMs) {
    const decay = Math.exp(-durationMs / SMOOTHING_MS);
    this.#samples = this.#samples * decay + samples;
    this.#durationMs = this.#durationMs * decay + durationMs;
  }

  /** 0 before it is known. */
  get samplesPerSecond() {
    return this.#durationMs > 0 ? (1000 * this.#samples) / this.#durationMs : 0;
  }

  clear() {
    this.#samples = 0;
    this.#durationMs = 0;
  }
}
