/**
 * How the drawing becomes the image that the network gets, stage by stage, with switches that leave
 * a stage out, so that one sees what it is for.
 *
 * @typedef {import('../protocol.js').GrayImage} GrayImage
 * @typedef {import('../protocol.js').Preparation} Preparation
 * @typedef {import('../protocol.js').PreparationStages} PreparationStages
 * @typedef {import('../protocol.js').Reading} Reading
 * @typedef {import('../protocol.js').Stroke} Stroke
 * @typedef {import('./palette.js').Palette} Palette
 */

import { paintImage } from './image-painting.js';
import { part, setText } from './parts.js';
import { drawStrokes } from './stroke-rendering.js';

/** A picture's side in its own pixels: whole ones for each of 28, also on a screen of high density. */
const SIDE = 112;

/** Of the pictures, in their order. */
const NAMES = ['Pad', 'Box', 'Scale', 'Centre'];

/** The share of an image's side that the box is scaled to. */
const INNER = 20 / 28;

/**
 * @param {number} stage
 * @param {Preparation} preparation
 * @param {{columns: number, rows: number}} size of what the network gets
 */
export function stageSentence(stage, { scaling, centring }, { columns, rows }) {
  const outer = `${columns} × ${rows}`;
  const inner = [columns, rows].map((side) => Math.max(1, Math.round(side * INNER))).join(' × ');
  return [
    'What you drew, and the box around the ink.',
    scaling
      ? 'The box around the ink is cut out.'
      : 'Without scaling, nothing is cut out: it stays the whole pad.',
    scaling
      ? `It is scaled to fit ${inner} pixels, as MNIST’s digits were.`
      : `Without scaling, the whole pad is shrunk to ${outer}: what is small stays small.`,
    centring
      ? `The centre of its ink comes to the middle of ${outer}.`
      : `Without centring, ${scaling ? 'the box stands in the middle' : 'it stays where it was drawn'}: the centre of its ink may be elsewhere.`,
  ][stage];
}

/**
 * The fold's title, which says of an experiment that it is one.
 * @param {Preparation} preparation
 * @param {string} size
 */
export function preparationTitle({ scaling, centring }, size) {
  const without = [...(scaling ? [] : ['scaling']), ...(centring ? [] : ['centring'])];
  if (without.length === 0) return `How the drawing becomes ${size}`;
  return `Without ${without.join(' and ')}: an experiment`;
}

export class PreparationView {
  #root;
  #title;
  #sentence;
  #scaling;
  #centring;
  #palette;
  #stages;
  #chosen = 0;
  #size = { columns: 28, rows: 28 };
  /** @type {Reading | null} */
  #reading = null;
  /** @type {readonly Stroke[]} */
  #strokes = [];
  /** An image in its own pixels, on its way into a picture. */
  #scratch = document.createElement('canvas');

  /**
   * @param {HTMLElement} panel
   * @param {{palette: Palette, onChange: () => void}} options
   */
  constructor(panel, { palette, onChange }) {
    this.#root = part(panel, 'preparation', HTMLDetailsElement);
    this.#title = part(panel, 'preparation-title');
    this.#sentence = part(panel, 'stage-sentence');
    this.#scaling = part(panel, 'scaling', HTMLInputElement);
    this.#centring = part(panel, 'centring', HTMLInputElement);
    this.#palette = palette;
    this.#stages = NAMES.map((name, index) => this.#createStage(name, index));
    part(panel, 'stages').replaceChildren(...this.#stages.map(({ item }) => item));
    for (const input of [this.#scaling, this.#centring]) {
      // Some browsers bring back after a reload what was chosen before it.
      input.checked = true;
      input.addEventListener('change', () => {
        this.#tell();
        onChange();
      });
    }
    this.#root.addEventListener('toggle', () => this.#paint());
    this.#tell();
  }

  /** @returns {Preparation} */
  get preparation() {
    return { scaling: this.#scaling.checked, centring: this.#centring.checked };
  }

  /** Whether it is an image that was read, not a drawing: all stages are empty then. */
  get #isImage() {
    return this.#reading !== null && this.#reading.stages === null;
  }

  /**
   * Of the data set's images: what a drawing is made into.
   * @param {number} columns
   * @param {number} rows
   */
  setShape(columns, rows) {
    if (columns === this.#size.columns && rows === this.#size.rows) return;
    this.#size = { columns, rows };
    this.#tell();
  }

  /**
   * @param {Reading | null} reading null where nothing is drawn
   * @param {readonly Stroke[]} strokes
   */
  show(reading, strokes) {
    this.#reading = reading;
    this.#strokes = strokes;
    this.#scaling.disabled = this.#centring.disabled = this.#isImage;
    this.#tell();
    this.#paint();
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#paint();
  }

  /**
   * @param {string} name
   * @param {number} index
   */
  #createStage(name, index) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    const canvas = document.createElement('canvas');
    canvas.width = SIDE;
    canvas.height = SIDE;
    button.type = 'button';
    button.className = 'stage';
    button.append(canvas, name);
    for (const type of ['pointerenter', 'focus', 'click']) {
      button.addEventListener(type, () => {
        this.#chosen = index;
        this.#tell();
      });
    }
    item.append(button);
    return { item, button, context: canvas.getContext('2d') };
  }

  #tell() {
    const size = `${this.#size.columns} × ${this.#size.rows}`;
    setText(this.#title, preparationTitle(this.preparation, size));
    setText(
      this.#sentence,
      this.#isImage
        ? `A validation image is ${size} already: nothing is done to it.`
        : (stageSentence(this.#chosen, this.preparation, this.#size) ?? ''),
    );
    this.#stages.forEach(({ button }, index) =>
      button.setAttribute('aria-current', String(index === this.#chosen)),
    );
  }

  #paint() {
    if (!this.#root.open) return;
    const { stages, image } = this.#reading ?? {};
    this.#stages.forEach(({ context }, stage) => {
      if (context === null) return;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, SIDE, SIDE);
      if (!stages || !image) return;
      if (stage === 0) this.#paintPad(context, stages);
      else if (stage === 1) this.#paintBox(context, stages);
      else this.#paintPixels(context, stage === 2 ? stages.fitted : image, image);
      if (stage === 3) this.#paintMass(context, stages, image);
    });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PreparationStages} stages
   */
  #paintPad(context, { box: { left, top, width, height } }) {
    drawStrokes(context, this.#strokes, SIDE, this.#palette.ink);
    context.strokeStyle = this.#palette.accent;
    context.lineWidth = 2;
    context.strokeRect(left * SIDE, top * SIDE, width * SIDE, height * SIDE);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {PreparationStages} stages
   */
  #paintBox(context, { box: { left, top, width, height } }) {
    if (this.preparation.scaling) {
      const scale = 1 / Math.max(width, height);
      const offset = (/** @type {number} */ first, /** @type {number} */ length) =>
        (0.5 - (first + length / 2) * scale) * SIDE;
      context.setTransform(scale, 0, 0, scale, offset(left, width), offset(top, height));
    }
    drawStrokes(context, this.#strokes, SIDE, this.#palette.ink);
  }

  /**
   * In the middle, on the scale of what the network gets.
   * @param {CanvasRenderingContext2D} context
   * @param {GrayImage} pixels
   * @param {GrayImage} image
   */
  #paintPixels(context, pixels, image) {
    const unit = unitOf(image);
    const [width, height] = [pixels.columns * unit, pixels.rows * unit];
    paintImage(this.#scratch, pixels, this.#palette.ink);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#scratch, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
  }

  /**
   * A ring around the centre of the ink, and a cross in the middle.
   * @param {CanvasRenderingContext2D} context
   * @param {PreparationStages} stages
   * @param {GrayImage} image
   */
  #paintMass(context, { mass }, image) {
    const unit = unitOf(image);
    // As in MNIST, the middle of 28 pixels is the middle of the fifteenth.
    const middle = (SIDE + unit) / 2;
    context.lineWidth = 2;
    context.strokeStyle = this.#palette.fainter;
    context.beginPath();
    context.moveTo(middle, 0);
    context.lineTo(middle, SIDE);
    context.moveTo(0, middle);
    context.lineTo(SIDE, middle);
    context.stroke();
    context.lineWidth = 5;
    context.strokeStyle = this.#palette.accent;
    context.beginPath();
    context.arc(
      SIDE / 2 + (mass.column - image.columns / 2) * unit,
      SIDE / 2 + (mass.row - image.rows / 2) * unit,
      10,
      0,
      2 * Math.PI,
    );
    context.fillStyle = this.#palette.raised;
    context.fill();
    context.stroke();
  }
}

/** A pixel's side in a picture. @param {GrayImage} image */
function unitOf({ columns, rows }) {
  return SIDE / Math.max(columns, rows);
}
