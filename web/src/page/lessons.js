/**
 * What a person teaches the network: a click on what a drawing is keeps the drawing and corrects the
 * network with all that were kept so.
 *
 * @typedef {import('../protocol.js').CodedError} CodedError
 * @typedef {import('../protocol.js').CorrectionResult} CorrectionResult
 * @typedef {import('../protocol.js').Stroke} Stroke
 * @typedef {import('./kept-drawings.js').KeptDrawing} KeptDrawing
 * @typedef {import('./kept-drawings.js').KeptDrawings} KeptDrawings
 * @typedef {import('./laboratory.js').Laboratory} Laboratory
 *
 * @typedef {{kind: 'none' | 'undone' | 'kept'} |
 *   {kind: 'learning', subject: string} |
 *   {kind: 'learnt', correction: CorrectionResult} |
 *   {kind: 'failed', message: string}} Lesson
 */

import { formatWhole } from './format.js';

/** So many, the newest, are taught at a time. */
const MOST_TAUGHT = 200;

/** Of the pad; finer than any screen, and it keeps files small. */
const PRECISION = 1e4;

export class Lessons {
  /** @type {Lesson} */
  #lesson = { kind: 'none' };
  #lab;
  #kept;
  #onChange;
  /** What was trained when the lesson ended. @type {import('./run.js').Run | null} */
  #run = null;
  #step = 0;
  /** Of the run before the lesson. @type {number | null} */
  #accuracyBefore = null;
  /** What the lesson is about, where it is one drawing. @type {KeptDrawing | undefined} */
  #claimed;
  /** Whether the drawing that the lesson is about is still the one on the pad. */
  isToldOf = true;

  /**
   * @param {object} options
   * @param {Pick<Laboratory, 'notebook' | 'holdTraining' | 'questions' | 'readGallery'>} options.lab
   * @param {KeptDrawings} options.kept
   * @param {() => void} options.onChange
   */
  constructor({ lab, kept, onChange }) {
    this.#lab = lab;
    this.#kept = kept;
    this.#onChange = onChange;
  }

  /** The latest; of a network that is gone, none. @returns {Lesson} */
  get lesson() {
    const isOld = this.#run !== null && this.#run !== this.#lab.notebook.run;
    return isOld && !this.isRunning ? { kind: 'none' } : this.#lesson;
  }

  get isRunning() {
    return this.#lesson.kind === 'learning';
  }

  /** What the network has learnt since cannot be kept without the lesson. */
  get canUndo() {
    return this.lesson.kind === 'learnt' && !this.#hasTrainedOn;
  }

  get #hasTrainedOn() {
    const { run, state } = this.#lab.notebook;
    return state === 'training' || run.state.step !== this.#step;
  }

  /** Whether there is something to teach, and a network that has learnt enough for it. */
  get canTeach() {
    const { run, failure } = this.#lab.notebook;
    return run.hasTrained && failure === null && !this.isRunning && this.#kept.all.length > 0;
  }

  /**
   * The person says what a drawing is.
   * @param {{strokes: readonly Stroke[], times: readonly number[][]}} drawing
   * @param {number} label
   */
  async claim({ strokes, times }, label) {
    if (this.isRunning) return;
    this.#enter({ kind: 'learning', subject: `your ${label}` });
    this.#claimed = await this.#kept.keep({
      ...{ writer: 'me', label },
      strokes: strokes.map((stroke) => stroke.map(rounded)),
      times: times.map((list) => [...list]),
    });
    if (this.#lab.notebook.run.hasTrained) {
      await this.#teach(this.#kept.all.filter(({ isTaught }) => isTaught));
    } else {
      this.#enter({ kind: 'kept' });
    }
  }

  /** All that are kept, from files too: to a new network, for one. */
  async teachAll() {
    if (!this.canTeach) return;
    this.#claimed = undefined;
    const count = Math.min(this.#kept.all.length, MOST_TAUGHT);
    this.#enter({
      kind: 'learning',
      subject: count === 1 ? 'your digit' : `your ${formatWhole(count)} digits`,
    });
    await this.#teach(this.#kept.all);
  }

  async undo() {
    if (!this.canUndo) return;
    await this.#try('It is not undone.', async () => {
      const { run } = this.#lab.notebook;
      run.advance((await this.#lab.questions.undoCorrection()).state);
      run.correctedAccuracy = this.#accuracyBefore;
      this.#lab.readGallery();
      const claimed = this.#claimed;
      this.#enter({ kind: 'undone' });
      if (claimed !== undefined) await this.#kept.setAside(claimed);
    });
  }

  /** Training that ran goes on afterwards. @param {readonly KeptDrawing[]} drawings */
  async #teach(drawings) {
    const { notebook } = this.#lab;
    const classes = notebook.data?.classes ?? 0;
    const examples = drawings
      .filter(({ label }) => label < classes)
      .slice(-MOST_TAUGHT)
      .map(({ strokes, label }) => ({ strokes, label }));
    await this.#try('It has learnt nothing new.', async () => {
      const goOn = await this.#lab.holdTraining();
      notebook.isCorrecting = true;
      try {
        const { state, correction } = await this.#lab.questions.correct(examples);
        const { run } = notebook;
        run.advance(state);
        this.#accuracyBefore = run.correctedAccuracy;
        run.correctedAccuracy = correction.validationAfter;
        this.#lab.readGallery();
        this.#enter({ kind: 'learnt', correction });
      } finally {
        notebook.isCorrecting = false;
        goOn();
      }
    });
  }

  /**
   * @param {string} failure in a sentence
   * @param {() => Promise<void>} action
   */
  async #try(failure, action) {
    try {
      await action();
    } catch (error) {
      const { code, message } = /** @type {CodedError} */ (error);
      const reason = code === 'aborted' ? 'The network is a new one now.' : message;
      this.#enter({ kind: 'failed', message: `${failure} ${reason}` });
    }
  }

  /** Another drawing begins: what is said of the last one goes, but it can still be undone. */
  forget() {
    if (this.isRunning) return;
    if (this.canUndo) {
      this.isToldOf = false;
      this.#onChange();
    } else if (this.#lesson.kind !== 'none') this.#enter({ kind: 'none' });
  }

  /** @param {Lesson} lesson */
  #enter(lesson) {
    const { run } = this.#lab.notebook;
    this.#lesson = lesson;
    this.isToldOf = true;
    this.#run = run;
    this.#step = run.state.step;
    this.#onChange();
  }
}

/**
 * @param {import('../protocol.js').StrokePoint} point
 * @returns {import('../protocol.js').StrokePoint}
 */
function rounded(point) {
  return /** @type {any} */ (
    point.map((value) => Math.round(Number(value) * PRECISION) / PRECISION)
  );
}
