/**
 * One line at the bottom of a terminal that is written over and over. Where the stream is not a
 * terminal it stays silent: logs get whole lines only.
 */

const CELLS = 24;
const MIN_INTERVAL_MS = 80;

/**
 * @param {number} fraction 0..1
 * @returns {string} "[=====>          ]"
 */
export function bar(fraction, cells = CELLS) {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * cells);
  const head = filled > 0 && filled < cells ? '>' : '';
  return `[${('='.repeat(filled - head.length) + head).padEnd(cells)}]`;
}

/**
 * @param {number} seconds
 * @returns {string} "1:05", "1:02:03"; "--:--" while it is not known
 */
export function clockTime(seconds) {
  if (!Number.isFinite(seconds)) return '--:--';
  const whole = Math.max(0, Math.ceil(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}

export class ProgressLine {
  #stream;
  #lastMs = -Infinity;
  #shown = false;

  /** @param {NodeJS.WriteStream} stream */
  constructor(stream) {
    this.#stream = stream;
  }

  /**
   * @param {() => string} text made only when it is drawn
   */
  update(text) {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#lastMs < MIN_INTERVAL_MS) return;
    this.#lastMs = now;
    this.#shown = true;
    this.#stream.write(`\r\x1b[2K${text().slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  /** Takes the line away, so that whole lines can be printed. */
  clear() {
    if (this.#shown) this.#stream.write('\r\x1b[2K');
    this.#shown = false;
    this.#lastMs = -Infinity;
  }
}
