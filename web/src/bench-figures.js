/**
 * What the last committed run of the benchmark against other libraries has measured,
 * `assets/bench.json`: for the article's network, on a machine that it names. The build puts it
 * beside the page, `null` where there is none.
 *
 * @typedef {object} BenchRow
 * @property {string} name
 * @property {string} label for people
 * @property {number} samplesPerSecond
 * @property {number} batch
 * @property {number} threads
 *
 * @typedef {object} BenchFigures
 * @property {string} date
 * @property {string} machine
 * @property {string} browser
 * @property {boolean} [quiet] false: the machine had other work
 * @property {BenchRow[]} rows
 */

/** The batch of the article, which every contestant has trained with. */
const USUAL_BATCH = 32;

/**
 * @param {unknown} value
 * @returns {BenchFigures | null}
 * @throws {Error} whose message says what is wrong
 */
export function checkBenchFigures(value) {
  if (value === null) return null;
  const figures = /** @type {BenchFigures} */ (value);
  for (const key of /** @type {const} */ (['date', 'machine', 'browser'])) {
    if (typeof figures[key] !== 'string') throw new Error(`bench.json has no "${key}".`);
  }
  if (!Array.isArray(figures.rows)) throw new Error('bench.json has no "rows".');
  for (const { name, label, samplesPerSecond, batch, threads } of figures.rows) {
    const isNamed = typeof name === 'string' && typeof label === 'string';
    const isMeasured = [samplesPerSecond, batch, threads].every((number) => number > 0);
    if (!isNamed || !isMeasured) throw new Error(`bench.json has a bad row: ${String(name)}.`);
  }
  return figures;
}

/**
 * @param {URL} url
 * @returns {Promise<BenchFigures | null>} null also where they cannot be had: they are an extra
 */
export async function fetchBenchFigures(url) {
  try {
    return checkBenchFigures(await (await fetch(url)).json());
  } catch {
    return null;
  }
}

/**
 * Few enough to look at: of each contestant the best number of threads, and of Inkling, which is
 * measured beside them, the best variant.
 * @param {BenchFigures} figures
 * @param {number} batch of the page's network; where nobody has trained with it, the usual one
 * @returns {BenchRow[]} fastest first
 */
export function comparableRows({ rows }, batch) {
  const isKnown = rows.some((row) => row.batch === batch);
  /** @type {Map<string, BenchRow>} */
  const best = new Map();
  for (const row of rows) {
    if (row.batch !== (isKnown ? batch : USUAL_BATCH)) continue;
    const contestant = row.name.startsWith('inkling') ? 'inkling' : row.label;
    const known = best.get(contestant);
    if (!known || row.samplesPerSecond > known.samplesPerSecond) best.set(contestant, row);
  }
  return [...best.values()].sort((a, b) => b.samplesPerSecond - a.samplesPerSecond);
}
