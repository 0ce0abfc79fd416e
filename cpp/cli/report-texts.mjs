/** Texts that the reports of `npm run train` share. */

import { bar, clockTime } from './progress-bar.mjs';

/** @typedef {import('../../web/src/protocol.js').TrainingState} TrainingState */

/**
 * What is trained, with what, on what.
 * @param {import('./train-report.mjs').Start} start
 */
export function startText({ presetLabel, network, data, variant }) {
  const counts =
    `${grouped(data.trainingImages)} training, ${grouped(data.validationImages)} validation, ` +
    `${grouped(data.testImages)} test images`;
  return (
    `${presetLabel}: ${network.text}, ${grouped(network.parameterCount)} parameters\n` +
    `${data.name}: ${counts}\nWebAssembly variant: ${variant}\n`
  );
}

/**
 * @param {TrainingState} state
 * @param {number} elapsedMs
 */
export function progressText(state, elapsedMs) {
  const { phase, prepared, epoch, epochs, epochsTrained, samplesPerSecond } = state;
  if (phase === 'preparing') return `${bar(prepared)} writing digits`;
  const fraction = epochsTrained / epochs;
  const etaSeconds = (elapsedMs / 1000) * (1 / fraction - 1);
  return (
    `${bar(fraction)} epoch ${Math.min(epoch + 1, epochs)} of ${epochs}  ` +
    `${grouped(samplesPerSecond)} samples/s  ETA ${clockTime(etaSeconds)}`
  );
}

/** @param {number} share */
export function percent(share) {
  return `${(100 * share).toFixed(2)} %`;
}

/** @param {number} number */
export function grouped(number) {
  return Math.round(number).toLocaleString('en-US');
}
