/**
 * What the status line says, and the natural next steps it offers.
 *
 * @typedef {import('./notebook.js').Notebook} Notebook
 * @typedef {import('./next-steps.js').Action} Action
 * @typedef {Pick<Notebook, 'state' | 'failure' | 'run' | 'data' | 'network' | 'config'>} Situation
 */

import { formatCount, formatSpan, formatPercent, formatWhole } from './format.js';
import { hasNotLearnt, nextSteps } from './next-steps.js';

/**
 * @param {Situation} situation
 * @returns {string}
 */
function describeTraining({ run, data, config }) {
  const { prepared } = run.state;
  if (prepared < 1) {
    return `Digits are being written to train with, besides the images: ${Math.floor(100 * prepared)} %. Such digits stand under “Written in this tab”.`;
  }
  if (run.lastResult) return 'It is learning. Draw a digit and watch the reading change.';
  return `It is seeing the ${formatWhole(seenImages(data, config))} images for the first time.`;
}

/**
 * @param {Situation} situation
 * @returns {{text: string, actions: Action[]}}
 */
export function describe(situation) {
  const { state } = situation;
  switch (state) {
    case 'loading':
      return { text: 'The images are on their way; then training can begin.', actions: [] };
    case 'ready':
      return { text: describeReady(situation), actions: [] };
    case 'training':
      return { text: describeTraining(situation), actions: [] };
    case 'paused':
      return { text: `Paused. ${describeReached(situation)}`, actions: nextSteps(situation) };
    case 'done':
      return { text: `Done. ${describeReached(situation)}`, actions: nextSteps(situation) };
    case 'error':
      return describeError(situation);
  }
}

/**
 * What a change that needs a new network would cost.
 * @param {Situation} situation
 */
export function describeLoss({ run }) {
  const reached =
    run.validationAccuracy === null
      ? formatCount(run.state.step, 'step')
      : `${formatPercent(run.validationAccuracy)} after ${trainedFor(run)}`;
  return `This needs a new network; the trained one (${reached}) would be lost.`;
}

/** @param {Situation} situation */
export function describeTitle({ state, run }) {
  const { epoch } = run.state;
  const { epochs } = run;
  const accuracy =
    run.validationAccuracy === null
      ? ''
      : `${formatPercent(run.validationAccuracy).replace('\u00a0', ' ')} · `;
  switch (state) {
    case 'training':
      return `${epoch}/${epochs} · ${accuracy}Inkling`;
    case 'paused':
      return `Paused ${epoch}/${epochs} · ${accuracy}Inkling`;
    case 'done':
      return `Done · ${accuracy}Inkling`;
    default:
      return 'Inkling';
  }
}

/**
 * How many of the loaded images an epoch sees.
 * @param {Situation['data']} data
 * @param {Situation['config']} config
 */
function seenImages(data, { trainOnAll }) {
  if (data === null) return 0;
  return data.trainingImages + (trainOnAll ? data.validationImages : 0);
}

/** @param {Situation} situation */
function describeReady({ data, config }) {
  if (data === null) return '';
  const images = formatCount(seenImages(data, config), 'image');
  const isOnce = config.epochs === 1;
  const times = isOnce ? ' once' : `, ${formatWhole(config.epochs)} times over`;
  return `Press Train: the network sees ${images}${times}. After ${isOnce ? 'that' : 'each time'} it is tested on ${formatCount(data.validationImages, 'image')} ${config.trainOnAll ? 'that it has trained on, too' : 'that it never trains on'}.`;
}

/** @param {Situation['run']} run */
function trainedFor({ lastResult, state }) {
  return lastResult === null ? formatCount(state.step, 'step') : formatCount(state.epoch, 'epoch');
}

/** @param {Situation} situation */
function describeReached(situation) {
  const { run } = situation;
  const { state, testResult, correctedAccuracy, validationAccuracy } = run;
  if (validationAccuracy === null) return `${trainedFor(run)} so far, no epoch is measured yet.`;
  const time =
    state.trainingMs >= 1000 ? ` (${formatSpan(state.trainingMs / 1000)} without measuring)` : '';
  const isCorrected = correctedAccuracy !== null;
  const correction = isCorrected ? ' and a correction' : '';
  // Nobody has tested the corrected network.
  const isTested = testResult !== null && !isCorrected;
  const test = isTested ? ` and ${formatPercent(testResult.accuracy)} of the test` : '';
  const after = `After ${trainedFor(run)}${time}${correction}`;
  const share = formatPercent(validationAccuracy);
  return hasNotLearnt(situation)
    ? `${after}, it has not learnt: it reads ${share} of the validation images, hardly more than by guessing.`
    : `${after}, it reads ${share} of the validation${test} images.`;
}

/**
 * @param {Situation} situation
 * @returns {{text: string, actions: Action[]}}
 */
function describeError({ failure }) {
  const message = failure?.message ?? '';
  switch (failure?.kind) {
    case 'worker':
      return {
        text: `The training has stopped: ${lowerFirst(message)} The chart and the settings are kept.`,
        actions: [{ id: 'start-again', label: 'Start again' }],
      };
    case 'training':
      return { text: message, actions: [{ id: 'new-network', label: 'Start a new network' }] };
    case 'data':
      return {
        text: `There are no images to train on. ${message}`,
        actions: [{ id: 'retry-data', label: 'Try again' }],
      };
    default:
      return { text: message, actions: [{ id: 'reload', label: 'Reload the page' }] };
  }
}

/** @param {string} sentence */
function lowerFirst(sentence) {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
