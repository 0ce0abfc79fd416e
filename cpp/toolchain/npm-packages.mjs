/** `npm ci`, once for each state of the lock file. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS, ROOT } from './paths.mjs';
import { runStep } from './say.mjs';

/**
 * Installs the npm packages of the lock file unless they are there. The stamp is written last, so
 * an interrupted installation is done again.
 */
export async function prepareNpmPackages() {
  const stamp = join(ROOT, 'node_modules', '.inkling-lock');
  const sum = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) return;
  await runStep('Installing the npm packages (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    log: join(LOGS, 'npm-ci.log'),
  });
  writeFileSync(stamp, sum);
}
