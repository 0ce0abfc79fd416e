/**
 * "My digits": the drawings that are kept, how the network reads them now, and what can be done with
 * them. They are read again when the network stands still, after each epoch and after each lesson.
 *
 * @typedef {import('./kept-drawings.js').KeptDrawing} KeptDrawing
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('../recordings.js').Recording} Recording
 */

import { formatRecordings, parseRecordings } from '../recordings.js';
import { describeCount, describeKeeping, describeLoaded } from './digits-words.js';
import { readEach } from './drawing-readings.js';
import { formatCount, formatWhole } from './format.js';
import { KeptTile } from './kept-tile.js';
import { LatestOnly } from './latest-only.js';
import { part, setText } from './parts.js';
import { breathe } from './render-loop.js';

/** Pictures that are made in one go: a few milliseconds' work. */
const AT_ONCE = 20;

export class DigitsSheet {
  #sheet;
  #options;
  #palette;
  #opener;
  #summary;
  #list;
  #note;
  #words;
  #teach;
  #download;
  #deleteAll;
  #putBack;
  /** What was deleted last and can be put back. @type {KeptDrawing | null} */
  #deleted = null;
  #close;
  /** @type {Map<KeptDrawing, KeptTile>} */
  #tiles = new Map();
  /** @type {readonly KeptDrawing[] | null} */
  #shown = null;
  /** Settled when there is a picture of each. */
  #filled = Promise.resolve();
  /** What the network was when the drawings were last read. @type {unknown} */
  #readBy = null;
  #readings = new LatestOnly();
  /** @type {number | null} */
  #right = null;

  /**
   * @param {HTMLDialogElement} sheet
   * @param {object} options
   * @param {HTMLElement} options.opener
   * @param {Palette} options.palette
   * @param {import('./kept-drawings.js').KeptDrawings} options.kept
   * @param {import('./lessons.js').Lessons} options.lessons
   * @param {import('./question.js').Question} options.question
   * @param {import('./laboratory.js').Laboratory} options.lab
   */
  constructor(sheet, options) {
    this.#sheet = sheet;
    this.#options = options;
    this.#palette = options.palette;
    this.#opener = options.opener;
    this.#summary = part(sheet, 'summary');
    this.#list = part(sheet, 'kept');
    this.#note = part(sheet, 'keeping');
    this.#words = part(sheet, 'words');
    this.#teach = part(sheet, 'teach', HTMLButtonElement);
    this.#download = part(sheet, 'download', HTMLButtonElement);
    this.#deleteAll = part(sheet, 'delete-all', HTMLButtonElement);
    this.#putBack = part(sheet, 'put-back', HTMLButtonElement);
    const files = part(sheet, 'recordings', HTMLInputElement);
    this.#opener.addEventListener('click', () => this.open());
    this.#teach.addEventListener('click', () => {
      sheet.close();
      options.lessons.teachAll();
    });
    this.#download.addEventListener('click', () => this.#save());
    this.#deleteAll.addEventListener('click', () => this.#askToDelete());
    this.#putBack.addEventListener('click', () => this.#undelete());
    part(sheet, 'load').addEventListener('click', () => files.click());
    files.addEventListener('change', () => {
      const [file] = files.files ?? [];
      // The same file again is a change too.
      files.value = '';
      if (file !== undefined) this.load(file);
    });
    this.#close = part(sheet, 'close');
    this.#close.addEventListener('click', () => sheet.close());
    sheet.addEventListener('close', () => options.question.answer(false));
    sheet.addEventListener('click', (event) => {
      if (event.target === sheet) sheet.close();
    });
  }

  open() {
    if (this.#sheet.open) return;
    this.#say('');
    this.#deleted = null;
    this.#readBy = null;
    this.#sheet.showModal();
    this.render(this.#options.lab.notebook);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    for (const tile of this.#tiles.values()) tile.paint(palette);
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    const { kept, lessons } = this.#options;
    const { all, isLasting } = kept;
    const count = all.length;
    setText(this.#opener, count === 0 ? 'My digits' : `My digits ${formatWhole(count)}`);
    if (!this.#sheet.open) return;
    this.#teach.hidden = !lessons.canTeach;
    setText(this.#teach, all.some(({ isTaught }) => isTaught) ? 'Teach again' : 'Teach these');
    this.#download.disabled = this.#deleteAll.disabled = count === 0;
    this.#putBack.hidden = this.#deleted === null;
    setText(this.#note, describeKeeping(count, isLasting));
    if (all !== this.#shown) {
      this.#shown = all;
      this.#readBy = null;
      this.#filled = this.#fill();
    }
    this.#readAgain(notebook);
    setText(this.#summary, describeCount(count, this.#right));
  }

  /**
   * Adds the drawings of a file, and says how many of them are read right.
   * @param {File} file
   */
  async load(file) {
    const { kept, lab } = this.#options;
    this.open();
    try {
      const recordings = parseRecordings(await file.text(), file.name);
      const fresh = await kept.join(recordings);
      const loaded = describeLoaded(recordings.length, fresh);
      this.#say(loaded);
      if (!lab.notebook.run.hasTrained) return;
      const right = await this.#countRight(recordings);
      const unknown = recordings.filter(({ label }) => label >= (lab.notebook.data?.classes ?? 0));
      const others =
        unknown.length === 0
          ? ''
          : ` It knows the labels of all but ${formatWhole(unknown.length)} of them.`;
      this.#say(
        `${loaded} The network read ${right} of ${formatWhole(recordings.length)} right.${others}`,
      );
    } catch (error) {
      this.#say(`${/** @type {Error} */ (error).message} Nothing was loaded.`);
    }
  }

  /** @param {readonly Recording[]} recordings */
  async #countRight(recordings) {
    let right = 0;
    const { lab } = this.#options;
    for await (const [{ label }, prediction] of readEach(recordings, (one) =>
      lab.questions.readDrawing(one),
    ))
      if (label === prediction) right++;
    return formatWhole(right);
  }

  /** The newest first. */
  async #fill() {
    const all = this.#shown ?? [];
    const wanted = new Set(all);
    for (const [drawing, tile] of this.#tiles) {
      if (wanted.has(drawing)) continue;
      this.#tiles.delete(drawing);
      tile.element.remove();
    }
    let place = this.#list.firstElementChild;
    for (const [i, drawing] of [...all].reverse().entries()) {
      const tile = this.#tiles.get(drawing) ?? this.#makeTile(drawing);
      // What is in its place stays there, with the focus that it may have.
      if (place === tile.element) place = place.nextElementSibling;
      else this.#list.insertBefore(tile.element, place);
      if (i % AT_ONCE === AT_ONCE - 1) await breathe();
      if (all !== this.#shown) return;
    }
  }

  /** @param {KeptDrawing} drawing */
  #makeTile(drawing) {
    const tile = new KeptTile(drawing, {
      palette: this.#palette,
      onDelete: () => this.#delete(drawing),
    });
    this.#tiles.set(drawing, tile);
    return tile;
  }

  /** @param {KeptDrawing} drawing */
  #delete(drawing) {
    const { element } = this.#tiles.get(drawing) ?? {};
    this.#deleted = drawing;
    this.#say(`That ${drawing.label} is deleted.`);
    const next = element?.nextElementSibling ?? element?.previousElementSibling;
    this.#options.kept.remove([drawing]);
    /** @type {HTMLElement} */ (next?.querySelector('button') ?? this.#close).focus();
  }

  async #undelete() {
    const drawing = this.#deleted;
    if (drawing === null) return;
    this.#deleted = null;
    this.#say('');
    await this.#options.kept.putBack(drawing);
    await this.#filled;
    /** @type {HTMLElement} */ (
      this.#tiles.get(drawing)?.element.querySelector('button') ?? this.#close
    ).focus();
  }

  async #askToDelete() {
    const { kept, question } = this.#options;
    const { all } = kept;
    const text = `Delete ${formatCount(all.length, 'drawing')}? They are nowhere else, unless you have downloaded them.`;
    const asked = question.ask({ text: () => text, yes: 'Delete all' }, this.#deleteAll);
    if (!(await asked)) return;
    this.#say('');
    this.#deleted = null;
    await kept.remove(all);
  }

  #save() {
    const text = formatRecordings(this.#options.kept.all);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }));
    link.download = 'my-digits.jsonl';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  /** @param {Notebook} notebook */
  #readAgain({ state, run, isCorrecting }) {
    const reader = state === 'training' ? (run.lastResult ?? run) : run.state;
    if (reader === this.#readBy || isCorrecting) return;
    this.#readBy = reader;
    this.#right = null;
    this.#readings.run(() => this.#readAll(reader, run.hasTrained));
  }

  /**
   * @param {unknown} reader the network, as it is now
   * @param {boolean} hasTrained
   */
  async #readAll(reader, hasTrained) {
    const { kept, lab } = this.#options;
    const { all } = kept;
    await this.#filled;
    if (!hasTrained) {
      for (const tile of this.#tiles.values()) tile.mark(null);
      return;
    }
    let right = 0;
    const newestFirst = [...all].reverse();
    for await (const [drawing, prediction] of readEach(newestFirst, (one) =>
      lab.questions.readDrawing(one),
    )) {
      if (reader !== this.#readBy || !this.#sheet.open) return;
      if (prediction === drawing.label) right++;
      this.#tiles.get(drawing)?.mark(prediction);
    }
    this.#right = right;
    this.render(lab.notebook);
  }

  /** @param {string} words */
  #say(words) {
    setText(this.#words, words);
  }
}
