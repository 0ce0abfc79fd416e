/**
 * Draws the page: at once after a rest, and then at most so often. Each drawing takes time from a
 * training that has few cores: at every frame it was a tenth of what two cores reach. A tab in the
 * background has no frames, but its title still tells how training goes.
 */

const SHOWN_MS = 50;
const HIDDEN_MS = 500;

export class RenderLoop {
  #render;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #drawnMs = -Infinity;

  /** @param {() => void} render */
  constructor(render) {
    this.#render = render;
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  request() {
    if (this.#frame !== 0 || this.#timer !== undefined) return;
    const waitMs = this.#drawnMs + SHOWN_MS - performance.now();
    if (document.hidden) this.#timer = setTimeout(this.#run, HIDDEN_MS);
    else if (waitMs > 0) this.#timer = setTimeout(this.#awaitFrame, waitMs);
    else this.#awaitFrame();
  }

  dispose() {
    this.#forget();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
  }

  #awaitFrame = () => {
    this.#timer = undefined;
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
