/**
 * Beside the reading: what a correction does, and how to undo it.
 *
 * @typedef {import('./lessons.js').Lessons} Lessons
 */

import { describeLesson } from './lesson-words.js';
import { part, setText } from './parts.js';

export class LessonView {
  #words;
  #progress;
  #undo;
  #noUndo;
  #lessons;

  /**
   * @param {HTMLElement} root
   * @param {Lessons} lessons
   */
  constructor(root, lessons) {
    this.#words = part(root, 'lesson');
    this.#progress = part(root, 'lesson-progress', HTMLProgressElement);
    this.#undo = part(root, 'lesson-undo', HTMLButtonElement);
    this.#noUndo = part(root, 'no-undo');
    this.#lessons = lessons;
    this.#undo.addEventListener('click', () => lessons.undo());
  }

  /** @param {import('./notebook.js').Notebook} notebook */
  render({ run: { state } }) {
    const { lesson, isRunning, isToldOf, canUndo } = this.#lessons;
    setText(this.#words, isToldOf ? describeLesson(lesson) : '');
    this.#progress.hidden = !isRunning;
    this.#progress.value = state.phase === 'correcting' ? state.corrected : 0;
    this.#undo.hidden = !canUndo;
    this.#noUndo.hidden = canUndo || !isToldOf || lesson.kind !== 'learnt';
  }
}
