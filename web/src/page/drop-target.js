/**
 * Files dropped anywhere on the page. A sheet over the page shows that they may be dropped.
 */
export class DropTarget {
  #sheet;
  #onFiles;
  #depth = 0;
  #listeners = new AbortController();

  /**
   * @param {HTMLElement} sheet
   * @param {{onFiles: (files: File[]) => void}} callbacks
   */
  constructor(sheet, { onFiles }) {
    this.#sheet = sheet;
    this.#onFiles = onFiles;
    const { signal } = this.#listeners;
    addEventListener('dragenter', this.#enter, { signal });
    addEventListener('dragleave', this.#leave, { signal });
    addEventListener('dragover', this.#over, { signal });
    addEventListener('drop', this.#drop, { signal });
  }

  dispose() {
    this.#listeners.abort();
  }

  // Enter and leave come for every element on the way; the sheet goes when all are left.
  #enter = (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#depth++;
    this.#sheet.hidden = false;
  };

  #leave = (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth === 0) this.#sheet.hidden = true;
  };

  #over = (/** @type {DragEvent} */ event) => {
    if (hasFiles(event)) event.preventDefault();
  };

  #drop = (/** @type {DragEvent} */ event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#depth = 0;
    this.#sheet.hidden = true;
    this.#onFiles([...(event.dataTransfer?.files ?? [])]);
  };
}

/** @param {DragEvent} event */
function hasFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files') ?? false;
}
