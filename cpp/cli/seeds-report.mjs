/** What `npm run train -- --seeds` prints: a line for each training, and what they say together. */

import { ProgressLine } from './progress-bar.mjs';
import { percent, progressText, startText } from './report-texts.mjs';
import { QUANTITIES, seedRun, summarize } from './seed-runs.mjs';

/** @typedef {import('./train-report.mjs').Reporter} Reporter */
/** @typedef {import('./seed-runs.mjs').SeedRun} SeedRun */
/** @typedef {import('./seed-runs.mjs').Spread} Spread */

const HEADINGS = ['seed', 'epochs', 'validation', 'as drawn', 'test', 'strokes', 'seconds'];
const COLUMN = 12;

/** The lines below the table. */
const MEASURES = Object.freeze({
  mean: 'mean',
  deviation: 'deviation',
  min: 'smallest',
  max: 'largest',
});

/**
 * @param {NodeJS.WriteStream} stream
 * @returns {Reporter}
 */
export function seedsTableReporter(stream) {
  const line = new ProgressLine(stream);
  const print = (/** @type {string} */ text) => {
    line.clear();
    stream.write(`${text}\n`);
  };
  /** @type {SeedRun[]} */
  const runs = [];
  /** @type {number[]} */
  let seeds = [];
  let seed = 0;
  let beganAt = 0;
  return {
    started(start) {
      seeds = start.seeds ?? [];
      print(`${startText(start)}\n${row(HEADINGS)}`);
    },
    began(next) {
      seed = next;
      beganAt = performance.now();
    },
    progressed(state) {
      const which = `seed ${seed}, ${seeds.indexOf(seed) + 1} of ${seeds.length}  `;
      line.update(() => which + progressText(state, performance.now() - beganAt));
    },
    measured() {},
    done(ending) {
      const run = seedRun(seed, ending);
      runs.push(run);
      print(
        row([String(seed), String(run.epochs), ...QUANTITIES.map((key) => cell(key, run[key]))]),
      );
    },
    interrupted() {
      print(`\nInterrupted while seed ${seed} trained.`);
    },
    failed({ error }) {
      line.clear();
      process.stderr.write(`Seed ${seed}: ${error.message}\n`);
    },
    finished() {
      if (runs.length === 0) return;
      const summary = summarize(runs);
      print(`\nOf ${runs.length === 1 ? 'one training' : `${runs.length} trainings`}:`);
      for (const [measure, label] of Object.entries(MEASURES)) {
        const key = /** @type {keyof Spread} */ (measure);
        const cells = QUANTITIES.map((quantity) =>
          cell(quantity, summary[quantity]?.[key] ?? null),
        );
        print(row([label, '', ...cells]));
      }
    },
  };
}

/**
 * @param {NodeJS.WritableStream} stream
 * @returns {Reporter}
 */
export function seedsJsonReporter(stream) {
  const write = (/** @type {object} */ event) => stream.write(`${JSON.stringify(event)}\n`);
  /** @type {SeedRun[]} */
  const runs = [];
  let seed = 0;
  return {
    started({ presetLabel: _, config: { seed: __, ...config }, ...start }) {
      write({ event: 'start', config, ...start });
    },
    began(next) {
      seed = next;
    },
    progressed() {},
    measured() {},
    done(ending) {
      const run = seedRun(seed, ending);
      runs.push(run);
      write({ event: 'run', ...run });
    },
    interrupted({ state, best }) {
      write({ event: 'interrupted', seed, epochs: state.epoch, best });
    },
    failed({ error }) {
      write({ event: 'failed', seed, ...error });
      process.stderr.write(`Seed ${seed}: ${error.message}\n`);
    },
    finished() {
      write({ event: 'summary', runs: runs.length, ...summarize(runs) });
    },
  };
}

/**
 * @param {import('./seed-runs.mjs').Quantity} quantity
 * @param {number | null} value
 */
function cell(quantity, value) {
  if (value === null) return '-';
  return quantity === 'durationMs' ? (value / 1000).toFixed(1) : percent(value);
}

/** @param {string[]} cells */
function row(cells) {
  return cells.map((text) => text.padStart(COLUMN)).join('');
}
