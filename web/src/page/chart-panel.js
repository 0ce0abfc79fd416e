/**
 * A figure: the chart, the switch of its scale, and the reading of its values by pointer or keys.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./chart-math.js').Quantity} Quantity
 * @typedef {import('./palette.js').Palette} Palette
 */

import { presetConfig, sameConfig } from '../settings.js';
import { Chart } from './chart.js';
import { accuracyRange, describeResult, lossRange, nearestReading } from './chart-math.js';
import { formatCompact, formatLoss, formatPercent } from './format.js';
import { find, part, setText } from './parts.js';

/** While it trains, a chart is drawn at most this often: 30 times a second. */
const DRAW_MS = 33;

/** What the article's recipe reaches in validation, by the data it is trained on. */
const REFERENCES = [
  { trainingImages: 50000, value: 0.981, label: 'article: 98.1 %' },
  { trainingImages: 8500, value: 0.95, label: 'article: ~95 %' },
];

export class ChartPanel {
  #root;
  #quantity;
  #format;
  #chart;
  #canvas;
  /** The result that the canvas's name tells. @type {import('../protocol.js').EpochResult | null | undefined} */
  #described;
  #reading;
  #whole;
  #last;
  #zoomed = false;
  /** @type {Notebook | null} */
  #notebook = null;
  #drawn = '';
  #drawnMs = -Infinity;
  /** Where values are read, in epochs. @type {number | null} */
  #at = null;

  /**
   * @param {HTMLElement} root
   * @param {{quantity: Quantity, palette: Palette}} options
   */
  constructor(root, { quantity, palette }) {
    this.#root = root;
    this.#quantity = quantity;
    this.#format = quantity === 'accuracy' ? formatPercent : formatLoss;
    this.#reading = part(root, 'reading');
    this.#whole = part(root, 'whole');
    this.#last = part(root, 'last');
    this.#chart = new Chart({
      element: part(root, 'plot'),
      quantity,
      palette,
      format: this.#format,
      formatTick: quantity === 'accuracy' ? formatTickPercent : formatCompact,
      onHover: (x) => this.#read(x),
    });
    this.#canvas = find(root, 'canvas', HTMLCanvasElement);
    this.#canvas.setAttribute('role', 'img');
    this.#whole.addEventListener('click', () => this.#zoom(false));
    this.#last.addEventListener('click', () => this.#zoom(true));
    root.addEventListener('keydown', this.#onKey);
    root.addEventListener('blur', () => this.#read(null));
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    this.#notebook = notebook;
    const { run } = notebook;
    const reference = this.#reference(notebook);
    const { epochs } = run;
    // A look at the revision alone would miss what is not in the run: the scale and the data set.
    const key = `${run.revision} ${epochs} ${this.#zoomed} ${reference?.value}`;
    if (key === this.#drawn) return;
    const isEarly = performance.now() - this.#drawnMs < DRAW_MS;
    if (isEarly && notebook.state === 'training') return;
    this.#drawnMs = performance.now();
    this.#drawn = key;
    const range =
      this.#quantity === 'accuracy'
        ? accuracyRange(run.results, this.#zoomed)
        : lossRange(run.results, run.points, this.#zoomed);
    this.#chart.show({ results: run.results, points: run.points, epochs, reference, range });
    this.#describe();
    if (this.#at !== null) this.#read(this.#at);
  }

  /** @param {Palette} palette */
  setPalette(palette) {
    this.#chart.setPalette(palette);
  }

  dispose() {
    this.#root.removeEventListener('keydown', this.#onKey);
    this.#chart.dispose();
  }

  /** @param {boolean} zoomed */
  #zoom(zoomed) {
    this.#zoomed = zoomed;
    this.#whole.setAttribute('aria-pressed', String(!zoomed));
    this.#last.setAttribute('aria-pressed', String(zoomed));
    if (this.#notebook !== null) this.render(this.#notebook);
  }

  /** @param {Notebook} notebook */
  #reference({ data, source, config }) {
    const isMnist = source.kind === 'embedded' || source.kind === 'full';
    const { seed, epochs } = config;
    const isArticle = sameConfig(config, { ...presetConfig('article'), seed, epochs });
    if (this.#quantity !== 'accuracy' || !isMnist || !isArticle) return null;
    return REFERENCES.find((one) => one.trainingImages === data?.trainingImages) ?? null;
  }

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.target !== this.#root || this.#notebook === null) return;
    const { results, points } = this.#notebook.run;
    const steps =
      results.length > 0 ? results.map(({ epoch }) => epoch) : points.map((p) => p.epochs);
    if (steps.length === 0) return;
    const last = steps.length - 1;
    const here = this.#at === null ? -1 : nearestIndex(steps, this.#at);
    const index = {
      ArrowLeft: here < 0 ? last : Math.max(0, here - 1),
      ArrowRight: here < 0 ? 0 : Math.min(last, here + 1),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') this.#read(null);
    if (index === undefined) return;
    event.preventDefault();
    const x = steps[index] ?? 0;
    this.#read(x);
    this.#chart.mark(x);
  };

  /** @param {number | null} x in epochs */
  #read(x) {
    const { results, points } = this.#notebook?.run ?? { results: [], points: [] };
    const reading = x === null ? null : nearestReading(results, points, x);
    this.#at = reading === null ? null : x;
    if (x === null) this.#chart?.mark(null);
    if (reading === null) {
      setText(this.#reading, '');
    } else if ('epoch' in reading) {
      setText(this.#reading, `epoch ${reading.epoch}: ${this.#words(reading)}`);
    } else {
      const value = this.#format(reading[this.#quantity]);
      setText(this.#reading, `epoch ${reading.epochs.toFixed(2)}: running ${value}`);
    }
  }

  /** The chart in words, for those who do not see it. */
  #describe() {
    const last = this.#notebook?.run.lastResult ?? null;
    if (last === this.#described) return;
    this.#described = last;
    const text = last
      ? `After epoch ${last.epoch}: ${this.#words(last)}`
      : 'No epoch is finished yet';
    this.#canvas.setAttribute('aria-label', text);
  }

  /** @param {import('../protocol.js').EpochResult} result */
  #words(result) {
    return describeResult(result, this.#quantity, this.#format);
  }
}

/**
 * @param {readonly number[]} values
 * @param {number} wanted
 */
function nearestIndex(values, wanted) {
  return values.reduce(
    (best, value, index) =>
      Math.abs(value - wanted) < Math.abs((values[best] ?? 0) - wanted) ? index : best,
    0,
  );
}

/** @param {number} share */
function formatTickPercent(share) {
  return `${Number((share * 100).toFixed(1))} %`;
}
