/**
 * "How fast is this?": the speed of every variant of the network's code in this browser, and beside
 * it what other libraries have reached elsewhere. Opened, it measures; closed, it stops.
 *
 * @typedef {import('../bench-figures.js').BenchFigures} BenchFigures
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./speed-measurement.js').SpeedMeasurement} SpeedMeasurement
 */

import { comparableRows } from '../bench-figures.js';
import { formatCount, formatGflops, formatSpeed, formatWhole } from './format.js';
import { part, setText } from './parts.js';
import { SpeedRowView } from './speed-row-view.js';
import { compareVariants, isArticlesNetwork, scaleFor } from './speed-words.js';
import { variantName } from './variant-names.js';

const ELSEWHERE_NOTE = 'They trained the article’s network, 784-100-200-10, with its recipe.';

export class SpeedSheet {
  #sheet;
  #options;
  #subject;
  #here;
  #elsewhere;
  #elsewhereList;
  #source;
  #words;
  #again;
  /** @type {SpeedMeasurement | null} */
  #measurement = null;
  /** @type {BenchFigures | null} */
  #figures = null;
  /** @type {import('../bench-figures.js').BenchRow[]} */
  #others = [];
  /** Whether the page's network is another one than theirs. */
  #isOther = false;
  #flops = 0;
  /** @type {SpeedRowView[]} */
  #rows = [];
  /** @type {SpeedRowView[]} */
  #otherRows = [];

  /**
   * @param {HTMLDialogElement} sheet
   * @param {object} options
   * @param {(onChange: () => void) => SpeedMeasurement} options.createMeasurement of the notebook's
   *   network and data
   * @param {() => Promise<() => void>} options.holdTraining see Laboratory
   * @param {() => Promise<BenchFigures | null>} options.fetchFigures
   */
  constructor(sheet, options) {
    this.#sheet = sheet;
    this.#options = options;
    this.#subject = part(sheet, 'subject');
    this.#here = part(sheet, 'here');
    this.#elsewhere = part(sheet, 'elsewhere');
    this.#elsewhereList = part(sheet, 'elsewhere-rows');
    this.#source = part(sheet, 'source');
    this.#words = part(sheet, 'words');
    this.#again = part(sheet, 'again', HTMLButtonElement);
    this.#again.addEventListener('click', () => this.#prepare().run());
    part(sheet, 'close').addEventListener('click', () => sheet.close());
    sheet.addEventListener('close', () => this.#measurement?.cancel());
    sheet.addEventListener('click', (event) => {
      if (event.target === sheet) sheet.close();
    });
  }

  /** @param {Notebook} notebook has data and a network */
  async open(notebook) {
    if (this.#sheet.open) return;
    const { network, config, data, environment } = notebook;
    this.#flops = network?.trainingFlops ?? 0;
    setText(
      this.#subject,
      `${network?.text}, batches of ${formatWhole(config.batchSize)} from ` +
        `${formatCount(data?.trainingImages ?? 0, 'image')}, in this browser on ` +
        `${formatCount(environment?.cores ?? 1, 'core')}. Your network pauses meanwhile, and is not ` +
        'touched.',
    );
    const measurement = this.#prepare();
    this.#sheet.showModal();
    const [release, figures] = await Promise.all([
      this.#options.holdTraining(),
      this.#figures ?? this.#options.fetchFigures(),
    ]);
    // It may have been closed while training came to a stand.
    if (measurement.isCancelled) {
      release();
      return;
    }
    this.#sheet.addEventListener('close', release, { once: true });
    this.#figures = figures;
    this.#others = figures ? comparableRows(figures, config.batchSize) : [];
    this.#isOther = !isArticlesNetwork(config);
    this.#showElsewhere();
    this.#render();
    measurement.run();
  }

  #prepare() {
    this.#measurement?.cancel();
    const measurement = this.#options.createMeasurement(() => this.#render());
    this.#measurement = measurement;
    this.#rows = measurement.rows.map(() => new SpeedRowView());
    this.#here.replaceChildren(...this.#rows.map(({ element }) => element));
    this.#render();
    return measurement;
  }

  #render() {
    const measurement = this.#measurement;
    if (measurement === null) return;
    const { rows, isDone } = measurement;
    const others = this.#others;
    // Bars of different networks say nothing beside each other.
    const scale = scaleFor(speedsOf(this.#isOther ? rows : [...rows, ...others]));
    const othersScale = this.#isOther ? scaleFor(speedsOf(others)) : scale;
    rows.forEach((row, i) => {
      const { variant, threads, samplesPerSecond, obstacle, stage } = row;
      const isKnown = obstacle === '' && samplesPerSecond > 0;
      this.#rows[i]?.show({
        name: variantName(variant, 0) + (variant === 'threads' ? ', threads' : ''),
        share: isKnown ? samplesPerSecond / scale : 0,
        speed: isKnown ? formatSpeed(samplesPerSecond) : '',
        gflops: isKnown ? formatGflops((samplesPerSecond * this.#flops) / 1e9) : '',
        note: obstacle || (variant === 'threads' ? describeThreads(threads) : ''),
        isAbsent: obstacle !== '',
        isActive: stage === 'measuring',
      });
    });
    this.#otherRows.forEach((view, i) => {
      const row = others[i];
      if (row) view.setShare(row.samplesPerSecond / othersScale);
    });
    setText(this.#words, isDone ? compareVariants(rows) : 'Measuring, some two seconds for each.');
    this.#again.disabled = !isDone;
  }

  #showElsewhere() {
    const figures = this.#figures;
    this.#elsewhere.hidden = figures === null;
    if (figures === null) return;
    const { machine, browser, date, quiet } = figures;
    const busy = quiet === false ? ', which had other work' : '';
    setText(
      this.#source,
      `${machine}${busy}; ${browser}; ${date}. ${this.#isOther ? ELSEWHERE_NOTE : ''}`.trim(),
    );
    this.#otherRows = this.#others.map((row) => {
      const view = new SpeedRowView();
      const threads = row.threads === 1 ? '1 thread' : `${row.threads} threads`;
      view.show({
        name: row.label,
        share: 0,
        speed: formatSpeed(row.samplesPerSecond),
        gflops: '',
        note: `batch ${formatWhole(row.batch)}, ${threads}`,
      });
      return view;
    });
    this.#elsewhereList.replaceChildren(...this.#otherRows.map(({ element }) => element));
  }
}

/** @param {readonly {samplesPerSecond: number}[]} rows */
function speedsOf(rows) {
  return rows.map(({ samplesPerSecond }) => samplesPerSecond);
}

/** @param {number} count 0 while it is not known */
function describeThreads(count) {
  if (count === 0) return 'the fastest number is tried';
  return count === 1 ? 'one alone is fastest' : `${formatWhole(count)} are fastest`;
}
