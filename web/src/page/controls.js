/**
 * Train, Step, Reset, and how far training is. While data load, their progress stands in the place
 * of the buttons.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./notebook.js').PageState} PageState
 */

import { formatBytes, formatDuration, formatGflops, formatSpeed, formatWhole } from './format.js';
import { find, part, setMetric, setText } from './parts.js';
import { variantName } from './variant-names.js';

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
  #gflops;
  #eta;
  #variant;
  #howFast;
  #etaWrittenMs = -Infinity;

  /**
   * @param {HTMLElement} root
   * @param {{onTrain: () => void, onStep: () => void, onReset: () => void, onCancel: () => void,
   *   onHowFast: () => void}} callbacks
   */
  constructor(root, { onTrain, onStep, onReset, onCancel, onHowFast }) {
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
    this.#gflops = find(root, '[data-metric="gflops"]');
    this.#eta = part(root, 'eta');
    this.#variant = part(root, 'variant');
    this.#howFast = part(root, 'how-fast', HTMLButtonElement);
    this.#howFast.addEventListener('click', onHowFast);
    this.#train.addEventListener('click', onTrain);
    this.#step.addEventListener('click', onStep);
    this.#reset.addEventListener('click', onReset);
    this.#cancel.addEventListener('click', onCancel);
  }

  /** @param {Notebook} notebook */
  render(notebook) {
    this.#renderButtons(notebook);
    this.#renderProgress(notebook);
    this.#renderSpeed(notebook);
  }

  /** @param {Notebook} notebook */
  #renderButtons({ state, failure, loading, data, run, isCorrecting }) {
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
    this.#train.disabled = (!canTrain && state !== 'done') || isCorrecting;
    this.#step.disabled = !canTrain || isCorrecting;
    const hasWorker = failure === null || failure.kind === 'training';
    this.#reset.disabled = data === null || !run.hasTrained || loading !== null || !hasWorker;
  }

  /** @param {Notebook} notebook */
  #renderProgress({ state, run }) {
    const { epoch, step, epochsTrained } = run.state;
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
    this.#renderEta(state === 'training' ? run.secondsLeft(performance.now()) : null);
  }

  /** @param {Notebook} notebook */
  #renderSpeed({ run, network, environment, data, loading, failure }) {
    const { samplesPerSecond, threads } = run.state;
    const isKnown = samplesPerSecond > 0 && network !== null;
    setMetric(this.#speed, isKnown ? samplesPerSecond : null, formatSpeed);
    const gflops = isKnown ? (samplesPerSecond * network.trainingFlops) / 1e9 : null;
    setMetric(this.#gflops, gflops, formatGflops);
    setText(this.#variant, environment ? variantName(environment.variant, threads) : '');
    this.#howFast.disabled = data === null || loading !== null || failure !== null;
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
