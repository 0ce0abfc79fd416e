/**
 * `npm test`: every check, in one command from a fresh clone.
 *
 *   npm test                  all of it
 *   npm test -- units wasm    only the named steps
 *   npm test -- --list        the steps
 *
 * A failing step does not stop the others. Ends with a line "N passed, N failed", where a check
 * (format, lint, types) counts as one and a test suite as its tests.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../cpp/toolchain/paths.mjs';
import { prepare } from '../cpp/toolchain/prepare.mjs';
import { runMain, say, SetupError } from '../cpp/toolchain/say.mjs';
import { COVERAGE, STEPS } from './steps.mjs';

/** @typedef {import('./steps.mjs').Outcome} Outcome */

/**
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<Outcome>}
 */
async function runStep(step) {
  console.log(`\n=== ${step.name}: ${step.title}`);
  const startedAt = Date.now();
  let outcome;
  try {
    outcome = await step.run();
  } catch (error) {
    console.log(error instanceof SetupError ? error.message : error);
    outcome = { passed: 0, failed: 1 };
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(
    `--- ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`,
  );
  return outcome;
}

/** @throws {SetupError} for an option that there is not */
function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { list: { type: 'boolean', default: false } },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SetupError(
      'Usage: npm test -- [step...], or npm test -- --list, which lists the steps.',
    );
  }
}

await runMain(async () => {
  process.chdir(ROOT);
  const { values, positionals } = readArguments();
  if (values.list) {
    for (const { name, title } of STEPS) console.log(`${name.padEnd(10)} ${title}`);
    return;
  }
  const unknown = positionals.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = STEPS.map((step) => step.name).join(', ');
    throw new SetupError(`There is no step "${unknown.join('", "')}". The steps are: ${known}.`);
  }
  const steps = STEPS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

  say('Setting up what is missing');
  await prepare({ wasm: true, native: true, browser: true });
  rmSync(COVERAGE, { recursive: true, force: true });
  mkdirSync(join(COVERAGE, 'browser'), { recursive: true });

  /** @type {{name: string, outcome: Outcome}[]} */
  const results = [];
  for (const step of steps) results.push({ name: step.name, outcome: await runStep(step) });

  console.log('');
  for (const { name, outcome } of results) {
    console.log(
      `${outcome.failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)} ${outcome.passed} passed, ${outcome.failed} failed`,
    );
  }
  const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = results.reduce((sum, { outcome }) => sum + outcome.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
});
