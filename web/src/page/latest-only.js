/**
 * Runs one task at a time and of those asked for meanwhile only the latest: readings that follow a
 * drawing must be fresh, not complete.
 */
export class LatestOnly {
  #isRunning = false;
  /** @type {(() => Promise<void>) | null} */
  #next = null;

  /** @param {() => Promise<void>} task which handles its own errors */
  run(task) {
    this.#next = task;
    if (!this.#isRunning) this.#work();
  }

  async #work() {
    this.#isRunning = true;
    while (this.#next !== null) {
      const task = this.#next;
      this.#next = null;
      try {
        await task();
      } catch (error) {
        console.error(error);
      }
    }
    this.#isRunning = false;
  }
}
