import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildEmbedded } from '../../assets/mnist/embedded.mjs';
import { PRESETS } from '../../web/src/presets.js';
import { FULL_PREPARATION } from '../../web/src/protocol.js';
import { loadEmbedded, loadModule, trainToEnd } from './module.js';

before(() => buildEmbedded());

const DRAWINGS = 1000;

/**
 * Trains a preset with the embedded images, and has it read digits of held-out forms and nonsense.
 * @param {string} preset
 * @param {number} epochs
 */
async function trainAndRead(preset, epochs) {
  const module = await loadModule();
  const session = new module.Session();
  loadEmbedded(session);
  const { config } = /** @type {typeof PRESETS[string]} */ (PRESETS[preset]);
  session.configure({ ...config, epochs });
  const last = trainToEnd(session).epochs.at(-1);
  assert.ok(last);

  const writer = new module.DigitWriter(7, true);
  const read = (/** @type {any} */ strokes) => session.readStrokes(strokes, FULL_PREPARATION);
  const digits = Array.from({ length: DRAWINGS }, (_, i) => writer.write(i % 10));
  const readings = digits.map(({ strokes }) => read(strokes));
  const nonsense = Array.from({ length: DRAWINGS }, () => read(writer.writeNonsense().strokes));
  const share = (/** @type {boolean[]} */ those) => those.filter(Boolean).length / those.length;
  const right = share(readings.map(({ prediction }, i) => prediction === digits[i]?.label));
  const unsureDigits = share(readings.map(({ isSure }) => !isSure));
  const unsureNonsense = share(nonsense.map(({ isSure }) => !isSure));
  writer.delete();
  session.delete();
  const { drawnAccuracy, calibrationError, temperature } = last;
  return { drawnAccuracy, calibrationError, temperature, right, unsureDigits, unsureNonsense };
}

test('the preset for drawing, cut short: as drawn, held-out forms, calibration, and what is no digit', async (t) => {
  const measured = await trainAndRead('drawing', 5);
  t.diagnostic(JSON.stringify(measured));
  const { drawnAccuracy, calibrationError, right, unsureDigits, unsureNonsense } = measured;
  // After all its epochs: as drawn 0.989.
  assert.ok(drawnAccuracy >= 0.97, `as drawn ${drawnAccuracy}`);
  assert.ok(calibrationError <= 0.01, `calibration error ${calibrationError}`);
  assert.ok(right >= 0.95, `held-out forms ${right}`);
  assert.ok(unsureDigits <= 0.03, `not sure of ${unsureDigits} of the digits`);
  assert.ok(unsureNonsense >= 0.85, `not sure of ${unsureNonsense} of the nonsense`);
});

test("the article's network, which has seen no drawing, is not sure of what is no digit", async (t) => {
  const measured = await trainAndRead('article', 8);
  t.diagnostic(JSON.stringify(measured));
  assert.ok(measured.unsureDigits <= 0.03, `not sure of ${measured.unsureDigits} of the digits`);
  assert.ok(measured.unsureNonsense >= 0.8, `not sure of ${measured.unsureNonsense} of nonsense`);
});
