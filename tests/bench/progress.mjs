/** How a run goes: on stderr, one line at the bottom of a terminal, whole lines elsewhere. */

import { bar, clockTime, ProgressLine } from '../../cpp/cli/progress-bar.mjs';
import { say } from '../../cpp/toolchain/say.mjs';

/** @typedef {import('./options.mjs').SectionName} SectionName */

/** How long each section takes against the others; measured on the machine of the README. */
const WEIGHTS = Object.freeze({
  quick: {
    ...{ peers: 95, kernels: 14, threads: 12, batches: 25, widths: 35, augmentation: 14 },
    ...{ presets: 12, samples: 70, start: 8 },
  },
  whole: {
    ...{ peers: 380, kernels: 29, threads: 45, batches: 90, widths: 120, augmentation: 45 },
    ...{ presets: 520, samples: 90, start: 12 },
  },
});

export class RunProgress {
  #line = new ProgressLine(process.stderr);
  #startedAt = performance.now();
  #weights;
  #sections;
  #current = -1;

  /** @param {SectionName[]} sections @param {boolean} quick */
  constructor(sections, quick) {
    this.#sections = sections;
    this.#weights = quick ? WEIGHTS.quick : WEIGHTS.whole;
  }

  /** @param {SectionName} section */
  begin(section) {
    this.#current = this.#sections.indexOf(section);
    this.#line.clear();
    say(`  Measuring: ${section}`);
  }

  /** @param {number} fraction of the section @param {string} text */
  update(fraction, text) {
    const section = this.#sections[this.#current];
    if (!section) return;
    const weight = (/** @type {SectionName[]} */ list) =>
      list.reduce((sum, name) => sum + this.#weights[name], 0);
    const done = weight(this.#sections.slice(0, this.#current)) + fraction * this.#weights[section];
    const share = done / weight(this.#sections);
    const elapsed = (performance.now() - this.#startedAt) / 1000;
    const left = share > 0.02 ? (elapsed / share) * (1 - share) : weight(this.#sections);
    const describe = () => `${bar(share, 16)} ${clockTime(left)} left  ${section}: ${text}`;
    this.#line.update(describe);
    // A log gets a line for each new thing that is measured, but not for each of its rounds or epochs.
    if (!process.stderr.isTTY && /(round|epoch) 1 of/.test(text)) say(`    ${describe()}`);
  }

  end() {
    this.#line.clear();
  }
}
