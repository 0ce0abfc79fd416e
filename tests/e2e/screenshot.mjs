/**
 * Makes the README's picture: the built page (`npm run build`) while it trains and reads a drawing.
 *
 *     node tests/e2e/screenshot.mjs [FILE.png] [dark]
 */

import { join } from 'node:path';
import { ROOT } from '../../cpp/toolchain/paths.mjs';
import { button, drawStroke, launch, serveDist, waitForState, withPage } from './browser.js';

const [file = join(ROOT, 'assets', 'screenshot.png'), scheme = 'light'] = process.argv.slice(2);

/**
 * Points on an arc.
 * @param {[number, number]} centre in fractions of the pad
 * @param {[number, number]} radii
 * @param {number} from degrees, clockwise from the right
 * @param {number} to
 */
const arc = ([x, y], [rx, ry], from, to) =>
  Array.from({ length: 16 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 15) * Math.PI) / 180;
    return /** @type {[number, number]} */ ([x + rx * Math.cos(angle), y + ry * Math.sin(angle)]);
  });

/** A three, in one stroke. */
const THREE = [
  ...arc([0.48, 0.33], [0.16, 0.15], -150, 80),
  ...arc([0.48, 0.66], [0.19, 0.18], -80, 150),
];

const browser = await launch();
const server = await serveDist();
try {
  await withPage(
    browser,
    `${server.url}?preset=article`,
    async (page) => {
      await waitForState(page, 'ready');
      await button(page, 'Train').click();
      await drawStroke(page, THREE);
      await page.mouse.move(0, 0);
      await page.waitForFunction(
        () =>
          Number(document.querySelector('[data-metric="epoch"]')?.getAttribute('data-value')) >= 14,
      );
      await page.screenshot({ path: file });
    },
    {
      coverage: false,
      context: { colorScheme: scheme === 'dark' ? 'dark' : 'light', deviceScaleFactor: 1.5 },
    },
  );
} finally {
  await browser.close();
  await server.close();
}
console.log(file);
