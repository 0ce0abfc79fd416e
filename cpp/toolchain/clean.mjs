/**
 * `npm run clean`: removes what the project itself has set up inside its folder, so that the first
 * run can be tried again. System packages stay, and so do the MNIST files of `npm run mnist`.
 */

import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BUILD, LOCAL, ROOT } from './paths.mjs';
import { say } from './say.mjs';

const FOLDERS = [
  LOCAL,
  BUILD,
  join(ROOT, 'dist'),
  join(ROOT, 'coverage'),
  join(ROOT, 'assets', 'mnist', 'embedded'),
  join(ROOT, 'node_modules'),
  join(ROOT, 'tests', 'bench', 'node_modules'),
];

for (const folder of FOLDERS.filter((path) => existsSync(path))) {
  say(`Removing ${relative(ROOT, folder)}`);
  rmSync(folder, { recursive: true, force: true });
}
