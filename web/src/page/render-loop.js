/**
 * Draws the page at most once a frame. A tab in the background has no frames, but its title still
 * tells how training goes; there a slow timer takes their place.
 */

const HIDDEN_MS = 500;

export class RenderLoop {
  #render;
  #frame = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} render */
  constructor(render) {
    this.#render = render;
    document.addEventListener('visibilitychange', this.#visibilityChanged);
  }

  request() {
    if (this.#frame !== 0 || this.#timer !== undefined) return;
    if (document.hidden) this.#timer = setTimeout(this.#run, HIDDEN_MS);
    else this.#frame = requestAnimationFrame(this.#run);
  }

  dispose() {
    this.#forget();
    document.removeEventListener('visibilitychange', this.#visibilityChanged);
  }

  #run = () => {
    this.#forget();
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
