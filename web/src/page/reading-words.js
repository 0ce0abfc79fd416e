/**
 * What is said beside a reading.
 *
 * @typedef {import('../protocol.js').Reading} Reading
 */

/**
 * An untrained network knows no digits that something could be unlike: its guesses are shown.
 * @param {Reading} reading
 */
export function claimsADigit({ isSure, step }) {
  return isSure || step === 0;
}

/**
 * What stands before the digit. A claim that is rather wrong than right is none.
 * @param {Reading} reading
 */
export function leadOf(reading) {
  if (!claimsADigit(reading)) return 'Not sure';
  const probability = reading.probabilities[reading.prediction] ?? 0;
  return reading.step === 0 || probability >= 0.5 ? 'It reads' : 'Perhaps';
}

/**
 * @param {Reading} reading
 * @param {number | null} label of the validation image that was read, null for a drawing
 */
export function describeReading(reading, label) {
  const { step, prediction } = reading;
  if (step === 0) return 'It has not learnt yet, so this is a guess.';
  if (!claimsADigit(reading)) {
    const perhaps = `perhaps ${likeliest(reading).join(' or ')}`;
    return label === null ? perhaps : `${perhaps}, in a validation image; it is ${label}`;
  }
  if (label === null) return '';
  return label === prediction
    ? 'in a validation image, and is right'
    : `in a validation image, but it is ${label}`;
}

/**
 * @param {Reading} reading
 * @returns {number[]} the two classes with the highest probabilities
 */
function likeliest({ probabilities }) {
  return [...probabilities.keys()]
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
    .slice(0, 2);
}

/** @param {number} label @returns {string} as in "a 7", "an 8" */
export function article(label) {
  return [8, 11, 18].includes(label) ? 'an' : 'a';
}
