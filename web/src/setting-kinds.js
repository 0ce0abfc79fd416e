/**
 * The kinds of settings: a choice, a decimal number, a whole one, a flag. Each reads its text, and says
 * in a sentence why it cannot.
 *
 * @typedef {import('./protocol.js').Config} Config
 *
 * @typedef {object} Setting
 * @property {string} name in a link and, after "--", on the command line
 * @property {string} help for the command line
 * @property {(text: string) => Config[keyof Config]} read throws a sentence
 * @property {boolean} [isTuning] whether it can change without a new network
 * @property {readonly string[]} [choices] all that can be written, where they can be counted
 * @property {boolean} [isFlag] whether it is only on or off
 */

/**
 * @template {string} T
 * @param {string} name
 * @param {string} what "Optimizers"
 * @param {readonly T[]} known
 */
export function choice(name, what, known) {
  return {
    name,
    help: known.join(', '),
    choices: known,
    read: (/** @type {string} */ text) => {
      const chosen = known.find((one) => one === text.trim());
      if (chosen === undefined) throw new Error(`${what} are ${known.join(', ')}.`);
      return chosen;
    },
  };
}

/**
 * @param {string} name
 * @param {string} what
 * @param {number} min
 * @param {number} max
 * @param {string} help
 */
export function decimal(name, what, min, max, help) {
  return {
    name,
    help: `${help} (${min} to ${max})`,
    read: (/** @type {string} */ text) => {
      const value = readDecimal(text);
      if (value >= min && value <= max) return value;
      throw new Error(`${what} is a number from ${min} to ${max}.`);
    },
  };
}

/**
 * @param {string} name
 * @param {string} what
 * @param {{min: number, max: number}} limits
 * @param {string} help
 */
export function whole(name, what, limits, help) {
  return {
    name,
    help: `${help} (${limits.min} to ${grouped(limits.max)})`,
    read: (/** @type {string} */ text) => readWholeNumber(what, text, limits),
  };
}

/**
 * @param {string} name
 * @param {string} help
 */
export function flag(name, help) {
  return {
    name,
    help,
    isFlag: true,
    read: (/** @type {string} */ text) => {
      if (text !== '0' && text !== '1') throw new Error('It is 1 or 0.');
      return text === '1';
    },
  };
}

/**
 * @param {string} text
 * @param {number} min
 * @param {number} max
 */
export function isWholeNumber(text, min, max) {
  return /^\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/**
 * "4,096": the digits of a number in groups.
 * @param {number} value
 */
export function grouped(value) {
  return value.toLocaleString('en-US');
}

/**
 * @param {string} text with a decimal point or a decimal comma
 * @returns {number} NaN for what is none
 */
export function readDecimal(text) {
  const plain = text.trim().replace(/^(\d*),(\d+)$/, '$1.$2');
  return plain === '' ? NaN : Number(plain);
}

/**
 * @param {string} what
 * @param {string} text
 * @param {{min: number, max: number}} limits
 */
function readWholeNumber(what, text, { min, max }) {
  if (!isWholeNumber(text.trim(), min, max)) {
    throw new Error(`${what} is a whole number from ${min} to ${grouped(max)}.`);
  }
  return Number(text);
}
