/**
 * Prints the coverage of the page code: what the unit tests ran under Node and what the end-to-end
 * tests ran in Chromium, merged.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CoverageReport } from 'monocart-coverage-reports';
import { ROOT } from '../cpp/toolchain/paths.mjs';
import { COVERAGE } from './steps.mjs';

const report = new CoverageReport({
  name: 'Page code',
  outputDir: join(COVERAGE, 'report'),
  reports: ['console-details', 'v8-json'],
  logging: 'error',
  entryFilter: (entry) => /\/web\/src\/|\/dist\/main\.js$/.test(entry.url),
  sourceFilter: (path) => /web\/src\//.test(path),
  sourcePath: (path) => path.replace(/^.*?(?=web\/src\/)/, ''),
});

const browser = join(COVERAGE, 'browser');
for (const name of existsSync(browser) ? await readdir(browser) : []) {
  const entries = JSON.parse(await readFile(join(browser, name), 'utf8'));
  for (const entry of entries) {
    // Each test has a server of its own: what they all serve is dist/, where the source map is.
    const file = join(ROOT, 'dist', basename(entry.url.split('?')[0]));
    if (existsSync(`${file}.map`)) {
      entry.url = file;
      entry.sourceMap = JSON.parse(await readFile(`${file}.map`, 'utf8'));
    }
  }
  await report.add(entries);
}
const node = join(COVERAGE, 'node');
if (existsSync(node)) await report.addFromDir(node);

const results = await report.generate();
if (!results?.summary) {
  console.error('There is no coverage to report: no test has run.');
  process.exitCode = 1;
}
