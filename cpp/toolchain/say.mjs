/**
 * What set-up tells the person in front of it. Everything goes to stderr, so that the output of a
 * command (`npm run train -- --json`) stays clean.
 */

import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A set-up that cannot go on; the message says why and names the way out. */
export class SetupError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs `main`; a `SetupError` becomes a sentence on stderr and exit code 1, without a trace.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

const LAST_LINES = 25;
const HEARTBEAT_MS = 15_000;

/**
 * Runs a command of set-up: its title first, then the elapsed time while it works (on a terminal
 * continuously, else a line every 15 seconds), its own output into `log`.
 * @param {string} title what is done, "Compiling the WebAssembly module"
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, log: string}} options
 * @returns {Promise<void>}
 * @throws {SetupError} with the last lines of the output, when the command fails
 */
export async function runStep(title, command, args, { cwd, env = process.env, log }) {
  const startedAt = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
  const isTerminal = process.stderr.isTTY;
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(log, `$ ${[command, ...args].join(' ')}\n`);
  say(`  ${title}`);
  const heartbeat = setInterval(
    () => process.stderr.write(isTerminal ? `\r    ${seconds()} ` : `    ${seconds()}\n`),
    isTerminal ? 1000 : HEARTBEAT_MS,
  );
  try {
    const { output, failure } = await capture(command, args, { cwd, env, log });
    if (failure) {
      const tail = output.trimEnd().split('\n').slice(-LAST_LINES).join('\n    ');
      throw new SetupError(
        `${title}: ${failure}. Its last lines (all of them: ${log}):\n    ${tail}`,
      );
    }
  } finally {
    clearInterval(heartbeat);
    if (isTerminal) process.stderr.write('\r');
  }
  say(`    done in ${seconds()}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string | undefined, env: NodeJS.ProcessEnv, log: string}} options
 * @returns {Promise<{output: string, failure: string | null}>}
 */
function capture(command, args, { cwd, env, log }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-64 * 1024);
      appendFileSync(log, chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) =>
      resolve({ output, failure: `could not start (${error.message})` }),
    );
    child.on('close', (code, signal) =>
      resolve({
        output,
        failure: code === 0 ? null : `failed with ${signal ?? `exit code ${code}`}`,
      }),
    );
  });
}
