/**
 * The chart of samples per second, as an SVG that needs nothing else: it follows the reader's light or
 * dark, and its bars are linear from zero, so that lengths compare as the figures do.
 */

import { grouped } from './table.mjs';

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} batch
 * @property {number} threads
 * @property {number} samplesPerSecond
 * @property {boolean} isOurs
 */

const WIDTH = 840;
const MARGIN = 24;
const HEAD = 68;
const ROW = 30;
const BAR = 16;
/** Where the bars begin: the longest label fits before. */
const LEFT = 330;
/** Room for the figure behind the longest bar. */
const FIGURE = 96;
/** Below the bars: the first line of the notes, and each further one. */
const FOOT = 22;
const NOTE = 18;

/** Light, then dark: paper, ink, faint ink, accent, the others' bars. */
const STYLE = `
    .paper { fill: #fbfaf7 } .ink { fill: #24221e } .faint { fill: #69655d }
    .ours { fill: #1f5fa8 } .theirs { fill: #b9b4a8 } .axis { stroke: #cfcabd }
    text { font: 14px system-ui, -apple-system, 'Segoe UI', sans-serif }
    .title { font-size: 16px; font-weight: 600 } .small { font-size: 12px }
    .figure { font-variant-numeric: tabular-nums }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #1b1a18 } .ink { fill: #ece9e2 } .faint { fill: #a29d92 }
      .ours { fill: #6aa6e8 } .theirs { fill: #5c5850 } .axis { stroke: #45423c }
    }`;

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * @param {Bar[]} bars at least one; drawn fastest first
 * @param {{title: string, notes: string[]}} words the notes a line each, of at most 110 characters
 * @returns {string}
 */
export function barChart(bars, { title, notes }) {
  const sorted = [...bars].sort((a, b) => b.samplesPerSecond - a.samplesPerSecond);
  const most = sorted[0]?.samplesPerSecond ?? 1;
  const scale = (WIDTH - LEFT - FIGURE - MARGIN) / most;
  const foot = HEAD + ROW * sorted.length;
  const height = foot + FOOT + NOTE * notes.length;
  const rows = sorted.map(({ label, threads, samplesPerSecond, isOurs }, i) => {
    const y = HEAD + i * ROW;
    const length = Math.max(1, samplesPerSecond * scale);
    const count = `${threads} thread${threads === 1 ? '' : 's'}`;
    return `  <text class="ink" x="${MARGIN}" y="${y + 13}">${escaped(label)}<tspan class="faint">, ${count}</tspan></text>
  <rect class="${isOurs ? 'ours' : 'theirs'}" x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2"/>
  <text class="ink figure" x="${(LEFT + length + 8).toFixed(1)}" y="${y + 13}">${grouped(samplesPerSecond)}</text>`;
  });
  const lines = notes.map(
    (note, i) =>
      `  <text class="faint small" x="${MARGIN}" y="${foot + FOOT + NOTE * i}">${escaped(note)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
  <style>${STYLE}
  </style>
  <rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>
  <text class="ink title" id="title" x="${MARGIN}" y="30">${escaped(title)}</text>
  <text class="faint small" x="${MARGIN}" y="49">longer is faster</text>
${rows.join('\n')}
  <line class="axis" x1="${LEFT}" x2="${LEFT}" y1="${HEAD - 6}" y2="${foot - 8}"/>
${lines.join('\n')}
</svg>
`;
}
