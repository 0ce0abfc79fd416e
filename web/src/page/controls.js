/**
 * Train, Step, Reset, and how far training is. While data load, their progress stands in the place
 * of the buttons.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./notebook.js').PageState} PageState
 */

import { formatBytes, formatDuration, formatSpeed, formatWhole } from './format.js';
import { find, part, setMetric, setText } from './parts.js';

/** @type {Readonly<Partial<Record<PageState, string>>>} */
const TRAIN_LABELS = { training: 'Pause', paused: 'Resume' };

/** The time left is written at most this often: it is for people. */
const ETA_INTERVAL_MS = 1000;

export class Controls {
  #buttons;
  #loading;
  #loadingText;
  #cancel;
  #train;
  #step;
  #reset;
  #bar;
  #fill;
  #epoch;
  #epochs;
  #stepCount;
  #speed;
  #eta;
  #variant;
  #etaWrittenMs = -Infinity;

  /**
   * @param {HTMLElement} root
   * @param {{onTrain: () => void, onStep: () => void, onReset: () => void, onCancel: () => void}} callbacks
   */
  constructor(root, { onTrain, onStep, onReset, onCancel }) {
    this.#buttons = part(root, 'buttons');
    this.#loading = part(root, 'loading');
    this.#loadingText = part(root, 'loading-text');
    this.#cancel = part(root, 'cancel', HTMLButtonElement);
    this.#train = part(root, 'train', HTMLButtonElement);
    this.#step = part(root, 'step', HTMLButtonElement);
    this.#reset = part(root, 'reset', HTMLButtonElement);
    this.#bar = part(root, 'bar');
    this.#fill = part(root, 'fill');
    this.#epoch = find(root, '[data-metric="epoch"]');
    this.#epochs = part(root, 'epochs');
    this.#stepCount = find(root, '[data-metric="step"]');
    this.#speed = find(root, '[data-metric="samples-per-second"]');
    this.#eta = part(root, 'eta');
    this.#variant = part(root, 'variant');
    this.#train.addEventListener('click', onTrain);
    this.#step.addEventListener('click', onStep);
    this.#reset.addEventListener('click', onReset);
    this.#cancel.addEventListener('click', onCancel);
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    this.#renderButtons(notebook);
    this.#renderProgress(notebook);
  }

  /** @param {Notebook} notebook */
  #renderButtons({ state, failure, loading, data, run }) {
    this.#buttons.hidden = loading !== null;
    this.#loading.hidden = loading === null;
    if (loading !== null) {
      const isMoving = loading.loadedBytes > 0;
      const bytes = formatBytes(loading.loadedBytes, loading.totalBytes);
      setText(this.#loadingText, isMoving ? `Loading ${bytes}` : 'Loading');
      this.#cancel.hidden = !isMoving && data === null;
    }
    const canTrain = state === 'ready' || state === 'paused' || state === 'training';
    setText(this.#train, TRAIN_LABELS[state] ?? 'Train');
    // After the end it trains on, see `toggle` in main.js.
    this.#train.disabled = !canTrain && state !== 'done';
    this.#step.disabled = !canTrain;
    const hasWorker = failure === null || failure.kind === 'training';
    this.#reset.disabled = data === null || !run.hasTrained || loading !== null || !hasWorker;
  }

  /** @param {Notebook} notebook */
  #renderProgress({ state, run, environment }) {
    const { epoch, step, epochsTrained, samplesPerSecond } = run.state;
    const { epochs } = run;
    const share = epochs > 0 ? Math.min(1, epochsTrained / epochs) : 0;
    this.#fill.style.transform = `scaleX(${share.toFixed(4)})`;
    const percent = String(Math.floor(share * 100));
    if (this.#bar.getAttribute('aria-valuenow') !== percent) {
      this.#bar.setAttribute('aria-valuenow', percent);
      this.#bar.setAttribute('aria-valuetext', `${percent} %, epoch ${epoch} of ${epochs}`);
    }
    setMetric(this.#epoch, epoch, formatWhole);
    setText(this.#epochs, formatWhole(epochs));
    setMetric(this.#stepCount, step, formatWhole);
    setMetric(this.#speed, samplesPerSecond > 0 ? samplesPerSecond : null, formatSpeed);
    this.#renderEta(state === 'training' ? run.secondsLeft(performance.now()) : null);
    setText(this.#variant, environment ? variantName(environment) : '');
  }

  /** @param {number | null} seconds */
  #renderEta(seconds) {
    const nowMs = performance.now();
    if (seconds === null) {
      this.#etaWrittenMs = -Infinity;
      setText(this.#eta, '');
    } else if (nowMs - this.#etaWrittenMs >= ETA_INTERVAL_MS) {
      this.#etaWrittenMs = nowMs;
      setText(this.#eta, `${formatDuration(seconds)} left`);
    }
  }
}

/** The builds of the network's code, as people know their kinds. @type {Record<string, string>} */
const VARIANT_NAMES = { simd: 'SIMD', relaxed: 'relaxed SIMD' };

/** @param {import('../protocol.js').Environment} environment */
function variantName({ variant, threads }) {
  const name = VARIANT_NAMES[variant] ?? variant;
  return threads > 1 ? `${name}, ${threads} threads` : name;
}
