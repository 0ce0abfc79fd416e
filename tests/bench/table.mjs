/** Tables of aligned columns, for a terminal. */

/**
 * @param {string[]} heads the first column is text, all others are numbers
 * @param {string[][]} rows
 * @returns {string}
 */
export function table(heads, rows) {
  const lines = [heads, ...rows];
  const widths = heads.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const format = (/** @type {string[]} */ line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('   ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 3 * (heads.length - 1)));
  return [format(heads), rule, ...rows.map(format)].join('\n');
}

/** @param {number} number @returns {string} "12,345" */
export const grouped = (number) => Math.round(number).toLocaleString('en-US');

/** @param {number} share 0..1 @param {number} [decimals] @returns {string} "98.07 %" */
export const percent = (share, decimals = 0) => `${(100 * share).toFixed(decimals)} %`;

/** @param {number} seconds @returns {string} three digits, "0.345", "12.3" */
export const threeDigits = (seconds) =>
  seconds.toFixed(seconds < 1 ? 3 : seconds < 10 ? 2 : seconds < 100 ? 1 : 0);
