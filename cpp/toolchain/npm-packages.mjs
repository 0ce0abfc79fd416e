/** `npm ci`, once for each state of the lock file. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS, ROOT } from './paths.mjs';
import { runStep } from './say.mjs';

/**
 * Installs the npm packages of a folder's lock file unless they are there. The stamp is written last,
 * so an interrupted installation is done again.
 * @param {{folder?: string, title?: string}} [options]
 */
export async function prepareNpmPackages({
  folder = ROOT,
  title = 'Installing the npm packages (npm ci)',
} = {}) {
  const stamp = join(folder, 'node_modules', '.inkling-lock');
  const sum = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) return;
  await runStep(title, 'npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    log: join(LOGS, 'npm-ci.log'),
  });
  writeFileSync(stamp, sum);
}
