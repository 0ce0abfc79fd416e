/**
 * A chart of one quantity over the epochs: the running value of the batches, and what is measured
 * after each epoch. uPlot draws it on a canvas; the labels at the ends of the lines are drawn here.
 *
 * @typedef {import('../protocol.js').EpochResult} EpochResult
 * @typedef {import('../protocol.js').RunningPoint} RunningPoint
 * @typedef {import('./chart-math.js').Quantity} Quantity
 * @typedef {import('./palette.js').Palette} Palette
 * @typedef {import('./chart-labels.js').Label} Label
 *
 * @typedef {object} ChartData
 * @property {readonly EpochResult[]} results
 * @property {readonly RunningPoint[]} points
 * @property {number} epochs the scale's end
 * @property {{value: number, label: string} | null} reference a dotted line
 * @property {[number, number]} range of the quantity
 */

import uPlot from 'uplot';

import { drawLabels } from './chart-labels.js';
import { chartColumns, LINES, thinPoints } from './chart-math.js';

const RUNNING_POINT_LIMIT = 600;
/** Below this width a label at a line's end has no room for its value. */
const NARROW = 520;

/** How the measured lines are told apart, in their order; the labels have their colours. */
/** @type {readonly {color: import('./palette.js').ColorName, width: number, dash?: number[]}[]} */
const STYLES = [
  { color: 'faint', width: 1.5 },
  { color: 'accent', width: 2 },
  { color: 'ink', width: 1.5, dash: [5, 4] },
];

/** @type {ChartData} */
const NOTHING = { results: [], points: [], epochs: 1, reference: null, range: [0, 1] };

export class Chart {
  #plotElement;
  #quantity;
  #format;
  #formatTick;
  #onHover;
  #palette;
  /** @type {ChartData} */
  #data = NOTHING;
  #plot;
  #resizes;
  #fontFamily;
  #isNarrow = false;

  /**
   * @param {object} options
   * @param {HTMLElement} options.element where the canvas goes; gives the chart its size
   * @param {Quantity} options.quantity
   * @param {(value: number) => string} options.format
   * @param {(value: number) => string} options.formatTick
   * @param {Palette} options.palette
   * @param {(x: number | null) => void} options.onHover where the pointer is, in epochs
   */
  constructor({ element, quantity, format, formatTick, palette, onHover }) {
    this.#plotElement = element;
    this.#quantity = quantity;
    this.#format = format;
    this.#formatTick = formatTick;
    this.#onHover = onHover;
    this.#palette = palette;
    this.#fontFamily = getComputedStyle(element).fontFamily;
    this.#plot = this.#createPlot();
    this.#resizes = new ResizeObserver(() => this.#resize());
    this.#resizes.observe(element);
  }

  /** @param {ChartData} data */
  show(data) {
    this.#data = data;
    const { x, running, measured } = chartColumns(
      data.results,
      thinPoints(data.points, RUNNING_POINT_LIMIT),
      this.#quantity,
    );
    this.#plot.batch(() => {
      this.#plot.setData([x, running, ...measured], false);
      this.#plot.setScale('x', { min: 0, max: Math.max(1, data.epochs) });
      this.#plot.setScale('y', { min: data.range[0], max: data.range[1] });
    });
  }

  /** Marks a position, or with null none. @param {number | null} x in epochs */
  mark(x) {
    const left = x === null ? -10 : this.#plot.valToPos(x, 'x');
    this.#plot.setCursor({ left, top: x === null ? -10 : 0 }, false);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#palette = palette;
    this.#plot.redraw(false, true);
  }

  dispose() {
    this.#resizes.disconnect();
    this.#plot.destroy();
  }

  #createPlot() {
    const palette = () => this.#palette;
    const { width, height } = this.#measure();
    /** @type {uPlot.Axis} */
    const axis = {
      font: `12px ${this.#fontFamily}`,
      stroke: () => palette().faint,
      grid: { stroke: () => palette().hairline, width: 1 },
      ticks: { show: false },
    };
    /** @type {uPlot.Options} */
    const options = {
      width,
      height,
      padding: [8, () => this.#labelRoom(), 0, 0],
      legend: { show: false },
      scales: { x: { time: false, range: keepRange }, y: { range: keepRange } },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { show: false },
        bind: { dblclick: () => null },
      },
      axes: [
        {
          ...axis,
          size: 26,
          gap: 4,
          space: 44,
          incrs: [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000],
          grid: { show: false },
        },
        {
          ...axis,
          size: 48,
          gap: 6,
          space: 32,
          values: (_, splits) => splits.map(this.#formatTick),
        },
      ],
      series: [
        {},
        line({ stroke: () => palette().fainter, width: 1, points: { show: false } }),
        ...STYLES.slice(0, LINES[this.#quantity].length).map(({ color, width, dash }) =>
          line({
            stroke: () => palette()[color],
            points: this.#dots(color),
            width,
            dash: dash?.map((length) => length * uPlot.pxRatio),
          }),
        ),
      ],
      hooks: {
        drawAxes: [() => this.#drawReference()],
        draw: [() => this.#drawLabels()],
        setCursor: [
          ({ cursor }) => {
            const isInside = cursor.left !== undefined && cursor.left >= 0;
            this.#onHover(isInside ? this.#plot.posToVal(cursor.left ?? 0, 'x') : null);
          },
        ],
      },
    };
    return new uPlot(options, [[], [], ...LINES[this.#quantity].map(() => [])], this.#plotElement);
  }

  /**
   * The measured epochs as dots while there are few: a line of one point would not be seen.
   * @param {import('./palette.js').ColorName} color
   * @returns {uPlot.Series.Points}
   */
  #dots(color) {
    return {
      show: () => this.#data.results.length <= 40,
      size: 4,
      width: 0,
      space: 0,
      fill: () => this.#palette[color],
      stroke: () => this.#palette[color],
    };
  }

  /** Asks the layout, which is dear: only at the beginning and after a resize. */
  #measure() {
    const { clientWidth, clientHeight } = this.#plotElement;
    this.#isNarrow = clientWidth < NARROW;
    return { width: Math.max(120, clientWidth), height: Math.max(80, clientHeight) };
  }

  #resize() {
    const { width, height } = this.#measure();
    if (width !== this.#plot.width || height !== this.#plot.height) {
      this.#plot.setSize({ width, height });
    }
  }

  /** Room at the right for the longest label, so that the scale never moves for one. */
  #labelRoom() {
    return this.#isNarrow ? 96 : 136;
  }

  #drawReference() {
    const { reference } = this.#data;
    if (reference === null) return;
    const { ctx, bbox } = this.#plot;
    const y = this.#plot.valToPos(reference.value, 'y', true);
    if (y > bbox.top + bbox.height) return;
    ctx.save();
    ctx.strokeStyle = this.#palette.faint;
    ctx.lineWidth = uPlot.pxRatio;
    ctx.setLineDash([2 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  #drawLabels() {
    const { ctx, bbox } = this.#plot;
    const bottom = bbox.top + bbox.height;
    drawLabels(
      ctx,
      this.#labels().filter(({ y }) => y <= bottom),
      {
        top: bbox.top,
        bottom,
        ratio: uPlot.pxRatio,
        fontFamily: this.#fontFamily,
        paper: this.#palette.paper,
      },
    );
  }

  /** @returns {Label[]} from left to right */
  #labels() {
    const { bbox } = this.#plot;
    const { results, points, reference } = this.#data;
    const right = bbox.left + bbox.width;
    const heightOf = (/** @type {number} */ value) => this.#plot.valToPos(value, 'y', true);
    /** @type {Label[]} */
    const labels = [];
    const last = results.at(-1);
    if (last !== undefined) {
      const lineEnd = Math.max(last.epoch, points.at(-1)?.epochs ?? 0);
      const x = Math.min(right, this.#plot.valToPos(lineEnd, 'x', true));
      LINES[this.#quantity].forEach(({ name, key }, i) => {
        const text = this.#labelText(name, last[key]);
        const color = this.#palette[STYLES[i]?.color ?? 'ink'];
        labels.push({ text, color, x, y: heightOf(last[key]) });
      });
    }
    if (reference !== null) {
      labels.push({
        text: reference.label,
        color: this.#palette.faint,
        x: right,
        y: heightOf(reference.value),
      });
    }
    return labels;
  }

  /**
   * @param {string} name
   * @param {number} value
   */
  #labelText(name, value) {
    return this.#isNarrow ? name : `${name} ${this.#format(value)}`;
  }
}

/**
 * @param {uPlot.Series} series
 * @returns {uPlot.Series}
 */
function line(series) {
  return { spanGaps: true, pxAlign: 0, ...series };
}

/**
 * The scales are set by `show` alone.
 * @param {uPlot} _plot
 * @param {number} min
 * @param {number} max
 * @returns {[number, number]}
 */
function keepRange(_plot, min, max) {
  return [min ?? 0, max ?? 1];
}
