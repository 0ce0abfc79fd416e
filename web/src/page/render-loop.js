/**
 * Draws the page: at once after a rest, and then at most so often. Each drawing takes time from a
 * training that has few cores: at every frame it was a tenth of what two cores reach. A tab in the
 * background has no frames, but its title still tells how training goes.
 */

const SHOWN_MS = 50;
const HIDDEN_MS = 500;

export class RenderLoop {
  #render;
  #isUrgent;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #drawnMs = -Infinity;

  /**
   * @param {() => void} render
   * @param {() => boolean} isUrgent whether what has changed must not wait, as the answer to a press
   */
  constructor(render, isUrgent) {
    this.#render = render;
    this.#isUrgent = isUrgent;
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  request() {
    if (this.#frame !== 0) return;
    const waitMs = this.#drawnMs + SHOWN_MS - performance.now();
    if (document.hidden) this.#timer ??= setTimeout(this.#run, HIDDEN_MS);
    else if (waitMs > 0 && !this.#isUrgent()) this.#timer ??= setTimeout(this.#awaitFrame, waitMs);
    else this.#awaitFrame();
  }

  dispose() {
    this.#forget();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
  }

  #awaitFrame = () => {
    this.#forget();
    this.#frame = requestAnimationFrame(this.#run);
  };

  #run = () => {
    this.#forget();
    this.#drawnMs = performance.now();
    this.#render();
  };

  #visibilityChanged = () => {
    this.#forget();
    this.request();
  };

  #forget() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
    this.#timer = undefined;
  }
}

/** Lets the browser paint and take input before the next piece of work. */
export function breathe() {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
