/** How well a network reads recorded drawings. */

/** @typedef {import('./recordings.mjs').Recording} Recording */

/** As many of the worst writers and of the most frequent mistakes are told. */
const TOLD = 10;

/**
 * @typedef {object} RecordingsScore
 * @property {number} drawings
 * @property {number} accuracy 0..1
 * @property {number} unsure 0..1, the share that the network does not claim to know
 * @property {{label: number, drawings: number, accuracy: number}[]} byLabel
 * @property {{writer: string, drawings: number, accuracy: number}[]} worstWriters the worst first
 * @property {{label: number, prediction: number, count: number}[]} confusions most frequent first
 */

/**
 * @param {readonly Recording[]} recordings at least one
 * @param {(strokes: Recording['strokes']) => {prediction: number, isSure: boolean}} read
 * @returns {RecordingsScore}
 */
export function scoreRecordings(recordings, read) {
  const all = new Tally();
  let unsure = 0;
  /** @type {Map<number, Tally>} */
  const byLabel = new Map();
  /** @type {Map<string, Tally>} */
  const byWriter = new Map();
  /** @type {Map<string, {label: number, prediction: number, count: number}>} */
  const confusions = new Map();
  for (const { writer, label, strokes } of recordings) {
    const { prediction, isSure } = read(strokes);
    if (!isSure) unsure += 1;
    for (const tally of [all, entry(byLabel, label), entry(byWriter, writer)]) {
      tally.add(prediction === label);
    }
    if (prediction === label) continue;
    const key = `${label} ${prediction}`;
    const count = (confusions.get(key)?.count ?? 0) + 1;
    confusions.set(key, { label, prediction, count });
  }
  return {
    ...all.result(),
    unsure: unsure / recordings.length,
    byLabel: [...byLabel]
      .map(([label, tally]) => ({ label, ...tally.result() }))
      .sort((a, b) => a.label - b.label),
    worstWriters: [...byWriter]
      .map(([writer, tally]) => ({ writer, ...tally.result() }))
      .sort((a, b) => a.accuracy - b.accuracy)
      .slice(0, TOLD),
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count).slice(0, TOLD),
  };
}

class Tally {
  #drawings = 0;
  #right = 0;

  /** @param {boolean} isRight */
  add(isRight) {
    this.#drawings += 1;
    if (isRight) this.#right += 1;
  }

  result() {
    return { drawings: this.#drawings, accuracy: this.#right / this.#drawings };
  }
}

/**
 * @template K
 * @param {Map<K, Tally>} tallies
 * @param {K} key
 */
function entry(tallies, key) {
  const tally = tallies.get(key) ?? new Tally();
  tallies.set(key, tally);
  return tally;
}
