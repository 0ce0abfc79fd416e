/** Recorded drawings, drawn again on the real pad. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../cpp/toolchain/paths.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../web/src/protocol.js').Stroke} Stroke */
/** @typedef {{prediction: number, isSure: boolean}} Replayed the likeliest digit, sure of it or not */
/** @typedef {{label: number, strokes: readonly Stroke[], replayed: Replayed}} Failure */

/** Git-ignored. */
const OUTPUT = join(ROOT, 'tests', 'e2e', 'output');

/**
 * To be called before the page loads: tells the page's scripts when a drawing has been read and shown.
 * @param {Page} page
 */
export async function watchReadings(page) {
  await page.addInitScript(() => {
    const Plain = window.Worker;
    /** @type {Map<number, number>} points of the drawing, by the request's id */
    const asked = new Map();
    window.Worker = class extends Plain {
      /** @param {ConstructorParameters<typeof Worker>} options */
      constructor(...options) {
        super(...options);
        this.addEventListener('message', ({ data: { id } }) => {
          const detail = asked.get(id);
          asked.delete(id);
          // The page hears of the same answer in this turn, and has shown it in the next.
          if (detail !== undefined) {
            setTimeout(() => dispatchEvent(new CustomEvent('drawing-read', { detail })));
          }
        });
      }

      /**
       * @override
       * @param {any} message
       * @param {any} [transfer]
       */
      postMessage(message, transfer = []) {
        if (message.type === 'predict-drawing') {
          asked.set(message.id, message.strokes.flat().length);
        }
        super.postMessage(message, transfer);
      }
    };
  });
}

/**
 * Draws strokes on the pad with pointer events, in one go, and waits for the reading of just that
 * drawing.
 * @param {Page} page prepared by `watchReadings`
 * @param {readonly Stroke[]} strokes
 * @returns {Promise<Replayed>}
 */
export function replay(page, strokes) {
  return page.evaluate(async (drawing) => {
    const query = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (document.querySelector(selector));
    const pad = query('[data-part="pad"]');
    query('[data-part="clear"]').click();
    const box = pad.getBoundingClientRect();
    const points = drawing.flat().length;
    const isRead = new Promise((resolve) => {
      addEventListener('drawing-read', function listen(event) {
        if (/** @type {CustomEvent} */ (event).detail !== points) return;
        removeEventListener('drawing-read', listen);
        resolve(null);
      });
    });
    for (const stroke of drawing) {
      stroke.forEach(([x, y, pressure], i) => {
        const event = new PointerEvent(i === 0 ? 'pointerdown' : 'pointermove', {
          ...{ bubbles: true, cancelable: true, pointerId: 7 },
          ...{ clientX: box.left + x * box.width, clientY: box.top + y * box.height },
          ...(pressure === undefined ? { pointerType: 'mouse' } : { pointerType: 'pen', pressure }),
        });
        pad.dispatchEvent(event);
      });
      pad.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 7 }));
    }
    await isRead;
    const bars = [...document.querySelectorAll('[data-digit]')].map((row) =>
      Number(row.getAttribute('data-value')),
    );
    return {
      prediction: bars.indexOf(Math.max(...bars)),
      isSure: query('[data-metric="prediction"]').dataset.sure === 'true',
    };
  }, strokes);
}

/**
 * A page with a picture of each drawing that was read wrong.
 * @param {string} name of the file
 * @param {readonly Failure[]} failures
 * @returns {Promise<string>} the file's path
 */
export async function reportFailures(name, failures) {
  const figures = failures.map(({ label, strokes, replayed }) => {
    const read = `${replayed.prediction}${replayed.isSure ? '' : ', not sure'}`;
    const lines = strokes.map((stroke) => {
      const [first, ...rest] = stroke.map(([x, y]) => `${100 * x} ${100 * y}`);
      return `M${first}L${rest.length > 0 ? rest.join(' ') : first}`;
    });
    return `<figure><svg viewBox="0 0 100 100"><path d="${lines.join('')}"/></svg>
<figcaption>a ${label}, read as ${read}</figcaption></figure>`;
  });
  await mkdir(OUTPUT, { recursive: true });
  const path = join(OUTPUT, name);
  await writeFile(
    path,
    `<!doctype html><meta charset="utf-8"><title>Read wrong</title>
<style>figure{display:inline-block;margin:8px;font:12px sans-serif}svg{width:140px;border:1px solid}
path{fill:none;stroke:#000;stroke-width:7;stroke-linecap:round;stroke-linejoin:round}</style>
${figures.join('\n')}\n`,
  );
  return path;
}
