/**
 * The drawings that a person keeps, with what they are meant to be; the browser stores them for the
 * next visit. Where it may store nothing (private windows), they are kept until the tab closes.
 *
 * @typedef {import('../recordings.js').Recording} Recording
 *
 * `id` is the time of keeping, no two the same; `isTaught`: the network is taught it with each
 * correction, as it is not with a drawing from a file, or one whose correction was undone.
 * @typedef {Recording & {id: number, isTaught: boolean}} KeptDrawing
 *
 * @typedef {object} DrawingStorage
 * @property {() => Promise<KeptDrawing[]>} values all, by id
 * @property {(drawings: readonly KeptDrawing[]) => Promise<unknown>} put
 * @property {(ids: readonly number[]) => Promise<unknown>} remove
 */

import { createStore, delMany, setMany, values } from 'idb-keyval';

/** With more, the oldest go. */
export const MOST_KEPT = 2000;

export class KeptDrawings {
  /** Oldest first. @type {readonly KeptDrawing[]} */
  all = [];
  /** Whether the browser keeps them for the next visit. */
  isLasting = true;
  #openStorage;
  #onChange;
  /** @type {DrawingStorage | null} */
  #storage = null;

  /**
   * @param {object} options
   * @param {() => DrawingStorage} [options.openStorage]
   * @param {() => void} options.onChange
   */
  constructor({ openStorage = browserStorage, onChange }) {
    this.#openStorage = openStorage;
    this.#onChange = onChange;
  }

  /** Brings back what earlier visits have kept. */
  async restore() {
    await this.#store(async () => {
      this.#storage = this.#openStorage();
      this.#add(await this.#storage.values());
    });
  }

  /**
   * One that the person has said the label of. The same drawing under another label was a slip.
   * @param {Recording} recording
   * @returns {Promise<KeptDrawing | undefined>} as it is kept
   */
  async keep(recording) {
    const strokes = JSON.stringify(recording.strokes);
    const slips = this.all.filter((kept) => JSON.stringify(kept.strokes) === strokes);
    await this.remove(slips);
    await this.#addNew([recording], true);
    return this.all.at(-1);
  }

  /**
   * Keeps a drawing, but has the network taught it no more.
   * @param {KeptDrawing} drawing
   */
  async setAside(drawing) {
    if (!this.all.includes(drawing)) return;
    const aside = { ...drawing, isTaught: false };
    this.all = this.all.map((kept) => (kept === drawing ? aside : kept));
    this.#onChange();
    await this.#store(() => this.#storage?.put([aside]));
  }

  /**
   * Those of a file that are not here yet.
   * @param {readonly Recording[]} recordings
   * @returns {Promise<number>} how many they were
   */
  async join(recordings) {
    const known = new Set(this.all.map(contentOf));
    const fresh = recordings.filter((one) => {
      const content = contentOf(one);
      return !known.has(content) && known.add(content);
    });
    await this.#addNew(fresh, false);
    return fresh.length;
  }

  /** @param {readonly KeptDrawing[]} drawings */
  async remove(drawings) {
    if (drawings.length === 0) return;
    this.all = this.all.filter((kept) => !drawings.includes(kept));
    this.#onChange();
    await this.#store(() => this.#storage?.remove(drawings.map(({ id }) => id)));
  }

  /** One that was removed. @param {KeptDrawing} drawing */
  async putBack(drawing) {
    this.#add([drawing]);
    await this.#store(() => this.#storage?.put([drawing]));
  }

  /**
   * @param {readonly Recording[]} recordings
   * @param {boolean} isTaught
   */
  async #addNew(recordings, isTaught) {
    const first = Math.max(Date.now(), (this.all.at(-1)?.id ?? 0) + 1);
    const fresh = recordings.map((one, i) => ({ ...one, isTaught, id: first + i }));
    this.#add(fresh);
    await this.#store(() => this.#storage?.put(fresh));
    await this.remove(this.all.slice(0, -MOST_KEPT));
  }

  /** @param {readonly KeptDrawing[]} drawings */
  #add(drawings) {
    this.all = [...this.all, ...drawings].sort((a, b) => a.id - b.id);
    this.#onChange();
  }

  /** @param {() => unknown} action with the storage */
  async #store(action) {
    try {
      await action();
    } catch {
      this.isLasting = false;
      this.#onChange();
    }
  }
}

/** @param {Recording} recording */
function contentOf({ label, strokes }) {
  return JSON.stringify([label, strokes]);
}

/** @returns {DrawingStorage} */
function browserStorage() {
  const store = createStore('inkling', 'drawings');
  return {
    values: () => values(store),
    put: (drawings) =>
      setMany(
        drawings.map((one) => [one.id, one]),
        store,
      ),
    remove: (ids) => delMany([...ids], store),
  };
}
