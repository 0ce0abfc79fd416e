/**
 * `npm run build`: sets up whatever is missing and makes `dist/`, static files that any host serves
 * from any sub-path. Plain Node: npm packages are there only after `prepare`.
 */

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../cpp/toolchain/prepare.mjs';
import { runMain } from '../../cpp/toolchain/say.mjs';

export const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * @returns {Promise<string>} the table of sizes
 */
export async function build() {
  await prepare({ wasm: true });
  const { assemble } = await import('./assemble.mjs');
  const { sizeTable } = await import('./size-table.mjs');
  await assemble(DIST);
  return sizeTable(DIST);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    console.log(await build());
    console.log(`\nThe page is in ${DIST}: any static host serves it, from any sub-path.`);
  });
}
